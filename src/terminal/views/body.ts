import type { Message, Range } from '../../http/message.ts'
import type { Note } from '../../notes/note.ts'
import { viewWords } from '../../words/views.ts'
import { visible } from '../../words/visible.ts'
import { fold } from '../draw/columns.ts'
import { drawLabels, type Label } from '../draw/labels.ts'
import type { Theme } from '../draw/theme.ts'
import { toneOf } from './note-words.ts'

/** Lines of a body in sight while it is folded, and at most when it is not. */
const linesFolded = 8
const linesWhole = 400
/** Bytes of a line of text that are shown as one. */
const longestLine = 4000
/** Lines behind those that stay in sight for what is said about them. */
const mostNoted = 8

export interface BodyView {
  readonly whole: boolean
  /** All rows of a body that is no text. @default false */
  readonly hasAllBytes?: boolean
  readonly columns: number
}

/**
 * The body of a message: text as its lines, anything else in hex with the text beside. Lines that
 * something is said about stay in sight, with the words hung under them.
 */
export function renderBody(
  message: Message,
  body: Range,
  theme: Theme,
  { whole, columns, hasAllBytes = false }: BodyView,
  notes: readonly Note[] = [],
  tell: (note: Note) => string = ({ words }) => words,
): string[] {
  const bytes = message.bytes.subarray(body.start, body.end)
  const isTextual = isText(bytes)
  const pieces = isTextual ? textPieces(bytes) : hexPieces(bytes, columns)
  const lastNote = notes.at(-1)?.start ?? -1
  const shown: string[] = []
  // Rows of hex push away what is read: those after the first are asked for.
  let room = whole && (isTextual || hasAllBytes) ? linesWhole : linesFolded
  let noted = 0
  let hidden = 0
  const tellHidden = () => {
    if (hidden === 0) return
    const text = `${theme.symbols.ellipsis} ${viewWords.more.bytes(hidden)}`
    shown.push(theme.paint('dim', text))
    hidden = 0
  }
  let at = 0
  for (const { start, end } of pieces) {
    if (room <= 0 && (body.start + start > lastNote || noted >= mostNoted)) break
    const isLast = end === bytes.length
    const here = notes.filter(
      (note) => note.start >= body.start + start && (note.start < body.start + end || isLast),
    )
    at = end
    if (room <= 0 && here.length === 0) {
      hidden += end - start
      continue
    }
    tellHidden()
    if (room <= 0) noted += 1
    const piece = bytes.subarray(start, end)
    const line = isTextual ? textLine(piece, theme) : hexLine(piece, columns)
    const labels = here.map(
      (note): Label => ({
        start: line.indexOf(note.start - body.start - start),
        end: line.endOf(note.end - body.start - start),
        words: tell(note),
        tone: toneOf(note),
      }),
    )
    const rows = fold(line.text, columns)
    const cut = labels.length === 0 && rows.length > room ? rows[room] : undefined
    if (cut === undefined) {
      shown.push(
        ...drawLabels(line.text, labels, {
          symbols: theme.symbols,
          columns,
          paint: theme.paint,
          paintLine: line.paint,
        }),
      )
    } else {
      shown.push(...rows.slice(0, room).map((row) => line.paint(row.text, row.start)))
      hidden += end - start - line.bytesBefore(cut.start)
    }
    room -= rows.length
  }
  hidden += bytes.length - at
  tellHidden()
  return shown
}

/** A line of a body as it is shown. */
interface ShownPiece {
  readonly text: string
  /** Where the byte at an offset stands in the text, and where those before it end. */
  readonly indexOf: (offset: number) => number
  readonly endOf: (offset: number) => number
  /** Bytes that stand before an index of the text. */
  readonly bytesBefore: (index: number) => number
  readonly paint: (row: string, start: number) => string
}

function* textPieces(bytes: Uint8Array): Generator<Range> {
  let start = 0
  while (start < bytes.length) {
    const lf = bytes.indexOf(10, start)
    const end = Math.min(lf < 0 ? bytes.length : lf + 1, start + longestLine)
    yield { start, end }
    start = end
  }
}

function textLine(line: Uint8Array, theme: Theme): ShownPiece {
  const ending = line.at(-1) !== 10 ? 0 : line.at(-2) === 13 ? 2 : 1
  const { text, indexOf } = visible(line, theme.symbols)
  const content = indexOf(line.length - ending)
  return {
    text,
    indexOf,
    endOf: indexOf,
    bytesBefore: (index) => {
      let count = 0
      while (count < line.length && indexOf(count) < index) count++
      return count
    },
    paint: (row, start) => {
      const cut = Math.max(content - start, 0)
      return row.slice(0, cut) + theme.paint('dim', row.slice(cut))
    },
  }
}

/** Sixteen bytes a row, or eight where it is narrow. */
const stepIn = (columns: number) => (columns >= 68 ? 16 : 8)

function* hexPieces(bytes: Uint8Array, columns: number): Generator<Range> {
  const step = stepIn(columns)
  for (let start = 0; start < bytes.length; start += step)
    yield { start, end: Math.min(start + step, bytes.length) }
}

function hexLine(line: Uint8Array, columns: number): ShownPiece {
  const hex = Array.from(line, (byte) => byte.toString(16).padStart(2, '0')).join(' ')
  const text = Array.from(line, (byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.',
  )
  return {
    text: `${hex.padEnd(stepIn(columns) * 3)} ${text.join('')}`,
    indexOf: (offset) => offset * 3,
    endOf: (offset) => Math.max(Math.min(offset, line.length) * 3 - 1, 0),
    bytesBefore: () => 0,
    paint: (row) => row,
  }
}

/** Text is UTF-8 without control characters other than white space, as far as it was kept. */
function isText(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 1024)
  if (sample.some((byte) => byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13))
    return false
  try {
    // A sample may end inside a character: `stream` forgives that alone.
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true })
    return true
  } catch {
    return false
  }
}
