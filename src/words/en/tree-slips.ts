/**
 * What is wrong in a part of a program of JavaScript, where it is known that a small change of that
 * part makes the check pass.
 */

export const awaitMissing = (name: string) =>
  `${name} gives a Promise at once, and without await nothing waits for its value`
export const functionAsText = (name: string) =>
  `${name} is a function, and its own text is put in here, not what it gives back`
export const calledAtOnce = (name: string) =>
  `${name} is called here at once, and not when it is time`
export const resultUnused = (name: string, owner: string) =>
  `${name} makes a new value and leaves ${owner} as it is, and the new value is not used`
export const otherEvent = (name: string) => `the event ${name} is not the one that is needed here`
export const otherEncoding = (name: string) => `${name} makes other letters of these bytes`
export const otherDecoder = (name: string) =>
  `${name} leaves some of the %XX as they are, such as %26 and %2B`
export const callTooMany = (name: string) => `${name} is one call too many here`
export const swapped = 'these two values are the wrong way round'
export const replacedNotAdded = (name: string) =>
  `this puts the new value in place of what was in ${name} before`
export const otherThanFound = 'where nothing is found, -1 comes back, and 0 is the very beginning'
export const otherLineEnd = 'the line ends of HTTP are \\r\\n, and this is something else'
export const emptyLineMissing = 'the headers end with an empty line, and it is missing below this'
export const breakMissing = 'without break, the lines of the next case run as well'
export const leaveMissing = 'without return, the lines below this block run as well'
export const arrowGivesNothing =
  'a function with braces gives back only what stands behind the word return'
export const tooEarly = 'this line comes too early'
export const otherBlock = 'this line is in the wrong block'
export const madeTooLate = (name: string) =>
  `each call of this function makes a new ${name}, so nothing is kept in it`
export const madeTooSoon = (name: string) =>
  `${name} is made once, when the program starts, and all requests share it`
export const madeAgain = (name: string) =>
  `this makes a second ${name}, and the ${name} outside stays as it is`
export const absentValue = (name: string) => `${name} is undefined where there is none`
export const lineForEmptyLine =
  'one end of a line comes after each header, and the empty line only after the last one'
export const neverCalled = (name: string) => `nothing calls ${name}`
export const returnTooMany = 'return leaves the function here, so the lines below do not run'
