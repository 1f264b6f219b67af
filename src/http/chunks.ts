import {
  BACKSLASH,
  CR,
  DQUOTE,
  EQUALS,
  hexValue,
  isFieldByte,
  SEMICOLON,
  skipToken,
} from './bytes.ts'
import type { Line } from './lines.ts'

/**
 * Reads a chunk's size and extensions (RFC 9112, section 7.1). Undefined if there is no size, and
 * then nothing says how the body goes on.
 */
export function readChunkSize(line: Line): number | undefined {
  const { bytes, end } = line
  let index = line.start
  let size = 0
  for (; index < end && hexValue(bytes[index]) >= 0; index++) {
    size = size * 16 + hexValue(bytes[index])
  }
  if (index === line.start || size >= 2 ** 64) {
    line.error('bad-chunk-size', line.start, end)
    line.emit('unknown', end)
    line.emitEnding()
    return undefined
  }
  line.emit('chunk-size', index)
  if (index < end) emitExtensions(line, index)
  line.emitEnding()
  return Math.min(size, Number.MAX_SAFE_INTEGER)
}

function emitExtensions(line: Line, from: number): void {
  if (line.bytes[from] !== SEMICOLON) {
    line.error('bad-chunk-size', from, line.end)
    line.emit('unknown', line.end)
    return
  }
  const wrong = checkExtensions(line, from)
  if (wrong < line.end) {
    const code = line.bytes[wrong] === CR ? 'bare-cr' : 'bad-chunk-extension'
    line.error(code, wrong, wrong + 1)
  }
  line.emit('chunk-extension', line.end)
}

/**
 * Where the extensions, `;name=value;name="value"`, break a rule that strict parsers keep (RFC
 * 9112, section 7.1.1); the line's end if nowhere. What such parsers let pass is a warning.
 */
function checkExtensions(line: Line, from: number): number {
  const { bytes, end } = line
  let index = from
  while (index < end) {
    if (bytes[index] !== SEMICOLON) return index
    const nameStart = index + 1
    const nameEnd = skipToken(bytes, nameStart, end)
    if (nameStart === end) return index
    if (nameEnd === nameStart) {
      if (bytes[nameEnd] !== EQUALS && bytes[nameEnd] !== SEMICOLON) return nameEnd
      line.warn('bad-chunk-extension', index, nameEnd + 1)
    }
    index = nameEnd
    if (bytes[index] !== EQUALS || index === end) continue
    const valueStart = index + 1
    const valueEnd = skipToken(bytes, valueStart, end)
    index =
      bytes[valueEnd] === DQUOTE && valueEnd < end ? skipQuoted(bytes, valueEnd, end) : valueEnd
    if (index < 0) return valueEnd
    if (index === valueStart) line.warn('bad-chunk-extension', valueStart - 1, valueStart)
  }
  return end
}

/** The index after a quoted string, or -1 if it does not end. */
function skipQuoted(bytes: Uint8Array, from: number, to: number): number {
  for (let index = from + 1; index < to; index++) {
    if (bytes[index] === DQUOTE) return index + 1
    if (bytes[index] === BACKSLASH) index++
    if (!isFieldByte(bytes[index])) return -1
  }
  return -1
}
