import { nearestName } from '../nearest-name.ts'
import { type Change, editorFor, replacing } from './edit.ts'
import { statementsOf, type Token } from './statements.ts'

/** What stands between the line ends and the holes of strings, whole and word by word. */
const between = /\\[rn]|[{}<>]|\$\{/

interface Piece {
  readonly text: string
  readonly start: number
}

/** The parts of a string that may be known words, the longer first. */
function piecesOf({ text, start }: Token): Piece[] {
  const inside = /^[a-zA-Z]*(['"`])([\s\S]*)\1$/.exec(text)
  if (inside === null) return []
  const first = start + text.indexOf(inside[1] ?? '') + 1
  const lines: Piece[] = []
  let at = first
  for (const part of (inside[2] ?? '').split(/((?:\\[rn])+|[{}<>]|\n)/)) {
    if (!between.test(part)) lines.push({ text: part.trim(), start: at + part.search(/\S|$/) })
    at += part.length
  }
  const words = lines.flatMap((line) =>
    [...line.text.matchAll(/[^\s:;=,]+/g)].map(({ 0: word, index }) => ({
      text: word,
      start: line.start + index,
    })),
  )
  const values = lines.flatMap((line) => {
    const value = /^[\w-]+: (.+)$/.exec(line.text)?.[1]
    return value === undefined
      ? []
      : [{ text: value, start: line.start + line.text.length - value.length }]
  })
  return [...lines, ...values, ...words].filter((piece) => piece.text.length > 2)
}

const countOf = (text: string) => text.split(/[ -]/).length

const wordsOf = (known: ReadonlySet<string>, count: number) =>
  [...known].filter((text) => countOf(text) === count)

const isString = ({ text }: Token) => /^[a-zA-Z]*['"`]/.test(text)

/** Words in strings that are nearly written as those of the solution are, or lack the folder before them. */
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
      piecesOf(token).flatMap(({ text, start }) => {
        if (known.has(text)) return []
        const meant =
          [...known].find((other) => other.endsWith(`/${text}`)) ??
          nearestName(text, wordsOf(known, countOf(text)), text.length < 8 ? 1 : 2)
        return meant === undefined
          ? []
          : [
              {
                ...replacing({ start, end: start + text.length }, meant, each, editor),
                isBold: true,
              },
            ]
      }),
    ),
  )
  return found.filter(
    (change, i) => found.findIndex((other) => other.source === change.source) === i,
  )
}
