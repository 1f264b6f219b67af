export { node } from './slips-of-node.ts'
export { python } from './slips-of-python.ts'

/**
 * A slip that is seen in the learner's program and fits what happened: why it is one, and what to do.
 * Here is what is said the same of Node and of Python, or nearly. Values are from the program.
 */

const code = (text: string) => `\`${text}\``

export const bytesReplaced = {
  why: 'this changes the bytes of the file',
  fix: 'Send the bytes as they are.',
}
export const sleeps = {
  why: 'this waits, and the connection stays open meanwhile',
  fix: 'Close the connection as soon as everything is sent.',
}
export const baseHandler = {
  why: 'this class has no function for GET',
  fix: 'Use `SimpleHTTPRequestHandler`: it sends files.',
}
export const functionSent = {
  why: 'a function was sent as text, because the parentheses behind its name are missing',
  fix: 'Write `()` behind the name.',
}
export const notCalled = (name: string) => ({
  why: `${name} is only named here, not called`,
  fix: `Write ${code(`${name}()`)}.`,
})
export const readOnce = {
  why: 'this runs once, when your server starts, so later changes of the file are not seen',
  fix: 'Open the file inside of the function that responds.',
}
export const methodMisspelled = (name: string, meant: string) => ({
  why: `the handler calls ${meant} for a GET, and this function is called ${name}`,
  fix: `Call it ${code(meant)}.`,
})
export const otherHandler = (given: string, own: string) => ({
  why: `the server is given ${given}, so your class ${own} is never used`,
  fix: `Give it ${code(own)}.`,
})
export const otherFolder = (folder: string, page: string) => ({
  why: `your server looks for files in ${folder}, and ${page} is not in there`,
  fix: 'Write `site`.',
})
export const wrongPath = (path: string, near: string | undefined) => ({
  why: `there is no ${path} in the folder that your server runs in`,
  fix: near === undefined ? undefined : `Write ${code(near)}.`,
})
export const slashR = {
  why: '/r and /n are plain letters. The sign before r and n has to be a backslash',
  fix: 'Write `\\r\\n`.',
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
export const oddFile = (file: string) =>
  `${file} is a pipe, a device or a folder, and not a file with your server.`
export const moveAway = 'Move it away, then put your server there as a file.'
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
export const readToEnd = {
  why: 'the file is opened once, when your server starts. The first response reads it to its end, and nothing is left for the next',
  fix: 'Open it in the function that responds.',
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
export const listCompared = (field: string, first: string) => ({
  why: `${field} is a list of all values, and a list never equals a string`,
  fix: `Compare its first value: ${code(first)}.`,
})
export const listPrinted = (field: string, first: string) => ({
  why: `${field} is a list of all values, and it is printed with its brackets`,
  fix: `Print its first value: ${code(first)}.`,
})
export const commaPrinted = (isPython: boolean, joined: string) => ({
  why: `a comma between the values of ${isPython ? 'print' : 'console.log'} adds a space`,
  fix: `Join them with +, which adds nothing: ${code(joined)}.`,
})
export const neverEnds = (
  name: string,
  added: { readonly line: number; readonly text: string } | undefined,
) => ({
  why: `nothing in this loop changes ${name}, so the loop never ends`,
  fix:
    added === undefined
      ? `Add each piece to ${name} inside of the loop, as soon as it has come.`
      : `Line ${added.line} stands below the loop. Move it to its end, inside of it: ${code(added.text)}.`,
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
export const headWithEachPiece = {
  why: 'this runs for each piece of the file, so the head comes again in the middle of it',
  fix: 'Send the head once, before the first piece.',
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
export const concatUnused = (list: string, call: string) => ({
  why: `concat gives back a new Buffer and leaves ${list} as it is`,
  fix: `Write ${code(`${list} = ${call}`)}.`,
})
export const resultUnused = (name: string, variable: string) => ({
  why: `${name} gives back a new string and leaves ${variable} as it is`,
  fix: `Write ${code(`${variable} += …`)}.`,
})
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
