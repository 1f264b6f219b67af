/**
 * Slips in programs that are built otherwise than the course's. Values are from the program, or were
 * sent or printed by it.
 */

const code = (text: string) => `\`${text}\``

export const leavesForAwait = (word: string) => ({
  why: `${word} leaves the loop, and Node then closes the connection, so nothing can be sent after it`,
  fix: 'Send the response inside of the loop, before you leave it.',
})
export const headersTogether = (name: string) => ({
  why: `${name} came on the line of the header before it, because no line end is between them`,
  fix: 'End each header with `\\r\\n`.',
})
export const otherFile = {
  why: 'the file is chosen by the path in the request, which is / here',
  fix: 'In this stage, send `site/html6.html` whatever the path is.',
}
export const bufferPrinted = (name: string) => ({
  why: `${name} is a Buffer: it is printed as numbers, not as letters`,
  fix: `Write ${code(`${name}.toString()`)}.`,
})
export const functionPrinted = (name: string) => ({
  why: `${name} is a function, so what is printed is the function itself`,
  fix: `Call it: ${code(`${name}(…)`)}.`,
})
export const methodPrinted = (name: string) => ({
  why: `${name} is only named here, not called, so what is printed is the function itself`,
  fix: `Write ${code(`${name}()`)}.`,
})
export const senderNotCalled = (name: string) => ({
  why: `${name} sends the response, and nothing calls ${name}`,
  fix: `Call ${code(name)} when the request is complete.`,
})
export const otherCase = (written: string, sent: string) => ({
  why: `the browser sends ${sent}, and ${written} is something else to a program`,
  fix: `Write ${code(sent)}.`,
})
export const elementSearched = (list: string, joined: string) => ({
  why: `${list} is a list, and this looks for a piece that is the empty line alone`,
  fix: `Join the pieces first: ${code(joined)}.`,
})
export const responsePrinted = (name: string, call: string) => ({
  why: `this prints ${name} in your terminal, and nothing sends it to the browser`,
  fix: `Send it over the connection: ${code(call)}.`,
})
export const responseGrows = (name: string) => ({
  why: `${name} is made once, and each request adds to it, so it is longer each time`,
  fix: 'Put the parts together under a new name, with `const` or as a local variable in this function.',
})
export const neverSends = (call: string) => ({
  why: 'the connection ends here, and no line of your program sends a response',
  fix: `Send it first: ${code(call)}.`,
})
