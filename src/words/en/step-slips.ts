/**
 * Slips in one step of a stage's task: a step that is half done, and a line that is printed otherwise.
 * Values are from the program, or were printed by it.
 */

const code = (text: string) => `\`${text}\``

export const emptyResponse = (name: string) => ({
  why: `${name} is empty, so there is nothing to send`,
  fix: 'Write the response into it: the status line, an empty line and the body.',
})
export const headNotSent = (name: string) => ({
  why: `the status line and the headers are in ${name}, and it is not sent here`,
  fix: `Send ${code(name)} first. The body comes after it.`,
})
export const pageNotSent = (name: string) => ({
  why: `the page is in ${name}, and it is not sent`,
  fix: `Send ${code(name)} after the head.`,
})
export const endBeforeFile = {
  why: 'end sends this and closes the connection, so the file can not follow',
  fix: 'Write `write` instead of `end`: it leaves the connection open.',
}
export const wordsMissing = {
  why: 'only a head is sent here, and no words follow it',
  fix: 'Send a sentence for people after it.',
}
export const noServer = (isPython: boolean) => ({
  why: 'Nothing in your program makes a server, so it ends after its last line.',
  fix: isPython
    ? 'Write `httpd = ThreadingHTTPServer((HOST, PORT), SimpleHTTPRequestHandler)`, print the port, and call `httpd.serve_forever()`.'
    : 'Write `const httpd = new HTTPServer([HOST, PORT], SimpleHTTPRequestHandler)`, print the port, and `await httpd.serveForever()`.',
})
export const versionNotHttp = {
  why: 'the status line begins with this, and it has to begin with HTTP/ and a version',
  fix: "Write `'HTTP/1.1'`.",
}
export const versionElsewhere = (owner: string) => ({
  why: `${owner} does not look at it: the version belongs to the class of the handler`,
  fix: "Write `SimpleHTTPRequestHandler.protocol_version = 'HTTP/1.1'`.",
})
export const folderTooLate = (serve: string) => ({
  why: `${serve} is never done, so this line is not reached`,
  fix: 'Move it up, above the line that makes the server.',
})
export const outsideClass = (name: string, className: string, isPython: boolean) => ({
  why: `${name} is not inside of the class ${className}, so the handler does not know it`,
  fix: isPython
    ? `Indent it, so that it belongs to ${code(`class ${className}`)}.`
    : `Move it into the braces of ${code(`class ${className}`)}, without the word ${code('function')}.`,
})
export const sharedAccept = (name: string) => ({
  why: `${name} is the newest connection of all, so two browsers at the same moment get the same one`,
  fix: `Give the connection to the function as a parameter: ${code(`args=[${name}]`)}.`,
})

export const piecePrinted = (piece: string, whole: string | undefined) => ({
  why: `${piece} is one piece of the request, and this request came in several`,
  fix:
    whole === undefined
      ? 'Print the whole request, when it is complete.'
      : `Print ${code(whole)}, when the request is complete.`,
})
export const pathInForm = (isPython: boolean) => ({
  why: 'this takes the whole address apart, so its path became part of the first name',
  fix: isPython
    ? 'Take the query alone: `urlparse(self.path).query`.'
    : "Take the query alone: `new URL(this.path, 'http://localhost').search`.",
})
export const queryCut = (path: string) => ({
  why: `this puts another value into ${path}, and the query is lost`,
  fix: `Leave ${code(path)} as it is, and give the part that you need another name.`,
})
export const otherPartParsed = (part: string, query: string) => ({
  why: `${part} is not the query`,
  fix: `Write ${code(query)}.`,
})
export const paramsPrinted = {
  why: 'this prints a URLSearchParams, and the task asks for an object of names and lists',
  fix: 'Put its names and values into an object first, with a list for each name.',
}
export const plusKept = (name: string, isPython: boolean) => ({
  why: `${name} leaves + as it is, and a browser writes + for a space`,
  fix: isPython
    ? 'Use `parse_qs`, which decodes both + and %.'
    : 'Use `URLSearchParams`, which decodes both + and %.',
})
export const notDecoded = (isPython: boolean) => ({
  why: 'the query is split here, and nothing decodes its + and %',
  fix: isPython
    ? 'Use `parse_qs`, which splits and decodes.'
    : 'Use `URLSearchParams`, which splits and decodes.',
})
export const decodedFirst = (isPython: boolean) => ({
  why: 'this decodes the query before it is split, so a & in a value splits it too',
  fix: isPython
    ? 'Use `parse_qs`, which splits first.'
    : 'Use `URLSearchParams`, which splits first.',
})
export const otherName = (written: string) => ({
  why: `this is taken where no first name was sent, and ${written === '' ? 'it is empty' : `it is ${written}`}`,
  fix: "Write `'Somebody'`.",
})
export const textNotList = {
  why: 'this keeps one text for each name, and a name may come twice',
  fix: 'Keep a list for each name: `form[name] = [...(form[name] ?? []), value]`.',
}
export const lastValue = {
  why: 'this puts the new value in place of the values before it',
  fix: 'Keep the values before it, and add the new one.',
}
export const emptyKept = (isPython: boolean) => ({
  why: 'this keeps a value that is empty, too',
  fix: isPython
    ? "Keep a value only if it is not empty: `if value != '':`."
    : "Keep a value only if it is not empty: `if (value !== '')`.",
})
export const elseForAll = (test: string | undefined, isPython: boolean) => ({
  why: 'else is met by everything else, also by no food at all',
  fix:
    test === undefined
      ? 'Compare the food here, too.'
      : `Compare the food here, too: ${code(isPython ? `elif ${test}:` : `else if ${test}`)}.`,
})
export const otherSentence = (printed: string, wanted: string) => ({
  why: `this prints “${printed}”`,
  fix: `Write it as the task does: ${wanted}`,
})

export const sendsInLoop = {
  why: 'this is inside of the loop, so it responds after each piece of the request',
  fix: 'Move it below the loop: the request is complete there.',
}
export const breakNotReturn = {
  why: 'break leaves the loop only. Nothing has come, and the lines below it go on without a request',
  fix: 'Write `return` instead.',
}
export const otherExcept = (caught: string) => ({
  why: `a file that is missing raises FileNotFoundError, and this catches ${caught} only`,
  fix: 'Write `except OSError:`, or `except FileNotFoundError:`.',
})
export const madeTooEarly = (made: string, part: string, line: number) => ({
  why: `${made} is made here of the ${part} that there is now. What line ${line} puts into ${part} is not in it`,
  fix: `Move this line to below line ${line}.`,
})
export const beginsWithLineEnd = {
  why: 'the string begins with a line end, so an empty line stands before the status line',
  fix: 'Write `HTTP/1.1` right behind the quotes.',
}
export const printedEmpty = (name: string) => ({
  why: `${name} is still empty here. What comes is added to it below this line`,
  fix: 'Print it when the request is complete, below the loop.',
})
export const commentNotClosed = {
  why: 'this comment never ends, so the browser shows nothing of what follows it',
  fix: 'Write `-->` where the comment ends.',
}
export const errorUnanswered = {
  why: 'the file is missing, and this function sends no response',
  fix: 'Send the head with `404 Not Found` and a sentence in it, and close the connection.',
}
export const foundWithoutFile = (name: string) => ({
  why: `the file is missing here, and ${name} is the head with status code 200`,
  fix: 'Send the head with `404 Not Found` here.',
})
export const foundTooEarly = (name: string, opener: string) => ({
  why: `${name} is sent here before you know whether the file is there`,
  fix:
    opener === 'createReadStream'
      ? `Send ${code(name)} in ${code("file.on('open', …)")}: it is called only if the file is there.`
      : `Send ${code(name)} after the line with ${code(opener)}: it is reached only if the file is there.`,
})
export const samePiece = (name: string) => ({
  why: `${name} stays the same in this loop, so the same piece is sent again and again`,
  fix: `Read the next piece at the end of the loop: ${code(`${name} = file.read(…)`)}.`,
})
export const staticMethod = {
  why: 'with static the function belongs to the class, and the handler is an object of it',
  fix: 'Leave the word `static` out.',
}
export const lengthOfObject = (name: string) => ({
  why: `${name} is an object, and an object has no length`,
  fix: `Count its names: ${code(`Object.keys(${name}).length`)}.`,
})
export const assignedInIf = (right: string) => ({
  why: 'one = gives the variable this value, and does not compare',
  fix: `Write ${code(right)}.`,
})
export const alwaysTrue = (isPython: boolean) => ({
  why: 'a string alone counts as true, so this condition is always met',
  fix: isPython
    ? "Compare each: `food == 'Pizza' or food == 'Tacos'`."
    : "Compare each: `food === 'Pizza' || food === 'Tacos'`.",
})
export const bodyOfGet = {
  why: 'this reads the body of the request, and a GET has none: its form fields are in the query',
  fix: 'Parse the part of the path that follows the question mark.',
}
export const firstLetter = (name: string) => ({
  why: `this is a string, and [0] of a string is its first letter`,
  fix: `Write a list: ${code(`['${name}']`)}.`,
})
export const pieceDecoded = {
  why: 'each piece becomes a string here, and a piece can end in the middle of a letter',
  fix: "Write `clientConnection.setEncoding('utf8')`: then Node waits for the whole letter.",
}

export const exceptUnanswered = {
  why: 'the file is missing, and nothing below this line sends a response',
  fix: 'Send the head with `404 Not Found` and a sentence there.',
}
export const pipeTurnedRound = (file: string, connection: string) => ({
  why: 'pipe goes from left to right, so this sends nothing to the browser',
  fix: `Write ${code(`${file}.pipe(${connection})`)}.`,
})
export const opensToWrite = {
  why: 'this opens the file for writing, and that empties it first',
  fix: "Open it for reading: `'rb'`.",
}
export const onlyFirstPiece = {
  why: 'once calls the function for the first piece only, and this request comes in several',
  fix: 'Write `on`.',
}
export const endsAtEnd = (call: string) => ({
  why: `${call} ends the whole program, and your server with it`,
  fix: 'Leave it out.',
})
export const neverGivenValue = (name: string) => ({
  why: `${name} is made here without a value, so the word undefined was sent`,
  fix: `Give it a value here: ${code(`${name} = …`)}.`,
})
export const foodTwice = (written: string, meant: string) => ({
  why: `${written} is compared a second time here, and ${meant} never`,
  fix: `Write ${code(`'${meant}'`)}.`,
})

export const secondValue = {
  why: 'a list begins with number 0, so [1] is the second value, and only one was sent',
  fix: 'Write `[0]`.',
}
export const formUnused = (name: string) => ({
  why: `${name} gives the form back, and nothing keeps it`,
  fix: `Write ${code(`form = ${name}(…)`)}.`,
})
export const variableInQuotes = (name: string, isPython: boolean) => ({
  why: `between these quotes this is the word ${name} itself, not what ${name} stands for`,
  fix: isPython
    ? `Write ${code(`{${name}}`)}, and an f before the quotes.`
    : `Write ${code(`\${${name}}`)}, between backticks instead of quotes.`,
})

/** What the task of stage 6 says for each food, behind the name. */
export const sentences: Readonly<Record<string, string>> = {
  Pizza: 'call Dominos tonight!',
  Tacos: 'go to TacoBell tonight!',
  Salad: 'have a Caesar Salad tonight!',
}
