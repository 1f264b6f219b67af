import { CR } from './bytes.ts'
import type { Line } from './lines.ts'
import type { RequestLine, Role, StatusLine } from './message.ts'
import { readRequestLine } from './request-line.ts'
import { readStatusLine } from './status-line.ts'

/**
 * What a first line turned out to be: a start line, one without its most important part, no start
 * line but a field line, or nothing known.
 */
export type StartLine = RequestLine | StatusLine | 'unreadable' | 'field' | undefined

export function readStartLine(line: Line, start: number, role: Role): StartLine {
  if (role === 'request') return readRequestLine(line, start)
  return readStatusLine(line, start) ?? (looksLikeField(line) ? 'field' : undefined)
}

/** Parsers skip line endings before a message, even halves of them (RFC 9112, section 2.2). */
export function skipCarriageReturns(line: Line): number {
  let index = line.start
  while (index < line.end && line.bytes[index] === CR) {
    index++
    line.emit('bare-cr', index)
    line.warn('bare-cr', index - 1, index)
  }
  return index
}

const answerFields =
  /^(content-[a-z]+|date|server|connection|set-cookie|location|cache-control|transfer-encoding|etag|last-modified|x-[a-z-]+)[ \t]*:/i

/** A line that a response starts with whose status line was forgotten. */
function looksLikeField(line: Line): boolean {
  return answerFields.test(line.text(line.start, Math.min(line.end, line.start + 80)))
}

/**
 * The first bytes of a TLS handshake (RFC 8446, section 5.1): someone asked for `https:` where
 * `http:` is spoken. Such bytes have no line ending to wait for.
 */
export function looksLikeTls(first: number, second: number, third: number): boolean {
  return first === 0x16 && second === 0x03 && third <= 0x04
}
