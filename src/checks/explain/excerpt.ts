import type { Came } from './failure.ts'

/** The line of an answer that is wrong, and which of its bytes. */
export interface Excerpt {
  readonly bytes: Uint8Array
  readonly start: number
  readonly end: number
  /** Something was left out before it, or behind it, that belongs to the same line. */
  readonly cut: { readonly before: boolean; readonly after: boolean }
}

const LF = 10
/** Bytes of a line that are shown as a whole. */
const longest = 160
/** Bytes shown of a longer one, before the first that is wrong and from it on. */
const before = 24
const after = 48

/** Cuts out the line that holds the first wrong byte. A place behind the last byte is in the last line. */
export function excerptOf({ bytes, wrong }: Came): Excerpt {
  const at = Math.min(wrong.start, bytes.length)
  const inLine = at === bytes.length && at > 0 ? at - 1 : at
  const lineStart = inLine === 0 ? 0 : bytes.lastIndexOf(LF, inLine - 1) + 1
  const next = bytes.indexOf(LF, inLine)
  const lineEnd = next < 0 ? bytes.length : next + 1
  const isLong = lineEnd - lineStart > longest
  const from = isLong ? Math.max(lineStart, at - before) : lineStart
  const to = isLong ? Math.min(lineEnd, at + after) : lineEnd
  return {
    bytes: bytes.subarray(from, to),
    start: at - from,
    end: Math.max(Math.min(wrong.end, to), at) - from,
    cut: { before: from > lineStart, after: to < lineEnd },
  }
}
