import { AMPERSAND, DASH, EQUALS } from './bytes.ts'
import { headerNamed } from './headers.ts'
import { type Line, nextLine } from './line.ts'
import { boundaryOf, mediaTypeOf } from './media-type.ts'
import type { Field } from './message.ts'
import { readFieldLine } from './section.ts'
import type { Tokens } from './tokens.ts'

/**
 * Gives a body that is not in chunks its tokens, up to `to`: the fields of a form, parts with a boundary between
 * them, or one token, as its headers say that it is (RFC 9110, section 8.3).
 */
export function readBody(tokens: Tokens, to: number, headers: readonly Field[]): void {
  const mediaType = mediaTypeOf(headers)
  const isEncoded = headerNamed(headers, 'content-encoding') !== undefined
  const boundary = isEncoded ? undefined : boundaryOf(mediaType)
  if (boundary !== undefined) emitMultipart(tokens, to, boundary)
  else if (!isEncoded && mediaType?.type === 'application/x-www-form-urlencoded')
    emitForm(tokens, to)
  else tokens.grow('body', to)
}

/** The fields of a urlencoded form, `name=value&name=value` (WHATWG URL, section 5). */
function emitForm(tokens: Tokens, to: number): void {
  const { bytes } = tokens
  let isValue = false
  for (let index = tokens.settled; index < to; index++) {
    const isEnd = bytes[index] === AMPERSAND
    if (!isEnd && (isValue || bytes[index] !== EQUALS)) continue
    tokens.emit(isValue ? 'form-value' : 'form-name', index)
    tokens.emit(isEnd ? 'form-separator' : 'form-equals', index + 1)
    isValue = !isEnd
  }
  tokens.emit(isValue ? 'form-value' : 'form-name', to)
}

/**
 * The parts of a multipart body: boundary, field lines, empty line, data (RFC 2046, section 5.1;
 * RFC 7578). The line ending before a boundary belongs to the boundary.
 */
function emitMultipart(tokens: Tokens, to: number, boundary: string): void {
  /** The line before this one, where that is data. */
  let data: Line | undefined
  let where: 'data' | 'fields' = 'data'
  for (let at = tokens.settled; at < to; ) {
    const line = nextLine(tokens, at, true, true)
    if (line === undefined) break
    at = line.stop
    if (where === 'fields') {
      if (line.ending !== 'crlf' && line.ending !== 'bare-lf') {
        tokens.emit('unknown', to)
        return
      }
      if (line.isEmpty) {
        line.emitBlank()
        where = 'data'
        data = undefined
      } else readFieldLine(line)
      continue
    }
    const delimiter = delimiterOf(line, boundary)
    if (delimiter === undefined) {
      data = line
      continue
    }
    if (data !== undefined) {
      tokens.grow('multipart-data', data.end)
      tokens.emit(data.ending === 'crlf' ? 'crlf' : 'bare-lf', data.stop)
    }
    tokens.emit('multipart-boundary', line.end)
    if (line.ending !== 'none') tokens.emit(line.ending, line.stop)
    if (delimiter === 'last') break
    where = 'fields'
  }
  tokens.grow(where === 'data' ? 'multipart-data' : 'unknown', to)
}

/** White space may stand after a boundary, but not more than this. */
const paddingLimit = 64

/** Whether a line is a boundary, or the last one; that may be without a line ending. */
function delimiterOf(line: Line, boundary: string): 'next' | 'last' | undefined {
  const { bytes, start, end } = line
  const longest = boundary.length + 4 + paddingLimit
  if (bytes[start] !== DASH || bytes[start + 1] !== DASH || end - start > longest) return undefined
  const text = line.text(start, end)
  if (!text.startsWith(boundary, 2)) return undefined
  const rest = text.slice(boundary.length + 2)
  if (/^--[ \t]*$/.test(rest)) return 'last'
  const isWhole = line.ending === 'crlf' || line.ending === 'bare-lf'
  return isWhole && /^[ \t]*$/.test(rest) ? 'next' : undefined
}
