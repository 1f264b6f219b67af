/** A slip in a program of Node: why it is one, and what to do. Values are from the program. */

const code = (text: string) => `\`${text}\``

export const node = {
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
