import { syntaxWords } from '../words/syntax.ts'
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
    return misspelt(source, offset) ?? { at, said: syntaxWords.notExpected(found(source, at)) }
  }
  if (code === 'UnterminatedString') return { at: offset, said: stringWithoutEnd(offset, source) }
  const inClass = /\bfunction(?=\s+[\w$]*\s*$)/.exec(
    source.slice(lineStart(source, offset), offset),
  )
  if (inClass !== null && code === 'UnexpectedToken')
    return {
      at: lineStart(source, offset) + inClass.index,
      said: syntaxWords.functionInClass,
    }
  if (code === 'UnexpectedToken') return { at: offset, said: unexpected(error, offset, source) }
  // These are said to be one character behind what opens them.
  const isBehind = code === 'UnterminatedTemplate' || code === 'UnterminatedRegExp'
  const said = notPart.has(code)
    ? syntaxWords.notPart
    : (syntaxWords.byReason[code] ?? `${error.message.replace(/\.? \(\d+:\d+\)$/, '')}.`)
  return { at: isBehind ? offset - 1 : offset, said }
}

const lineStart = (source: string, offset: number) => source.lastIndexOf('\n', offset - 1) + 1

/** A string of one line that goes on below, or that has lost its second quote. */
function stringWithoutEnd(offset: number, source: string): string {
  const quote = source[offset] ?? "'"
  const rest = source.slice(offset + 1).split(/\r?\n/)
  const end = rest.slice(1, 40).findIndex((line) => line.split(quote).length % 2 === 0)
  const isOfSeveralLines = end > 0 || (end === 0 && !/[=(;]/.test(rest[0] ?? ''))
  return isOfSeveralLines ? syntaxWords.lineEnd(quote) : syntaxWords.noSecondQuote(quote)
}

function unexpected(error: SyntaxError, offset: number, source: string): string {
  if (skipTrivia(source, offset) >= source.length) {
    const open = findUnclosed(source)
    return open === undefined
      ? syntaxWords.fileEnds
      : syntaxWords.fileEndsOpen(open.text, open.line)
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
      return syntaxWords.notClosed(open.line)
  }
  if (expected === undefined) return syntaxWords.notExpected(what)
  return syntaxWords.expectedBefore(expected, what)
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
  return token === null ? syntaxWords.endOfFile : `"${token[0]}"`
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
  return { at: end - word.length, said: syntaxWords.meant(word, meant) }
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
