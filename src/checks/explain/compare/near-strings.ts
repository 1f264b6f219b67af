import { nearestName } from '../nearest-name.ts'
import { type Change, editorFor, replacing } from './edit.ts'
import { statementsOf, type Token } from './statements.ts'

/** What stands between the line ends and the holes of strings, whole and word by word. */
const between = /\\[rn]|[{}<>]|\$\{/

interface Piece {
  readonly text: string
  readonly start: number
  /** It is a part of a line. */
  readonly isWord: boolean
  /** It stands in the line of a header. */
  readonly isOfHeader: boolean
}

/** The parts of a string that may be known words, the shorter first: the smallest change is the clearest. */
function piecesOf({ text, start }: Token): Piece[] {
  const inside = /^[a-zA-Z]*(['"`])([\s\S]*)\1$/.exec(text)
  if (inside === null) return []
  const first = start + text.indexOf(inside[1] ?? '') + 1
  const lines: Piece[] = []
  let at = first
  for (const part of (inside[2] ?? '').split(/((?:\\[rn])+|[{}<>]|\n)/)) {
    if (!between.test(part))
      lines.push({
        text: part.trim(),
        start: at + part.search(/\S|$/),
        isWord: false,
        isOfHeader: /^\s*[\w-]+: /.test(part),
      })
    at += part.length
  }
  const words = lines.flatMap((line) =>
    [...line.text.matchAll(/[^\s:;=,]+/g)].map(({ 0: word, index }) => ({
      text: word,
      start: line.start + index,
      isWord: true,
      isOfHeader: line.isOfHeader,
    })),
  )
  const values = lines.flatMap((line) => {
    const value = /^[\w-]+: (.+)$/.exec(line.text)?.[1]
    return value === undefined
      ? []
      : [{ ...line, text: value, start: line.start + line.text.length - value.length }]
  })
  return [...words, ...values, ...lines].filter((piece) => piece.text.length > 2)
}

const countOf = (text: string) => text.split(/[ -]/).length

const wordsOf = (known: ReadonlySet<string>, count: number) =>
  [...known].filter((text) => countOf(text) === count)

const isString = ({ text }: Token) => /^[a-zA-Z]*['"`]/.test(text)

/** Capital letters are the same to HTTP in the name of a header (RFC 9110, section 5.1). */
const isHeaderName = (text: string, meant: string) =>
  text.includes('-') && text.toLowerCase() === meant.toLowerCase()

/** What is meant by a text that the solution does not have. */
const nearOf = ({ text, isOfHeader }: Piece, known: ReadonlySet<string>) =>
  [...known].find((other) => other.endsWith(`/${text}`)) ??
  nearestName(text, isOfHeader ? known : wordsOf(known, countOf(text)), text.length < 8 ? 1 : 2)

/**
 * Words in strings that are nearly written as those of the solution are, or lack the folder before them, or
 * what follows a `;`.
 */
export function nearStrings(
  source: string,
  solution: string,
  language: 'node' | 'python',
): Change[] {
  const known = new Set(
    statementsOf(solution, language).flatMap(({ tokens }) =>
      tokens.filter(isString).flatMap((token) => piecesOf(token).map(({ text }) => text)),
    ),
  )
  const editor = editorFor(source, language)
  const found = editor.own.flatMap((each) =>
    each.tokens.filter(isString).flatMap((token) =>
      piecesOf(token).flatMap((piece) => {
        const { text, start, isWord, isOfHeader } = piece
        const meant =
          [...known].find((other) => !isWord && other.startsWith(`${text};`)) ??
          (known.has(text) ? undefined : nearOf(piece, known))
        return meant === undefined || isHeaderName(text, meant)
          ? []
          : [
              {
                ...replacing({ start, end: start + text.length }, meant, each, editor),
                // A word may help by chance; what a header says is read by the check that fails.
                ...(!isOfHeader && { isBold: true }),
              },
            ]
      }),
    ),
  )
  return found.filter(
    (change, i) => found.findIndex((other) => other.source === change.source) === i,
  )
}
