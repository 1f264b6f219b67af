import type { TokenLine } from '../../protocol.ts'
import { isText } from './pieces.ts'

/** The part of a token that stands in one line. */
export interface Fragment {
  /** The token's place in the list of tokens. */
  readonly token: number
  readonly start: number
  readonly end: number
}

/** A line of a message as it is shown: up to an LF, or a row of bytes that are no text. */
export interface Line {
  readonly start: number
  readonly end: number
  readonly fragments: readonly Fragment[]
  /** A row of what is no text. */
  readonly isRaw: boolean
}

/** Bytes of a row of what is no text, and bytes that are shown as one line at most. */
const rowBytes = 16
const longestLine = 2000

/** A message in lines, the first `most` of them. Joined, they are its bytes up to where the last one ends. Pure. */
export function linesOf(bytes: Uint8Array, tokens: readonly TokenLine[], most: number): Line[] {
  const lines: Line[] = []
  let fragments: Fragment[] = []
  let start = 0
  const endLine = (end: number, isRaw = false) => {
    if (end > start) lines.push({ start, end, fragments, isRaw })
    fragments = []
    start = end
  }
  for (const [token, { kind, start: from, end: to }] of covering(bytes, tokens).entries()) {
    const isRaw = isContent(kind) && !isText(bytes, from, to)
    if (isRaw) endLine(from)
    let at = from
    while (at < to) {
      if (lines.length >= most) return lines
      const end = isRaw ? Math.min(at + rowBytes, to) : endOfLine(bytes, at, to, start)
      fragments.push({ token, start: at, end })
      at = end
      if (isRaw || bytes[end - 1] === 10 || end < to || end - start >= longestLine)
        endLine(end, isRaw)
    }
  }
  endLine(bytes.length)
  return lines
}

/** Content that may be anything: the bytes of a file, a picture. */
const isContent = (kind: TokenLine['kind']) =>
  kind === 'body' || kind === 'chunk-data' || kind === 'multipart-data'

function endOfLine(bytes: Uint8Array, at: number, to: number, lineStart: number): number {
  const limit = Math.min(to, lineStart + longestLine)
  const lf = bytes.indexOf(10, at)
  if (lf >= 0 && lf < limit) return lf + 1
  if (limit === to || limit <= at) return Math.max(limit, at + 1)
  // A line is not cut inside a character.
  let cut = limit
  while (cut > at + 1 && ((bytes[cut] ?? 0) & 0xc0) === 0x80) cut -= 1
  return cut
}

/** Tokens of all bytes that are kept: where a list ends early, or bytes were cut, the rest is one more. */
export function covering(bytes: Uint8Array, tokens: readonly TokenLine[]): TokenLine[] {
  const kept = tokens
    .filter(({ start }) => start < bytes.length)
    .map((token) => (token.end > bytes.length ? { ...token, end: bytes.length } : token))
  const end = kept.at(-1)?.end ?? 0
  return end < bytes.length ? [...kept, { kind: 'unknown', start: end, end: bytes.length }] : kept
}

/** The place of the range that holds an offset, in ranges that follow each other; -1 where none does. */
export function placeOf(
  ranges: readonly { readonly start: number; readonly end: number }[],
  offset: number,
): number {
  let low = 0
  let high = ranges.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const range = ranges[middle]
    if (range === undefined) return -1
    if (offset < range.start) high = middle - 1
    else if (offset >= range.end) low = middle + 1
    else return middle
  }
  return -1
}
