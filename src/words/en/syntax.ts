/** Mistakes of syntax in JavaScript and TypeScript, and syntax that Node does not run. */
export const endOfFile = 'The end of the file'
export const notExpected = (found: string) => `${found} was not expected here.`
export const meant = (word: string, keyword: string) =>
  `"${word}" was not expected here. Is "${keyword}" meant?`
export const expectedBefore = (expected: string, found: string) =>
  `${expected} was expected before ${found}.`
export const functionInClass =
  'In a class a function is written without the word function. Remove the word.'
export const notPart = 'This is not part of the language that Node runs.'
export const namedAsJavaScript =
  'This is TypeScript, but the name of the file is that of JavaScript.'
export const lineEnd = (quote: string) =>
  `A string between ${quote} and ${quote} must end on its line. For several lines write it between backticks: \`.`
export const noSecondQuote = (quote: string) =>
  `This string has no end: its second quote is missing. Write ${quote} where it ends.`
export const fileEnds = 'The file ends here, and something is missing.'
export const fileEndsOpen = (bracket: string, line: number) =>
  `The file ends here, and the "${bracket}" of line ${line} is not closed.`
export const notClosed = (line: number) =>
  `The "(" of line ${line} is not closed. Write ")" where it ends.`

/** By the parser's name of the mistake. */
export const byReason: Readonly<Record<string, string>> = {
  UnterminatedComment: 'This comment has no end: */ is missing.',
  UnterminatedRegExp: 'This regular expression has no end: its second / is missing.',
  UnterminatedTemplate: 'This template has no end: its second ` is missing. Write ` where it ends.',
  InvalidCoverInitializedName: '"=" was not expected here. In an object it is ":".',
  AwaitNotInAsyncContext:
    '"await" is used in a function that is not async. Write async before the function.',
  DeclarationMissingInitializer: 'A const needs a value where it is declared: const name = value.',
  SuperNotAllowed:
    '`super()` alone belongs in a constructor. Name the function of the parent: `super.doGET()`.',
  IllegalReturn: '"return" is used outside of a function.',
}

/** TypeScript that is more than a type. */
export const unerasable = {
  enum: (name: string) =>
    `An enum is more than a type, and Node does not run it. Write an object: const ${name} = { … } as const.`,
  namespace:
    'A namespace is more than a type, and Node does not run it. Write its parts in another file and import them.',
  parameterProperty:
    'A parameter with public, private or readonly is more than a type, and Node does not run it. Declare the property in the class and set it in the constructor: this.name = name.',
  importEquals: (name: string) => `Node does not run "import … =". Write: import ${name} from '…'.`,
  exportEquals: 'Node does not run "export =". Write: export default ….',
  assertion: 'Node does not run a type before its value. Write it after the value: value as Type.',
  namespaceExport: 'This belongs in a declaration file (.d.ts). Remove the line.',
} as const

/** A file that another one imports. */
export const missingImport = (file: string, meant: string | undefined) =>
  `this imports ${file}, which does not exist.${meant === undefined ? '' : ` Write '${meant}'.`}`
