import { screenWords } from '../../words/screen.ts'
import { columnAt, fold, type Row, wrap } from './columns.ts'
import type { Symbols } from './symbols.ts'
import type { Tone } from './theme.ts'

/** Words about a part of a line. `start` and `end` count UTF-16 code units of the line. */
export interface Label {
  readonly start: number
  readonly end: number
  readonly words: string
  /** @default 'label' */
  readonly tone?: Tone
}

export interface LabelOptions {
  readonly symbols: Symbols
  /** Columns there are for the drawing. */
  readonly columns: number
  /** How a line that is too long is folded. @default fold */
  readonly fold?: (text: string, columns: number) => Row[]
  /** How the line itself is painted, once folded; by default as it is. */
  readonly paintLine?: (row: string, start: number) => string
  /** How marks and words under the line are painted; by default as they are. */
  readonly paint?: (tone: Tone, text: string) => string
}

interface Mark {
  readonly start: number
  readonly end: number
  /** The column that the words hang from. */
  readonly anchor: number
  /** Undefined where the range began on an earlier row and its words already stand there. */
  readonly words: string | undefined
  readonly tone: Tone
}

/** One character of a row of marks; a hole in a row is a space. */
interface Stroke {
  readonly text: string
  readonly tone: Tone
}

/** Columns from a long range's start to its anchor at most, so that its words have room. */
const farthestAnchor = 8
/** Columns that the words of a label need at least, to hang under their part. */
const roomForWords = 18

/**
 * Draws a line of text with its labels hung under the parts they are about:
 *
 *     GET /hello HTTP/1.1
 *     ─┬─ ──┬───
 *      │    └ target
 *      └ method
 *
 * With linear symbols each label names its part in a line of its own.
 * A line that is too long is folded, and each row carries the labels that begin in it. Where there
 * is no room to hang words, the marks are numbered and the words listed.
 */
export function drawLabels(
  line: string,
  labels: readonly Label[],
  options: LabelOptions,
): string[] {
  if (options.symbols.linear) return tellLabels(line, labels, options)
  const paintLine = options.paintLine ?? ((row: string) => row)
  const foldLine = options.fold ?? fold
  let numbers = 0
  return foldLine(line, options.columns).flatMap(({ text, start }) => {
    // A label may stand behind the last character, where something is missing.
    const end = start + text.length === line.length ? Number.POSITIVE_INFINITY : start + text.length
    const marks = marksOfRow(
      text,
      start,
      labels.filter((label) => label.start < end),
    )
    const drawn = drawMarks(marks, numbers, options)
    numbers += drawn.numbers
    return [paintLine(text, start), ...drawn.rows]
  })
}

function marksOfRow(text: string, start: number, labels: readonly Label[]): Mark[] {
  const end = start + text.length
  return labels
    .filter((label) => Math.max(label.end, label.start + 1) > start)
    .map((label): Mark => {
      const from = Math.max(label.start, start) - start
      const to = Math.min(Math.max(label.end, label.start + 1), end) - start
      const first = columnAt(text, from)
      const last = Math.max(columnAt(text, to), first + 1)
      return {
        start: first,
        end: last,
        anchor: first + Math.min(Math.floor((last - first - 1) / 2), farthestAnchor),
        words: label.start >= start ? label.words : undefined,
        tone: label.tone ?? 'label',
      }
    })
    .sort((a, b) => a.start - b.start || a.end - b.end)
}

/** The rows under a row of the line, and how many numbers they use, after those used before. */
function drawMarks(
  marks: readonly Mark[],
  before: number,
  options: LabelOptions,
): { rows: string[]; numbers: number } {
  if (marks.length === 0) return { rows: [], numbers: 0 }
  const hung = marks.every(({ anchor }) => options.columns - anchor - 2 >= roomForWords)
  if (hung) return { rows: hang(marks, options), numbers: 0 }
  const numbered = marks.filter(({ words }) => words !== undefined)
  return { rows: list(marks, numbered, before, options), numbers: numbered.length }
}

/** The underline of all marks; ranges that touch are kept apart by leaving out the last column. */
function underline(
  marks: readonly Mark[],
  { symbols, paint, columns }: LabelOptions,
  anchorOf: (mark: Mark) => string,
): string {
  const row: Stroke[] = []
  for (const [i, { start, end, tone }] of marks.entries()) {
    const touches = marks[i + 1]?.start === end && end - start > 2
    for (let column = start; column < (touches ? end - 1 : end); column++)
      row[column] = { text: symbols.across, tone }
  }
  for (const mark of marks) {
    const anchor = [...anchorOf(mark)]
    const at = Math.min(mark.anchor, Math.max(columns - anchor.length, 0))
    for (const [i, text] of anchor.entries()) row[at + i] = { text, tone: mark.tone }
  }
  return drawRow(row, paint)
}

/** Strokes as text, painted in runs of one tone. */
function drawRow(row: readonly Stroke[], paint: LabelOptions['paint']): string {
  let out = ''
  let run = ''
  let tone: Tone = 'label'
  for (const stroke of Array.from(row)) {
    if (stroke !== undefined && stroke.tone !== tone) {
      out += paint?.(tone, run) ?? run
      run = ''
      tone = stroke.tone
    }
    run += stroke?.text ?? ' '
  }
  return out + (paint?.(tone, run) ?? run)
}

function hang(marks: readonly Mark[], options: LabelOptions): string[] {
  const { symbols, columns, paint } = options
  const rows = [
    underline(marks, options, ({ words }) =>
      words === undefined ? symbols.across : symbols.anchor,
    ),
  ]
  const open = marks.filter(({ words }) => words !== undefined)
  while (true) {
    const last = open.pop()
    if (last?.words === undefined) return rows
    const bars: Stroke[] = []
    for (const { anchor, tone } of open) bars[anchor] = { text: symbols.down, tone }
    const words = wrap(last.words, columns - last.anchor - 2)
    // Another label of the same part follows below: the stem goes on.
    const goesOn = open.some(({ anchor }) => anchor === last.anchor)
    const [first, rest] = goesOn ? [symbols.branch, symbols.down] : [symbols.corner, ' ']
    for (const [i, text] of words.entries()) {
      const row = [...bars]
      row[last.anchor] = { text: `${i === 0 ? first : rest} ${text}`, tone: last.tone }
      rows.push(drawRow(row, paint))
    }
  }
}

function list(
  marks: readonly Mark[],
  numbered: readonly Mark[],
  before: number,
  options: LabelOptions,
): string[] {
  const { symbols, columns, paint } = options
  const numberOf = (mark: Mark) => String(before + numbered.indexOf(mark) + 1)
  const rows = [
    underline(marks, options, (mark) =>
      mark.words === undefined ? symbols.across : numberOf(mark),
    ),
  ]
  for (const mark of numbered) {
    const number = `${numberOf(mark)} `
    const words = wrap(mark.words ?? '', columns - number.length)
    for (const [i, text] of words.entries())
      rows.push(
        drawRow(
          [{ text: (i === 0 ? number : ' '.repeat(number.length)) + text, tone: mark.tone }],
          paint,
        ),
      )
  }
  return rows
}

/** Characters of a part by which it is named. */
const longestName = 40

/** The line, and below it each label after the part that it is about. */
function tellLabels(
  line: string,
  labels: readonly Label[],
  { columns, paint = (_tone, text) => text, paintLine = (row) => row, ...options }: LabelOptions,
): string[] {
  const rows = (options.fold ?? fold)(line, columns)
  const told = [...labels].sort((a, b) => a.start - b.start || a.end - b.end)
  return [
    ...rows.map(({ text, start }) => paintLine(text, start)),
    ...told.flatMap(({ start, end, words, tone = 'label' }) => {
      const part = line.slice(start, end).trim()
      const name = part.length > longestName ? `${part.slice(0, longestName)}...` : part
      const note = name === '' ? words : screenWords.noteOn(name, words)
      return wrap(note, columns - 2).map((row) => `  ${paint(tone, row)}`)
    }),
  ]
}
