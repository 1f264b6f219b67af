/**
 * A change of the learner's program that was tried: with it, the check passes. What is wrong in the
 * marked part, and what to do.
 */

/** Words as code; backticks in them are kept. */
function code(text: string): string {
  const line = text.replaceAll(/\s*\n\s*/g, ' ')
  if (!line.includes('`')) return `\`${line}\``
  return /^`|`$/.test(line) ? `\`\` ${line} \`\`` : `\`\`${line}\`\``
}

/** Lines that are written one below the other. */
const lines = (text: string) => text.split('\n').map(code).join(', then ')

/** What a slip is that a change undoes. */
export const slips = {
  notCalled: (name: string) => `${name} is only named here, not called`,
  otherMain: 'Python calls the file that you start __main__, so this is never true',
  neverCalled: (name: string) => `nothing calls ${name}, so your program ends here`,
  outsideBlock: (line: number) => `this line is outside of the block that begins on line ${line}`,
  outsideWith: (line: number) =>
    `this line is outside of the block of line ${line}, and with has closed what it opened there`,
  insideBlock: (line: number) => `this line is inside of the block that begins on line ${line}`,
  replacesParents: (name: string) =>
    `this replaces the ${name} of the parent class, and does not do what that does`,
  printsMore: 'more than the task asks for is printed here',
  returnMissing: 'this line makes a value, and the function does not give it back',
  returnAlone: 'JavaScript ends the statement at the end of this line, so nothing is given back',
  otherEmpty: 'the end of the bytes is an empty bytes object, and this never equals it',
  openedAsText: 'the file is opened as text here, and bytes are needed',
  unboundMethod: (name: string) =>
    `${name} is called later without its object, so this is undefined in it`,
  otherError: 'another error is raised than the one that is caught here',
  oneOff: 'this is off by one',
  otherStatus: 'this is the other status code',
  swapped: 'these two values are the wrong way round',
  functionGiven: (name: string) => `${name} is a function, and what it makes is meant`,
  tagsSwapped: 'these two end tags are the wrong way round',
  stringForBytes: 'this is a string, and bytes never equal or contain a string',
  strOfBytes: "str of bytes gives the letters b'…', with \\r\\n written out",
  stripped: 'this cuts off what is looked for behind it',
  replacedNotAdded: (name: string) =>
    `this puts ${name} in the place of what was in it: + is missing`,
  otherThanFound: 'where nothing is found, -1 comes back, and 0 is the very beginning',
  otherFunction: (name: string) => `${name} does something else than what is needed here`,
  otherJoin: 'each line ends in \\r\\n, and this joins them with something else',
  notKept: 'the class it inherits from is not set up here',
  valueNotKept: (name: string) => `${name} is given here and kept nowhere`,
  inverted: 'this condition is the wrong way round',
  noBeginning: (name: string) => `${name} has no first value`,
}

/** What a change means, as far as its kind tells it. */
export const kinds = {
  partMissing: (text: string) => `${text} is missing in this line`,
  missingHere: (text: string) => `${text} is missing here`,
  tooMuch: (was: string) => `${was} is too much here`,
  goesOn: (word: string) =>
    `${word} does not end the function, so the lines below the loop run as well`,
  leavesAll: (text: string) =>
    `return leaves the whole function, and ${text} ${text === 'break' ? 'only the loop' : 'goes on with the loop'}`,
  otherWay: (word: string, text: string) => `${word} is written here, and ${text} is meant`,
  bytesNeeded: 'this is a string, and bytes are needed here',
  stringNeeded: 'these are bytes, and a string is needed here',
  formatMissing: 'the f before the quotes is missing, so what is in { } stays as it is',
  otherSpelling: (was: string, text: string) => `it is written ${text}, and not ${was}`,
  folderMissing: (folder: string) => `${folder} is missing before it`,
  onlySometimes: (line: number) => `this runs only where the condition of line ${line} is met`,
  changesText: (call: string) => `${call} makes another text of it`,
  otherName: (was: string, text: string) => `${was} is used here, and ${text} is meant`,
  otherNumber: (was: string, text: string) =>
    `${was} is the wrong number here, and ${text} is meant`,
  otherCase: (text: string) => `capital and small letters matter: it is written ${text}`,
  otherText: 'this makes another text than the one that is needed',
  lineEndMissing: 'an end of a line, \\r\\n, is missing here',
  lineEndTooMany: 'there is one end of a line, \\r\\n, too many here',
  otherLineEnd: 'lines end in \\r\\n, and this is something else',
  replacesNotAdds: '= puts the new value in the place of the old one, and += adds it',
  addsNotReplaces: '+= adds to what is there, and = puts a new value in its place',
  assigned: 'one = gives a value and does not compare',
  otherTest: (was: string, text: string) => `${was} is another question than ${text}`,
  tooEarly: (word: string) =>
    word === 'continue'
      ? 'continue goes back to the beginning of the loop too early'
      : `${word} leaves the ${word === 'break' ? 'loop' : 'function'} too early`,
  calledTooOften: (name: string) => `${name} is called here too early, or once too often`,
  setTooOften: (name: string) => `${name} gets a new value here, and should keep the one it has`,
  callMissing: (name: string) => `a call of ${name} is missing below this line`,
  returnMissing: 'the function goes on below this line, and has to end there',
  valueMissing: (name: string) => `a line that gives ${name} its value is missing below this line`,
  additionMissing: (name: string) => `a line that adds to ${name} is missing below this line`,
}
export const replace = (text: string, whole: string | undefined, isWhole: boolean) => ({
  why: isWhole ? 'this line makes the check fail' : 'this part of the line makes the check fail',
  fix: `${written(text, isWhole || whole?.includes('\n') ? undefined : whole)} With that, this check passes.`,
})
const written = (text: string, whole: string | undefined) => {
  if (text === '') return whole === undefined ? 'Take it out.' : `Take it out: ${code(whole)}.`
  return whole === undefined
    ? `Write ${code(text)} in its place.`
    : `Write ${code(text)} in its place: ${code(whole)}.`
}
export const insert = (text: string, line: number) => ({
  why: 'something is missing below this line',
  fix: `Add below line ${line}: ${lines(text)}. With that, this check passes.`,
})
export const remove = (line: number, to: number) => ({
  why:
    line === to ? 'this line makes the check fail' : `lines ${line} to ${to} make the check fail`,
  fix:
    line === to
      ? `Take line ${line} out. Without it, this check passes.`
      : `Take lines ${line} to ${to} out. Without them, this check passes.`,
})
export const move = (line: number, to: number) => ({
  why: 'this line is in the wrong place',
  fix: `Move line ${line} to below line ${to}. There, this check passes.`,
})
export const indent = (line: number, isDeeper: boolean) => ({
  why: isDeeper
    ? 'this line is not indented far enough, so it is outside of its block'
    : 'this line is indented too far, so it is inside of another block',
  fix: isDeeper
    ? `Indent line ${line} further. With that, this check passes.`
    : `Indent line ${line} less. With that, this check passes.`,
})
