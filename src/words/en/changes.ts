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
  returnMissing: 'this line makes a value, and the function does not give it back',
  returnAlone: 'JavaScript ends the statement at the end of this line, so nothing is given back',
  otherEmpty: 'the end of the bytes is an empty bytes object, and this never equals it',
  openedAsText: 'the file is opened as text here, and bytes are needed',
  unboundMethod: (name: string) =>
    `${name} is called later without its object, so this is undefined in it`,
  oneTooMany: 'this comes too early, or once too often',
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
export const rewrite = (text: string, from: number, to: number) => ({
  why:
    from === to ? 'this line makes the check fail' : `lines ${from} to ${to} make the check fail`,
  fix: `Write in ${from === to ? 'its' : 'their'} place: ${lines(text)}. With that, this check passes.`,
})
