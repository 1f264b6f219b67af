import { code } from './errors-of-both.ts'

export {
  misspelled,
  noExport,
  noFile,
  notAllowed,
  notImported,
  variableMissing,
} from './errors-of-both.ts'

/** What an error of Node means for a beginner's server, and what to do. Values are from the program. */

export const notThis = (name: string, call: string) => ({
  why: `${name} belongs to the object, so this. is missing before it`,
  fix: `Write ${code(`this.${call}`)}.`,
})
export const otherLanguage = (name: string, here: string) => ({
  why: `JavaScript has no ${name}`,
  fix: `Here it is ${code(here)}.`,
})
export const onlyInside = (name: string, where: string) => ({
  why: `${name} is known only inside ${where === '' ? 'another function' : where}`,
  fix: `Give it to this function as a parameter, or make it with let outside of both.`,
})
export const unknownName = (name: string) => ({
  why: `there is nothing called ${name} in this file`,
  fix: 'Is it text that should be sent? Then it needs quotes. Else look how it is written where it is made.',
  isGuess: true,
})
export const usedBeforeMade = (
  name: string,
  used: number,
  made: { readonly line: number; readonly endLine: number },
) => ({
  why: `${name} is used here on line ${used}, but made on line ${made.line}`,
  fix:
    made.line === made.endLine
      ? `Move line ${made.line} above line ${used}.`
      : `Move lines ${made.line} to ${made.endLine} above line ${used}.`,
})
export const usedTooEarly = (name: string) => ({
  why: `${name} is used before the line that makes it`,
  fix: 'Move that line up.',
})
export const superFirst = () => ({
  why: 'a class that extends another has to call super() before it uses this',
  fix: 'Write `super(…)` as the first line of the constructor.',
})
export const notFunction = (name: string, meant: string | undefined) => ({
  why: `${name} is not a function`,
  fix: meant === undefined ? undefined : `Is ${code(meant)} meant?`,
})
export const nameInQuotes = (name: string, line: string) => ({
  why: `without quotes ${name} is the name of a variable, and there is none`,
  fix: `Write it in quotes: ${code(line)}.`,
})
export const fieldUnread = (name: string, read: string | undefined, isInChain: boolean) => ({
  why: `${name} was never given a value`,
  fix: `Give it one first, above ${isInChain ? 'the first `if`' : 'this line'}: ${code(`const ${name} = ${read ?? '…'}`)}.`,
})
export const notCalled = (name: string, line: string) => ({
  why: `${name} is only named here, not called: its parentheses are missing`,
  fix: `Write ${code(line)}.`,
})
export const inQuotes = (name: string, line: string) => ({
  why: `in quotes this is the word ${name}, and the variable ${name} is meant`,
  fix: `Take the quotes away: ${code(line)}.`,
})
export const parentWithoutGet = (name: string) => ({
  why: `the parent class, BaseHTTPRequestHandler, has no ${name}`,
  fix: `Write ${code('extends SimpleHTTPRequestHandler')}: that class sends files.`,
})
export const ofHttpModule = (name: string) => ({
  why: `${name} belongs to the response of other modules. A connection of node:net has no ${name}`,
  fix: 'Write the status line and the headers as a string, and send it with `write` or `end`.',
})
export const asIn = (name: string, here: string) => ({
  why: `${name} is not a function here`,
  fix: `Here it is ${code(here)}.`,
})
export const notAwaited = (name: string) => ({
  why: `this is a Promise: await is missing before ${name}(…)`,
  fix: `Write ${code(`await ${name}(…)`)}, in a function that is ${code('async')}.`,
})
export const promiseGiven = () => ({
  why: 'a Promise is passed here: await is missing where it was made',
  fix: 'Write `await` before the call that gives it, in a function that is `async`.',
})
export const undefinedBefore = (name: string) => ({
  why: `the value before .${name} is undefined`,
  fix: 'Look where it comes from. With `?.` an absent value is no error.',
  isGuess: true,
})
export const undefinedIndex = (name: string) => ({
  why: `${name} is undefined: the browser did not send it`,
  fix: `Write ${code(`${name}?.[0] ?? '…'`)} with a value to take instead.`,
})
export const nullBefore = (name: string) => ({
  why: `the value before .${name} is null: nothing was found`,
  fix: 'Look where it comes from, and what it gives when it finds nothing.',
  isGuess: true,
})
export const noThis = (name: string, connection: string) => ({
  why: 'this is nothing here: the function belongs to no class',
  fix: `Write ${code(`${connection}.${name}(…)`)}.`,
})
export const argumentMissing = (called: string, parameter: string) => ({
  why: `${called} is called without a value for ${parameter}, so ${parameter} is undefined in it`,
  fix: `Write ${code(`${called}(${parameter})`)}.`,
})
export const concatList = (given: string) => ({
  why: 'Buffer.concat takes one list of Buffers',
  fix: `Put them in brackets: ${code(`Buffer.concat([${given}])`)}.`,
})
export const thisLost = (name: string) => ({
  why: `inside of a function (…) {…} this is not the handler`,
  fix: `Write an arrow function, ${code('() => {…}')}, so that ${code(`this.${name}`)} is the handler's.`,
})
export const notIterable = (name: string) => ({
  why: `${name} is not a list, so it can't be taken apart`,
  fix: 'Look at the value to the right of the equals sign, or after `of`.',
})
export const addressNotList = () => ({
  why: 'HTTPServer takes the address as a list of host and port',
  fix: 'Write `[HOST, PORT]`, in its own brackets.',
})
export const notConstructor = (name: string) => ({
  why: `${name} is not a class, so new can't make one of it`,
  fix: 'Leave `new` out, or look how the class is called.',
})
export const handlerMade = (name: string) => ({
  why: `new ${name}() makes a handler now. The server makes one for each request by itself`,
  fix: `Give the class alone: ${code(name)}.`,
})
export const newMissing = (name: string) => ({
  why: `${name} is a class, and new is missing before it`,
  fix: `Write ${code(`new ${name}(…)`)}.`,
})
export const baseUndefined = () => ({
  why: 'the class after extends is undefined when this line runs',
  fix: 'Is it imported, and is its name written as in that file?',
})
export const undefinedGiven = () => ({
  why: 'undefined is passed here',
  fix: 'Look where the value is made, and how its name is written.',
  isGuess: true,
})
export const functionGiven = () => ({
  why: 'a function is passed here, because the parentheses behind its name are missing',
  fix: 'Write `()` behind the name of the function.',
  isGuess: true,
})
export const wrongArgument = (argument: string, must: string, received: string) => ({
  why: `${argument} has to be ${must}, and this is ${received}`,
  fix: /number|Array|Object/.test(received)
    ? 'Send a string: a template in backticks, or `String(…)`. For an object `JSON.stringify(…)`.'
    : argument === 'path'
      ? 'Look at the order of the values where this function is called: the path has its own place.'
      : undefined,
})
export const listenerNotFunction = () => ({
  why: 'a function is expected here, and its result was passed: it was called',
  fix: 'Write `() => …` before it, or take the parentheses behind its name away.',
})
export const badPort = () => ({
  why: 'the port is not a number from 0 to 65535',
  fix: 'Write `Number(process.env.PORT)`.',
})
export const takenAway = (path: string) => ({
  why: `during this check there is no ${path}, and nothing catches this error`,
  fix: "Catch it: with `try` around an `await`, with `.catch(…)` behind a Promise, with `.on('error', …)` on a stream. Then send a response with `404 Not Found`.",
})
export const alreadyInFolder = (path: string, near: string | undefined) => ({
  why: `there is no ${path} here: your server is in that folder already`,
  fix: near === undefined ? 'Go into the folder once only.' : `Write ${code(near)}.`,
})
export const isFolder = () => ({
  why: 'this is a folder, and only a file can be read',
  fix: 'Add the name of the file, such as `index.html`.',
})
export const portNotAllowed = () => ({
  why: 'ports below 1024 are kept for the administrator',
  fix: 'Take the port that you are given: `Number(process.env.PORT)`.',
})
export const portTaken = () => ({
  why: 'another program already listens on this port',
  fix: 'Take the port that you are given, which is free: `Number(process.env.PORT)`.',
})
export const listensTwice = (first: number, second: number) => ({
  why: `your server listens twice on the same port: on lines ${first} and ${second}`,
  fix: 'Keep one of the two.',
})
export const alreadyListens = () => ({
  why: 'listen is called again on a server that listens already',
  fix: 'Call `listen` once, outside of every function.',
})
export const hostUnknown = (host: string) => ({
  why: `no machine is called ${host}`,
  fix: 'Take the address that you are given: `process.env.HOST`.',
})
export const addressNotHere = () => ({
  why: 'this machine has no such address',
  fix: 'Take the address that you are given: `process.env.HOST`.',
})
export const writeAfterEnd = () => ({
  why: 'something was sent after end, which closes the connection',
  fix: 'Call `end` once, with the last thing that you send. Leave the function after it with `return`.',
})
export const writeAfterClose = () => ({
  why: 'something was sent on a connection that is closed already',
  fix: 'Send everything before you close, and leave the function after `end`.',
})
export const headersSent = () => ({
  why: 'the response has begun already, so its headers are gone',
  fix: 'Leave the function after you have sent a response, with `return`.',
})
export const browserLeft = () => ({
  why: "the browser is gone: it broke the connection off, and nobody listens to the 'error' of the connection",
  fix: "Write `.on('error', () => {})` on the connection.",
})
export const streamBroke = () => ({
  why: 'the browser left while the file was sent, and nobody catches that error',
  fix: 'Write `.catch(() => {})` behind `pipeline(…)`.',
})
export const urlNeedsBase = () => ({
  why: 'new URL needs a whole address, and this is only a path',
  fix: "Give it a second argument: `new URL(this.path, 'http://localhost')`.",
})
export const badEscape = () => ({
  why: 'a % is not followed by two digits, or the bytes are not UTF-8',
  fix: 'Catch this error, and send a response with 400 or 404.',
})
export const noBuiltin = (name: string, meant: string | undefined) => ({
  why: `Node has no module called ${name}`,
  fix: meant === undefined ? undefined : `Is ${code(meant)} meant?`,
})
export const noPackage = (name: string) => ({
  why: `${name} is a package, and it is not installed here`,
  fix: 'The course needs only what comes with Node.',
})
export const noRequire = (line: string) => ({
  why: 'this file is a module, and modules have no require',
  fix: `Write ${code(line)}.`,
})
export const comparedWithOne = () => ({
  why: '= gives a value. To compare two values write ===',
  fix: 'Write `===`.',
})
export const constantChanged = (name: string) => ({
  why: `${name} is a constant, so it can't get another value`,
  fix: `Make it with ${code('let')} instead of ${code('const')}.`,
})
export const recursion = (name: string | undefined) => ({
  why: 'this function calls itself again and again, without an end',
  fix:
    name === undefined
      ? undefined
      : `Write ${code(`await super.${name}()`)}: that is the one of the parent class.`,
})
export const noEncoding = (name: string) => ({
  why: `there is no encoding called ${name}`,
  fix: "The usual one is `'utf8'`.",
})
export const badHeader = () => ({
  why: 'this letter is not allowed in a header',
  fix: 'Encode it first: `encodeURIComponent(…)`.',
})
export const rejected = (reason: string) => ({
  why: `a Promise was rejected with ${reason}, and nobody caught it`,
  fix: 'Write `.catch(…)` behind the call that gives it, or `await` it inside `try`.',
})

export const unreadable = 'Node could not read your file.'
