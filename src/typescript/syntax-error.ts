import { findUnclosed } from './brackets.ts'
import { skipTrivia } from './node.ts'

/** A syntax error in a learner's words. */
export interface Described {
  /** The place to look at: an offset in the source. */
  readonly at: number
  readonly said: string
}

/** What the parser found, said of the token that is wrong. */
export function describeError(error: SyntaxError, offset: number, source: string): Described {
  const reason = textIn(error, 'reasonCode')
  const isAwait = reason === 'UnexpectedReservedWord' && source.startsWith('await', offset)
  const code = isAwait ? 'AwaitNotInAsyncContext' : reason
  if (code === 'MissingSemicolon') {
    const at = skipTrivia(source, offset)
    return misspelt(source, offset) ?? { at, said: `${found(source, at)} was not expected here.` }
  }
  if (code === 'UnterminatedString') return { at: offset, said: stringWithoutEnd(offset, source) }
  const inClass = /\bfunction(?=\s+[\w$]*\s*$)/.exec(
    source.slice(lineStart(source, offset), offset),
  )
  if (inClass !== null && code === 'UnexpectedToken')
    return {
      at: lineStart(source, offset) + inClass.index,
      said: 'In a class a function is written without the word function. Take the word away.',
    }
  if (code === 'UnexpectedToken') return { at: offset, said: unexpected(error, offset, source) }
  // These are said to be one character behind what opens them.
  const isBehind = code === 'UnterminatedTemplate' || code === 'UnterminatedRegExp'
  const said = notPart.has(code)
    ? 'This is not part of the language that Node runs.'
    : (words[code] ?? `${error.message.replace(/\.? \(\d+:\d+\)$/, '')}.`)
  return { at: isBehind ? offset - 1 : offset, said }
}

const lineStart = (source: string, offset: number) => source.lastIndexOf('\n', offset - 1) + 1

/** A string of one line that goes on below, or that has lost its second quote. */
function stringWithoutEnd(offset: number, source: string): string {
  const quote = source[offset] ?? "'"
  const rest = source.slice(offset + 1).split(/\r?\n/)
  const end = rest.slice(1, 40).findIndex((line) => line.split(quote).length % 2 === 0)
  const isOfSeveralLines = end > 0 || (end === 0 && !/[=(;]/.test(rest[0] ?? ''))
  return isOfSeveralLines
    ? `A string between ${quote} and ${quote} must end on its line. For several lines write it between backticks: \`.`
    : `This string has no end: its second quote is missing. Write ${quote} where it ends.`
}

function unexpected(error: SyntaxError, offset: number, source: string): string {
  if (skipTrivia(source, offset) >= source.length) {
    const open = findUnclosed(source)
    return open === undefined
      ? 'The file ends here, and something is missing.'
      : `The file ends here, and the "${open.text}" of line ${open.line} is not closed.`
  }
  const what = found(source, offset)
  const expected = /expected (".*")/.exec(error.message)?.[1]
  if (expected === '","' || expected === undefined) {
    const open = findUnclosed(source.slice(0, offset))
    if (
      open !== undefined &&
      open.text === '(' &&
      open.line < placeOf(source, offset) &&
      isUnbalanced(source)
    )
      return `The "(" of line ${open.line} is not closed. Write ")" where it ends.`
  }
  if (expected === undefined) return `${what} was not expected here.`
  return `${expected} was expected before ${what}.`
}

const words: Readonly<Record<string, string>> = {
  UnterminatedComment: 'This comment has no end: */ is missing.',
  UnterminatedRegExp: 'This regular expression has no end: its second / is missing.',
  UnterminatedTemplate: 'This template has no end: its second ` is missing. Write ` where it ends.',
  InvalidCoverInitializedName: '"=" was not expected here. In an object it is ":".',
  AwaitNotInAsyncContext:
    '"await" stands in a function that is not async. Write async before the function.',
  DeclarationMissingInitializer: 'A const has to be given its value where it is named.',
  IllegalReturn: '"return" stands outside of any function.',
}

/** Syntax that is proposed, or that another tool has to take out first. */
const notPart = new Set(['MissingPlugin', 'MissingOneOfPlugins'])

/** Somewhere a bracket is not closed: then a comma is not all that is missing. */
const isUnbalanced = (source: string) => findUnclosed(source) !== undefined

/** The line of a place, from 1. */
const placeOf = (source: string, offset: number) => source.slice(0, offset).split('\n').length

/** The word, number or sign that stands there. */
function found(source: string, at: number): string {
  const token = /^(?:[\p{ID_Start}$_][\p{ID_Continue}$]*|\d+|=>|[\s\S])/u.exec(source.slice(at))
  return token === null ? 'The end of the file' : `"${token[0]}"`
}

const keywords = [
  'const',
  'let',
  'function',
  'return',
  'import',
  'export',
  'class',
  'async',
].concat(['await', 'throw', 'new', 'while', 'switch', 'else', 'typeof', 'interface', 'type'])

/** A word that is nearly a keyword, where no other word may follow it. */
function misspelt(source: string, end: number): Described | undefined {
  const word = /[a-z]+$/i.exec(source.slice(0, end))?.[0] ?? ''
  const meant = keywords.find((keyword) => word !== keyword && isNear(word, keyword))
  if (meant === undefined) return undefined
  return { at: end - word.length, said: `"${word}" was not expected here. Is "${meant}" meant?` }
}

/** One letter too many, too few or wrong, or two that changed places. */
function isNear(word: string, keyword: string): boolean {
  if (keyword.length < 3 || Math.abs(word.length - keyword.length) > 1) return false
  let same = 0
  while (same < word.length && word[same] === keyword[same]) same += 1
  const [rest, wanted] = [word.slice(same), keyword.slice(same)]
  const isSwapped = rest[0] === wanted[1] && rest[1] === wanted[0]
  return (
    rest.slice(1) === wanted.slice(1) ||
    rest.slice(1) === wanted ||
    rest === wanted.slice(1) ||
    (isSwapped && rest.slice(2) === wanted.slice(2))
  )
}

function textIn(error: object, key: string): string {
  const value: unknown = Reflect.get(error, key)
  return typeof value === 'string' ? value : ''
}
