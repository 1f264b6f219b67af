/**
 * A slip that is seen in the learner's program and fits what happened: why it is one, and what to do.
 * Each is said in the words of Node or of Python. Values are from the program.
 */

const code = (text: string) => `\`${text}\``

/** The same in both languages. */
const inBoth = {
  bytesReplaced: () => ({
    why: 'this changes the bytes of the file',
    fix: 'Send the bytes as they are.',
  }),
  sleeps: () => ({
    why: 'this waits, and the connection stays open meanwhile',
    fix: 'Close the connection as soon as everything is sent.',
  }),
  baseHandler: () => ({
    why: 'this class has no function for GET',
    fix: 'Use `SimpleHTTPRequestHandler`: it sends files.',
  }),
  functionSent: () => ({
    why: 'a function was sent as text, because the parentheses behind its name are missing',
    fix: 'Write `()` behind the name.',
  }),
  notCalled: (name: string) => ({
    why: `${name} is only named here, not called`,
    fix: `Write ${code(`${name}()`)}.`,
  }),
  readOnce: () => ({
    why: 'this runs once, when your server starts, so later changes of the file are not seen',
    fix: 'Open the file inside of the function that responds.',
  }),
  methodMisspelled: (name: string, meant: string) => ({
    why: `the handler calls ${meant} for a GET, and this function is called ${name}`,
    fix: `Call it ${code(meant)}.`,
  }),
  otherHandler: (given: string, own: string) => ({
    why: `the server is given ${given}, so your class ${own} is never used`,
    fix: `Give it ${code(own)}.`,
  }),
  wrongPath: (path: string, near: string | undefined) => ({
    why: `there is no ${path} in the folder that your server runs in`,
    fix: near === undefined ? undefined : `Write ${code(near)}.`,
  }),
  slashR: () => ({
    why: '/r and /n are plain letters. The sign before r and n has to be a backslash',
    fix: 'Write `\\r\\n`.',
  }),
}

export const node = {
  ...inBoth,
  promiseSent: (call: string) => ({
    why: `await is missing here, so the Promise itself was sent as text`,
    fix: `Write ${code(`await ${call}(…)`)}, in a function that is ${code('async')}.`,
  }),
  plainTemplate: (hole: string) => ({
    why: `between plain quotes ${hole} is not replaced, it stays as it is`,
    fix: 'Write the string between backticks, not between quotes.',
  }),
  noDollar: (hole: string) => ({
    why: `${hole} stays as it is, because the $ before { is missing`,
    fix: `Write ${code(`$${hole}`)}.`,
  }),
  nothingCloses: () => ({
    why: 'write sends and leaves the connection open, and nothing closes it',
    fix: 'Use `end`: it sends and then closes.',
  }),
  charactersCounted: (value: string) => ({
    why: `${value} counts characters, and Content-Length counts bytes`,
    fix: 'Write `Buffer.byteLength(…)` of the string that you send.',
  }),
  lengthWritten: (said: string) => ({
    why: `the number ${said} is written into the program, whatever the length of the body is`,
    fix: 'Take the length of what you send: `Buffer.byteLength(…)`.',
  }),
  everyPiece: () => ({
    why: 'this function is called for each piece of a request, and it responds to the first',
    fix: 'Add each piece to a string, and respond when it has `\\r\\n\\r\\n` in it.',
  }),
  anewEachPiece: (name: string) => ({
    why: `${name} is made again for each piece, so the pieces before are lost`,
    fix: `Make it above the line with ${code("on('data'")}, in the function of the connection.`,
  }),
  replacedEachPiece: (name: string) => ({
    why: `= puts the new piece in place of the pieces before it`,
    fix: `Write ${code(`${name} += …`)}.`,
  }),
  sharedByAll: (name: string) => ({
    why: `${name} is made once for all connections, so what other browsers sent is still in it`,
    fix: 'Make it inside of the function that is called for each connection.',
  }),
  waitsForEnd: () => ({
    why: 'this waits until the browser says that it will send no more. It waits for the response instead',
    fix: "Respond in the function for `'data'`, when the empty line has come.",
  }),
  portWritten: (port: string) => ({
    why: `the port ${port} is written into the program, and the server was given another one`,
    fix: 'Write `Number(process.env.PORT)`.',
  }),
  hostWritten: (host: string) => ({
    why: `${host === '' ? 'the empty address' : host} is written into the program, and the server was given another address`,
    fix: 'Write `process.env.HOST`.',
  }),
  hostMissing: () => ({
    why: 'without an address, listen takes every address of this machine, also those that other machines reach',
    fix: 'Give it the address too: `listen(Number(PORT), HOST)`.',
  }),
  neverListens: () => ({
    why: 'the server is made here, and nobody calls its listen',
    fix: 'Call `.listen(Number(PORT), HOST)` on it.',
  }),
  madeOnce: (name: string) => ({
    why: `${name} is made once for all requests, so what was sent before is still in it`,
    fix: 'Make it inside of `doGET`.',
  }),
  superMissing: (name: string) => ({
    why: `this ${name} replaces that of the parent class, and nothing in it calls the parent's, which sends the page`,
    fix: `Write ${code(`await super.${name}()`)} in it.`,
  }),
  superNotAwaited: (name: string) => ({
    why: 'await is missing here, so the next line runs before the page is sent',
    fix: `Write ${code(`await super.${name}()`)}.`,
  }),
  beforeSuper: (name: string) => ({
    why: 'this prints before the parent class has sent the page',
    fix: `Move it below ${code(`super.${name}()`)}.`,
  }),
  noFolder: () => ({
    why: 'nothing tells your server that the pages lie in the folder site',
    fix: "Write `process.chdir('site')` before the server is made.",
  }),
  wrongOrder: () => ({
    why: '\\n\\r is the wrong order',
    fix: 'Write `\\r\\n`.',
  }),
  doubleBackslash: () => ({
    why: 'with two backslashes, the backslash and the letter themselves are sent',
    fix: 'Write one backslash: `\\r\\n`.',
  }),
  bytesAsText: () => ({
    why: 'reading with an encoding makes text of the bytes, and what is no text is lost',
    fix: 'Leave the encoding out: then the bytes stay as they are.',
  }),
  oneTypeForAll: (type: string) => ({
    why: `every file is sent as ${type}`,
    fix: 'Ask `this.guessType(path)` for the type.',
  }),
  printMissing: () => ({
    why: 'nothing in your program prints it',
    fix: 'Write `console.log(…)` with it.',
  }),
  serveBlocks: (call: string) => ({
    why: `${call} works for one connection here until it is done, and nobody else is served`,
    fix: 'Work only in the functions that Node calls, and do not wait in a loop.',
  }),
  headSendsBody: () => ({
    why: 'a response to HEAD has no body, and this sends the one of GET',
    fix: 'Leave `doHEAD` to the parent class.',
  }),
}

export const python = {
  ...inBoth,
  plainTemplate: (hole: string) => ({
    why: `${hole} is not replaced in Python, it stays as it is`,
    fix: `Put an f before the quotes, and write ${code(hole.replace('$', ''))}.`,
  }),
  noFormat: (hole: string) => ({
    why: `${hole} stays as it is, because the f before the quotes is missing`,
    fix: "Write `f'…'`.",
  }),
  bytesShown: () => ({
    why: "bytes written into a string come out as b'…', with the b and the quotes",
    fix: "Turn the bytes into a string first: `str(request, 'utf-8', 'replace')`.",
  }),
  nothingCloses: () => ({
    why: 'this sends and leaves the connection open, and nothing closes it',
    fix: 'Call `close()` on the connection after you have sent everything.',
  }),
  charactersCounted: (value: string) => ({
    why: `${value} counts characters, and Content-Length counts bytes`,
    fix: `Write ${code(value.replace(/\)$/, '.encode())'))}.`,
  }),
  lengthWritten: (said: string) => ({
    why: `the number ${said} is written into the program, whatever the length of the body is`,
    fix: 'Take the length of the bytes that you send: `len(body.encode())`.',
  }),
  oneReceive: () => ({
    why: 'recv is called once. It gives what has come until then, and that may be a part of the request',
    fix: "Call it in a loop and add the pieces, until `b'\\r\\n\\r\\n'` is in them.",
  }),
  anewEachPiece: (name: string) => ({
    why: `${name} is emptied again for each piece, so the pieces before are lost`,
    fix: 'Move this line above the loop that calls recv.',
  }),
  replacedEachPiece: (name: string) => ({
    why: '= puts the new piece in place of the pieces before it',
    fix: `Write ${code(`${name} += …`)}.`,
  }),
  sharedByAll: (name: string) => ({
    why: `${name} is made once for all connections, so what other browsers sent is still in it`,
    fix: `Make it (${code(`${name} = b''`)}) where each connection begins: below accept, before the loop that calls recv.`,
  }),
  untilSize: (size: string) => ({
    why: `this waits for ${size} bytes, and a shorter request never has so many`,
    fix: "Wait until `b'\\r\\n\\r\\n'` is in the request.",
  }),
  untilClosed: () => ({
    why: 'this loop ends only when the browser closes the connection, and the browser waits for your response',
    fix: "Leave the loop when `b'\\r\\n\\r\\n'` is in what has come.",
  }),
  emptyBytes: () => ({
    why: "recv gives b'' at once when the browser has left. This loop then never ends",
    fix: "Leave the loop when recv gives `b''`: `if piece == b'': break`.",
  }),
  listenerReceives: (name: string) => ({
    why: `${name} is the socket that listens. It has no browser at its other end`,
    fix: 'Call `recv` on the connection that accept gives back.',
  }),
  portWritten: (port: string) => ({
    why: `the port ${port} is written into the program, and the server was given another one`,
    fix: "Write `int(os.environ['PORT'])`, and `import os` at the top of the file.",
  }),
  hostWritten: (host: string) => ({
    why: `${host === '' ? "'' means every address of this machine" : `${host} is written into the program`}, and the server was given one address`,
    fix: "Write `os.environ['HOST']`, and `import os` at the top of the file.",
  }),
  neverListens: () => ({
    why: 'the socket is made here, and nobody calls its listen',
    fix: 'Call `listen()` on it, after `bind`.',
  }),
  neverServes: () => ({
    why: 'the server is made here, and nobody tells it to serve, so the program ends',
    fix: 'Call `serve_forever()` on it, on the last line.',
  }),
  oneAccept: () => ({
    why: 'accept is called once, so there is only one visitor, and then the program ends',
    fix: 'Put it, and what follows it, into `while True:`.',
  }),
  startedAtOnce: (call: string) => ({
    why: `${call} runs now, before the thread is made, because of the parentheses`,
    fix: 'Give the function and its values apart: `target=serve, args=[client_connection]`, with the names of your program.',
  }),
  neverStarted: () => ({
    why: 'the thread is made here, and nobody starts it',
    fix: 'Call `.start()` on it.',
  }),
  joined: () => ({
    why: 'join waits until the thread is done, and nobody else is served meanwhile',
    fix: 'Leave `join()` out.',
  }),
  serveBlocks: (call: string) => ({
    why: `${call} works for one connection until it is done. Only then accept is called again`,
    fix: `Give it to a thread: ${code(`Thread(target=${call}, args=[client_connection], daemon=True).start()`)}.`,
  }),
  oneThread: () => ({
    why: 'HTTPServer works for one connection until it is closed, and all others wait',
    fix: 'Use `ThreadingHTTPServer`, from `http.server` as well.',
  }),
  madeOnce: (name: string) => ({
    why: `${name} is made once for all requests, so what was sent before is still in it`,
    fix: 'Make it inside of `do_GET`.',
  }),
  superMissing: (name: string) => ({
    why: `this ${name} replaces that of the parent class, and nothing in it calls the parent's, which sends the page`,
    fix: `Write ${code(`super().${name}()`)} in it.`,
  }),
  beforeSuper: (name: string) => ({
    why: 'this prints before the parent class has sent the page',
    fix: `Move it below ${code(`super().${name}()`)}.`,
  }),
  noFolder: () => ({
    why: 'nothing tells your server that the pages lie in the folder site',
    fix: "Write `os.chdir('site')` before the server is made.",
  }),
  wrongOrder: () => ({ why: '\\n\\r is the wrong order', fix: 'Write `\\r\\n`.' }),
  doubleBackslash: () => ({
    why: 'the backslash and the letter themselves are sent: two backslashes, or an r before the quotes',
    fix: 'Write one backslash, and no r before the quotes.',
  }),
  bytesAsText: () => ({
    why: 'without b in its mode the file is read as text, and its bytes change',
    fix: "Open it with `open(path, 'rb')`.",
  }),
  oneTypeForAll: (type: string) => ({
    why: `every file is sent as ${type}`,
    fix: 'Ask `self.guess_type(path)` for the type.',
  }),
  printMissing: () => ({
    why: 'nothing in your program prints it',
    fix: 'Write `print(…)` with it.',
  }),
  headSendsBody: () => ({
    why: 'a response to HEAD has no body, and this sends the one of GET',
    fix: 'Leave `do_HEAD` to the parent class.',
  }),
  sendsPart: () => ({
    why: 'send sends as much as there is room for, which may be only a part',
    fix: 'Use `sendall`.',
  }),
}

export const queryInName = (query: string) => ({
  what: 'The file is there without the query, but not found with it.',
  why: `${query} was taken for a part of the file's name. The name of the file ends before the question mark.`,
  fix: 'Cut the path at the question mark before you look for the file.',
})
export const lineEndsLost = {
  what: 'The bytes of the file are not those that were sent: each \\r before \\n is missing.',
  why: 'That happens when a file is read as text.',
  fix: 'Read and send the file as bytes.',
}
export const noneSent = (word: string) => ({
  what: `The word ${word} was sent as text.`,
  why: `A value that is ${word} was put into the response.`,
  fix: 'Look where that value comes from.',
})
export const emptyFile = (file: string) => `${file} is empty.`
export const fillFile = 'Write your server into it, and save it.'
export const missingFile = (file: string) => `There is no ${file} in your folder yet.`
export const openStage = (stage: number) =>
  `Open stage ${stage} in the course: that makes the file.`
export const renameFile = (is: string, should: string) => ({
  what: `Your server has to be called ${should}, and there is ${is}.`,
  fix: `Rename it to ${code(should)}. In Windows, first show the file name extensions.`,
})
export const headerInBody = (name: string) => ({
  what: `The header ${name} came in the body, so the browser takes it for a part of the page.`,
  why: 'the headers end with the empty line, and this comes after it',
  fix: 'Write it before the empty line: the last header ends with `\\r\\n\\r\\n`.',
})

export const acceptOutside = {
  why: 'accept is called once, above the loop, so the loop gets the same connection each time',
  fix: 'Move this line into the loop, as its first line.',
}
export const endsItself = (call: string) => ({
  what: 'Your program served a browser, and then it ended.',
  why: `${call} ends the whole program, not only this connection`,
  fix: 'Leave it out.',
})
export const noParentClass = (name: string, parent: string, isPython: boolean) => ({
  why: `${name} has no parent class, so it can't handle a request`,
  fix: `Write ${code(isPython ? `class ${name}(${parent}):` : `class ${name} extends ${parent}`)}.`,
})
export const pipeStaysOpen = {
  why: 'with end: false the connection is not closed when the file has been sent',
  fix: 'Leave `{ end: false }` out.',
}
export const openedOnce = {
  why: 'this runs once, when your server starts, and not for each request',
  fix: 'Move it into the function that responds.',
}
export const printedInClass = {
  why: 'this is not in a function, so it runs once, when the class is made',
  fix: 'Indent it as far as the line above it, so that it is in the function.',
}
export const neverReached = {
  why: 'this line is never reached: `return` above it leaves the function',
  fix: 'Write it above `return`, or leave the word `return` out.',
}
export const neverReachedAfterSuper = (isPython: boolean) => ({
  why: neverReached.why,
  fix: isPython
    ? 'Leave the word `return` out.'
    : 'Write `await super.doGET()`, without the word `return`.',
})
export const returnBeforeSuper = (call: string) => ({
  why: 'return leaves the function here, before the page is sent',
  fix: `Leave ${code('return')} out, so that ${code(call)} is reached.`,
})
export const pathChanged = (path: string) => ({
  why: `this changes ${path}, and the parent class sends the file that it names`,
  fix: `Keep what you need in a variable of your own, and leave ${code(path)} as it is.`,
})
export const otherFood = (written: string, sent: string) => ({
  why: `the browser sends ${sent}, and this compares with ${written}`,
  fix: `Write ${code(`'${sent}'`)}.`,
})
export const otherFieldName = (written: string, sent: string) => ({
  why: `the form field is called ${sent}, and this asks for ${written}`,
  fix: `Write ${code(`'${sent}'`)}.`,
})
export const listNotValue = (name: string) => ({
  why: `this is the list of all values of ${name}, not one value`,
  fix: `Take the first value: write ${code('[0]')} behind it.`,
})
export const oneValueEach = (isPython: boolean) => ({
  why: 'this form has a string for each name, not a list, and `[0]` of a string is its first letter',
  fix: isPython
    ? 'Use `parse_qs`: it gives a list for each name.'
    : 'Keep a list for each name, and add each value to it.',
})
export const objectPrinted = {
  why: 'an object that is added to a string becomes the text [object Object]',
  fix: 'Give it to `console.log` alone, or behind a comma.',
}
export const pathAsForm = (isPython: boolean) => ({
  why: 'where the address has no ?, this is the whole path, and it is read as a form',
  fix: isPython
    ? 'Take the query alone: `urlparse(self.path).query`.'
    : "Take the query alone: `new URL(this.path, 'http://localhost').search`.",
})
export const wordInQuotes = (text: string) => ({
  why: `between quotes this is the word ${text} itself, not the value of ${text}`,
  fix: 'Leave the quotes out.',
})
export const pathSent = (path: string) => ({
  why: `the name ${path} itself was sent, not what is in the file`,
  fix: 'Open the file of that name, and send its bytes.',
})
export const headTwice = {
  what: 'Your server sent the status line and the headers twice.',
  why: 'The second ones come after the empty line, so the browser shows them as text.',
  fix: 'Send them once, before the body.',
}
export const readsPart = (call: string) => ({
  why: `${call} reads only a part of the file`,
  fix: 'Call it in a loop until nothing more comes, or use `sendfile`.',
})
export const writesAfterEnd = {
  why: 'end has closed the connection above, so this is not sent',
  fix: 'Send everything else first, and call `end` last.',
}
export const plusMissing = {
  why: 'this line is not added to the one above: that one has no + at its end',
  fix: 'Write `+` at the end of the line above.',
}
export const statusLineLast = {
  what: 'Your server sent the body first, and the status line after it.',
  why: 'A response begins with the status line. Then come the headers, the empty line and the body.',
  fix: 'Put the head before the body.',
}
export const unclosedElement = (name: string) => ({
  what: `The page has <${name}>, and nothing ends it.`,
  why: `A ${name} ends with a slash before its name: </${name}>. Without it the rest of the page belongs to it.`,
  fix: `Write ${code(`</${name}>`)} after its words.`,
})
export const otherLineEnds = (written: string) => ({
  why: `a request has no ${written} in it: its lines end in \\r\\n`,
  fix: 'Look for `\\r\\n\\r\\n`.',
})
export const unknownEvent = (written: string, meant: string) => ({
  why: `no event is called ${written}, so this function is never called`,
  fix: `Write ${code(`'${meant}'`)}.`,
})
export const httpModule = {
  why: 'the server of `node:http` reads requests itself and gives your function a request and a response, not a connection',
  fix: 'In this stage the server is that of `node:net`.',
}
export const httpKeepsOpen = {
  why: 'the server of `node:http` keeps the connection open after a response, for the next request',
  fix: 'In this stage the server is that of `node:net`: you write the response yourself, and close the connection.',
}
export const endsWithThread = {
  why: 'the program ends after its last line, and a thread that is a daemon ends with it',
  fix: 'Call `httpd.serve_forever()` itself, without a thread.',
}
export const serveBlocksHere = {
  why: 'this works for one connection until it is done. Only then is accept called again',
  fix: 'Put what works with the connection into a function, and call it in a `Thread` for each connection.',
}
export const resultUnused = (name: string, variable: string) => ({
  why: `${name} gives back a new string and leaves ${variable} as it is`,
  fix: `Write ${code(`${variable} += …`)}.`,
})
export const comparedWithString = {
  why: "recv gives b'', bytes, when the browser has left, and '' is a string: they are never equal",
  fix: "Write `b''`.",
}
export const otherPortPrinted = (isPython: boolean) => ({
  what: 'Something was printed, but not the port that your server was given.',
  why: 'this is not that port',
  fix: isPython ? 'Print `httpd.server_port`.' : 'Print `httpd.serverPort`.',
})
export const printedTooLate = {
  what: 'The request was not printed before the browser closed the connection.',
  why: 'this comes after the line that waits for the browser to close',
  fix: 'Print the request as soon as it is complete.',
}
export const versionOfNobody = {
  why: 'this is a variable of your own, and the handler does not look at it',
  fix: "Write `SimpleHTTPRequestHandler.protocol_version = 'HTTP/1.1'`.",
}
export const servesOnce = {
  what: 'Your server served one request, and then it ended.',
  why: 'handle_request serves one request and then goes on with the next line',
  fix: 'Write `serve_forever()`.',
}
export const caughtTooLate = {
  why: 'The file is missing during this check. What catches the error here sends no response.',
  fix: 'Catch it where the file is opened, and send `404 Not Found` there.',
}
export const threadWithoutCatch = {
  why: 'nothing in this function catches the error of a connection that breaks',
  fix: 'Put what works with the connection into `try:`, with `except OSError:` below.',
}
export const otherWordsPrinted = (name: string) => ({
  why: `this prints something else than ${name}, or more`,
  fix: `Print ${name} and nothing else on this line.`,
})
