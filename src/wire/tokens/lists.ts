import {
  BACKSLASH,
  COMMA,
  DQUOTE,
  EQUALS,
  isWhiteSpace,
  SEMICOLON,
  skipWhiteSpace,
  trimEnd,
} from './bytes.ts'
import type { Line } from './lines.ts'
import type { TokenKind } from './message.ts'

/**
 * A list whose members may have a value and parameters: `a, b;q=0.5, c="x y"` (RFC 9110, sections
 * 5.6.1 and 5.6.6). A value of one member is such a list too.
 */
export function emitList(line: Line, from: number, to: number, member: TokenKind): void {
  const { bytes } = line
  let kind = member
  let index = from
  while (index < to) {
    const byte = bytes[index]
    if (isWhiteSpace(byte)) {
      index = skipWhiteSpace(bytes, index, to)
      line.emit('optional-white-space', index)
    } else if (byte === COMMA) {
      line.emit('list-separator', ++index)
      kind = member
    } else if (byte === SEMICOLON) {
      line.emit('parameter-separator', ++index)
      kind = 'parameter-name'
    } else {
      index = emitPair(line, index, to, kind)
    }
  }
}

/** A name and, after an equals sign, its value; gives where it ends. */
function emitPair(line: Line, from: number, to: number, kind: TokenKind): number {
  const { bytes } = line
  const nameEnd = endOfItem(bytes, from, to, EQUALS)
  const nameStop = trimEnd(bytes, from, nameEnd)
  line.emit(kind, nameStop)
  line.emit('optional-white-space', nameEnd)
  if (nameEnd === to || bytes[nameEnd] !== EQUALS) return nameEnd
  line.emit('parameter-equals', nameEnd + 1)
  const valueStart = skipWhiteSpace(bytes, nameEnd + 1, to)
  const valueEnd = endOfItem(bytes, valueStart, to, COMMA)
  const isWeight = kind === 'parameter-name' && nameStop - from === 1 && isQ(bytes[from])
  line.emit('optional-white-space', valueStart)
  line.emit(isWeight ? 'quality-value' : 'parameter-value', trimEnd(bytes, valueStart, valueEnd))
  line.emit('optional-white-space', valueEnd)
  return valueEnd
}

function isQ(byte: number | undefined): boolean {
  return byte === 0x71 || byte === 0x51
}

/** Where the next `,`, `;` or `stop` stands that is not in a quoted string. */
function endOfItem(bytes: Uint8Array, from: number, to: number, stop: number): number {
  let quoted = false
  for (let index = from; index < to; index++) {
    const byte = bytes[index]
    if (byte === DQUOTE) quoted = !quoted
    else if (quoted && byte === BACKSLASH) index++
    else if (!quoted && (byte === COMMA || byte === SEMICOLON || byte === stop)) return index
  }
  return to
}
