import stringWidth from 'fast-string-width'
import { wrapAnsi } from 'fast-wrap-ansi'

let segmenter: Intl.Segmenter | undefined
/** Made when first needed: it is slow to make. */
const graphemes = () => {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  return segmenter
}

/** Columns that are left to text, however narrow the terminal. */
const minColumns = 8

/** Text, with escape sequences or without, as lines of so many columns, broken between words. */
export function wrap(text: string, columns: number, { trim = true } = {}): string[] {
  return wrapAnsi(text, Math.max(columns, minColumns), { hard: true, trim }).split('\n')
}

/** Lines with the margin that all that is shown has. */
export const inMargin = (lines: readonly string[]): string[] =>
  lines.map((line) => ` ${line}`.trimEnd())

/** One character as a reader sees it. */
export interface Cell {
  readonly text: string
  /** Its place in the string, in UTF-16 code units. */
  readonly index: number
  /** Columns it takes on the screen: 0, 1 or 2. */
  readonly width: number
}

/** Code units that are segmented at once: V8 takes quadratic time for a whole long text. */
const pieceLength = 1000

/**
 * Text whose every character stands alone in one column: printable ASCII, typographic signs, arrows, lines, the
 * course's marks, and the symbols that control characters are shown by.
 */
const narrow = /^[\x20-\x7e·×–—‘’“”•…←-↓↵─-╿▸✔✘\u2400-\u2421]*$/

/** Splits text without escape sequences into what a terminal puts side by side. */
function cells(text: string): Cell[] {
  if (narrow.test(text)) return Array.from(text, (char, index) => ({ text: char, index, width: 1 }))
  const found: Cell[] = []
  for (let at = 0; at < text.length; at += pieceLength)
    for (const { segment, index } of graphemes().segment(text.slice(at, at + pieceLength)))
      found.push({ text: segment, index: at + index, width: stringWidth(segment) })
  return found
}

/** A piece of a text that was folded. */
export interface Row {
  readonly text: string
  /** The index of its first character in the text, in UTF-16 code units. */
  readonly start: number
}

/** Cuts text into rows of at most `columns` columns. */
export function fold(text: string, columns: number): Row[] {
  return foldAt(text, columns, () => undefined)
}

/** Text without escape sequences in one row, its end left out where there is no room for it. */
export function inOneRow(text: string, columns: number, ellipsis: string): string {
  const [row, second] = fold(text, columns)
  if (row === undefined || second === undefined) return text
  const [cut] = fold(text, columns - stringWidth(ellipsis))
  return `${cut?.text ?? ''}${ellipsis}`
}

/**
 * As `fold`, for code: a row ends behind a space, a comma or a bracket where there is one in its
 * second half, so that no word and no escape is cut in two.
 */
export function foldCode(text: string, columns: number): Row[] {
  return foldAt(text, columns, (row) => {
    const at = Math.max(...[' ', ',', '(', '{', '[', ';'].map((char) => row.lastIndexOf(char)))
    return at + 1 > row.length / 2 ? at + 1 : undefined
  })
}

/** `end` says how many characters of a row that is full stay in it; undefined: all. */
function foldAt(text: string, columns: number, end: (row: string) => number | undefined): Row[] {
  // Most lines fit, and have a column for each character.
  if (text.length <= columns && narrow.test(text)) return [{ text, start: 0 }]
  const rows: Row[] = []
  let start = 0
  let used = 0
  for (const cell of cells(text)) {
    if (used + cell.width > columns && used > 0) {
      const full = text.slice(start, cell.index)
      const cut = start + (end(full) ?? full.length)
      rows.push({ text: text.slice(start, cut), start })
      start = cut
      used = stringWidth(text.slice(cut, cell.index))
    }
    used += cell.width
  }
  return [...rows, { text: text.slice(start), start }]
}

/** The column, from 0, at which the character at `index` starts. */
export function columnAt(text: string, index: number): number {
  return stringWidth(text.slice(0, index))
}

/** Two texts on a line, the second from a column on; a trailing space is left out. */
export function beside(left: string, right: string, column: number): string {
  return (left + ' '.repeat(Math.max(column - stringWidth(left), 1)) + right).trimEnd()
}

/** Two blocks of lines beside each other, the second from a column on. */
export function sideBySide(
  left: readonly string[],
  right: readonly string[],
  column: number,
): string[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, i) =>
    beside(left[i] ?? '', right[i] ?? '', column),
  )
}
