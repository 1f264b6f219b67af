const code = (text: string) => `\`${text}\``

/** A file that Python can't read. `line` is where the error is. */
export const unreadable = (line: number) => `Python could not read your file. Line ${line}:`
export const unreadableFile = 'Python could not read your file.'
export const syntax = {
  quoteNotClosed: (quote: string) => ({
    why: `the string that begins here has no second ${quote} on this line`,
    fix: `Close it with ${quote}. Write a string of several lines between ''' and '''.`,
  }),
  responseOfSeveralLines: (quote: string) => ({
    why: `a string between ${quote} and ${quote} ends on its line. This one goes on below`,
    fix: 'Write it on one line, with `\\r\\n` for the end of a line.',
  }),
  severalLines: (quote: string) => ({
    why: `a string between ${quote} and ${quote} ends on its line. This one goes on below`,
    fix: 'For several lines write three quotes at both ends: """.',
  }),
  tripleNotClosed: (line: number) => ({
    why: `the string that begins on line ${line} has no end`,
    fix: 'Write \'\'\' (or """) where it ends.',
  }),
  bracketNotClosed: (bracket: string, line: number) => ({
    why: `the ${bracket} of line ${line} is not closed`,
    fix: `Close it on line ${line}, or where its list ends.`,
  }),
  bracketsDiffer: (found: string) => ({
    why: `this ${found} closes nothing that is open`,
    fix: `Take it away, or open its bracket before it.`,
  }),
  colonMissing: (word: string) => ({
    why: `a line that begins with ${word} ends with a colon`,
    fix: 'Write `:` at the end of the line.',
  }),
  equals: () => ({
    why: '= gives a value. To compare two values write ==',
    fix: 'Write `==`.',
  }),
  printStatement: () => ({
    why: 'print is a function, so what it prints is in parentheses',
    fix: 'Write `print(…)`.',
  }),
  elseIf: () => ({ why: 'Python writes elif, in one word', fix: 'Write `elif …:`.' }),
  notPython: (found: string, python: string) => ({
    why: `${found} is not Python`,
    fix: `In Python it is ${code(python)}.`,
  }),
  comma: () => ({
    why: 'a comma or a sign is missing here',
    fix: 'Write it between the two values.',
  }),
  notUtf8: () => ({
    why: 'the file is not saved as UTF-8',
    fix: 'Save it as UTF-8. In Notepad: Save as, Encoding: UTF-8.',
  }),
  utf16: () => ({
    why: 'the file is saved as UTF-16',
    fix: 'Save it as UTF-8. In Notepad: Save as, Encoding: UTF-8.',
  }),
  curlyQuote: (found: string) => ({
    why: `${found} is a sign of printed text, and no sign of Python`,
    fix: 'Write plain quotes, \' or ", and plain spaces.',
  }),
  outside: (word: string) => ({
    why: `${word} is outside of ${word === 'break' || word === 'continue' ? 'a loop' : 'a function'}`,
    fix: 'Is the line indented as far as the lines before it?',
  }),
  noBlock: (before: string) => ({
    why: `the lines that belong to ${before} have to be indented, and this one is not`,
    fix: 'Put four spaces before it.',
  }),
  unexpectedIndent: () => ({
    why: 'this line is indented further than the one before it, and nothing asks for that',
    fix: 'Begin it in the same column as the line before.',
  }),
  noLevel: () => ({
    why: 'this line begins in a column in which no line above it begins',
    fix: 'Begin it in the same column as the lines that it belongs to.',
  }),
  tabs: () => ({
    why: 'some lines are indented by tabs and others by spaces',
    fix: 'Use four spaces everywhere.',
  }),
  noExcept: () => ({
    why: 'a try needs an except or a finally below its lines',
    fix: 'Write `except OSError as error:` in the column of `try`.',
  }),
  formatted: () => ({
    why: 'in an f-string each { needs its }',
    fix: 'Close the brace. To send a brace itself, write it twice: `{{`.',
  }),
  bytesAscii: () => ({
    why: "b'…' can hold only ASCII letters",
    fix: "Write the string without b, and make bytes of it: `bytes(text, 'utf-8')`.",
  }),
  mixed: () => ({
    why: 'a string and bytes stand side by side',
    fix: 'Put a b before both, or before neither.',
  }),
  backslash: () => ({
    why: 'a backslash in a string begins a special sign',
    fix: 'Write the path with `/`, or put an r before the quotes.',
  }),
  global: (name: string) => ({
    why: `${name} is used before the line that says global`,
    fix: `Write ${code(`global ${name}`)} as the first line of the function.`,
  }),
  keywordFirst: () => ({
    why: 'values without a name stand before those with a name=',
    fix: 'Change their order.',
  }),
  unknown: () => ({ why: 'here Python stops understanding the file', fix: undefined }),
}
