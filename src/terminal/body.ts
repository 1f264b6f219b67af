import type { Message, Range } from '../wire/tokens/message.ts'
import { fold } from './columns.ts'
import type { Look } from './look.ts'
import type { MessageView } from './message.ts'
import { visible } from './visible.ts'

/** Lines of a body in sight while it is folded, and at most when it is not. */
const linesFolded = 8
const linesWhole = 400

/** The body of a message: text as its lines, anything else in hex. */
export function renderBody(
  message: Message,
  body: Range,
  look: Look,
  { whole, columns }: MessageView,
): string[] {
  const bytes = message.bytes.subarray(body.start, body.end)
  if (body.end === body.start) return []
  const most = whole ? linesWhole : linesFolded
  const rows = isText(bytes) ? textRows(bytes, look, columns) : hexRows(bytes, columns)
  const shown: string[] = []
  let used = 0
  for (const { row, length } of rows) {
    if (shown.length === most) break
    shown.push(row)
    used += length
  }
  const left = body.end - body.start - used
  if (left === 0) return shown
  return [
    ...shown,
    look.paint('dim', `${look.symbols.ellipsis} ${left} more byte${left === 1 ? '' : 's'}`),
  ]
}

interface Row {
  readonly row: string
  /** Bytes that end with this row. */
  readonly length: number
}

function* textRows(bytes: Uint8Array, look: Look, columns: number): Generator<Row> {
  let at = 0
  while (at < bytes.length) {
    const lf = bytes.indexOf(10, at)
    const next = Math.min(lf < 0 ? bytes.length : lf + 1, at + 4000)
    const line = bytes.subarray(at, next)
    const ending = line.at(-1) !== 10 ? 0 : line.at(-2) === 13 ? 2 : 1
    const { text, indexOf } = visible(line, look.symbols)
    const content = indexOf(line.length - ending)
    const rows = fold(text, columns)
    for (const [i, row] of rows.entries()) {
      const cut = Math.max(content - row.start, 0)
      yield {
        row: row.text.slice(0, cut) + look.paint('dim', row.text.slice(cut)),
        length: i === rows.length - 1 ? line.length : 0,
      }
    }
    at = next
  }
}

/** Sixteen bytes a row, or eight where it is narrow, in hex and as text. */
function* hexRows(bytes: Uint8Array, columns: number): Generator<Row> {
  const step = columns >= 68 ? 16 : 8
  for (let at = 0; at < bytes.length; at += step) {
    const line = Array.from(bytes.subarray(at, at + step))
    const hex = line.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
    const text = line.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'))
    yield { row: `${hex.padEnd(step * 3)} ${text.join('')}`, length: line.length }
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
