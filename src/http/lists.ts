import {
  BACKSLASH,
  byteTest,
  COMMA,
  DQUOTE,
  EQUALS,
  isWhiteSpace,
  SEMICOLON,
  skipWhiteSpace,
  trimEnd,
} from './bytes.ts'
import type { Emitter } from './emitter.ts'
import type { TokenKind } from './message.ts'

/**
 * A list whose members may have a value and parameters: `a, b;q=0.5, c="x y"` (RFC 9110, sections
 * 5.6.1 and 5.6.6). A value of one member is such a list too.
 */
export function emitList(emitter: Emitter, from: number, to: number, member: TokenKind): void {
  const { bytes } = emitter
  let kind = member
  let index = from
  while (index < to) {
    const byte = bytes[index]
    if (isWhiteSpace(byte)) {
      index = skipWhiteSpace(bytes, index, to)
      emitter.emit('optional-white-space', index)
    } else if (byte === COMMA) {
      emitter.emit('list-separator', ++index)
      kind = member
    } else if (byte === SEMICOLON) {
      emitter.emit('parameter-separator', ++index)
      kind = 'parameter-name'
    } else {
      index = emitPair(emitter, index, to, kind)
    }
  }
}

/** A name and, after an equals sign, its value; gives where it ends. */
function emitPair(emitter: Emitter, from: number, to: number, kind: TokenKind): number {
  const { bytes } = emitter
  const nameEnd = endOfItem(bytes, from, to, EQUALS)
  const nameStop = emitTrimmed(emitter, kind, from, nameEnd)
  if (nameEnd === to || bytes[nameEnd] !== EQUALS) return nameEnd
  emitter.emit('parameter-equals', nameEnd + 1)
  const valueStart = skipWhiteSpace(bytes, nameEnd + 1, to)
  const valueEnd = endOfItem(bytes, valueStart, to, COMMA)
  const isWeight = kind === 'parameter-name' && nameStop - from === 1 && isQ(bytes[from])
  if (valueStart > nameEnd + 1) emitter.emit('optional-white-space', valueStart)
  emitTrimmed(emitter, isWeight ? 'quality-value' : 'parameter-value', valueStart, valueEnd)
  return valueEnd
}

/** A token and, on its own, the white space at its end; gives where that starts. */
function emitTrimmed(emitter: Emitter, kind: TokenKind, from: number, to: number): number {
  const end = trimEnd(emitter.bytes, from, to)
  emitter.emit(kind, end)
  if (end < to) emitter.emit('optional-white-space', to)
  return end
}

function isQ(byte: number | undefined): boolean {
  return byte === 0x71 || byte === 0x51
}

const matters = byteTest('",;=\\')

/** Where the next `,`, `;` or `stop`, which may be `=`, stands that is not in a quoted string. */
function endOfItem(bytes: Uint8Array, from: number, to: number, stop: number): number {
  let quoted = false
  for (let index = from; index < to; index++) {
    const byte = bytes[index]
    if (!matters(byte)) continue
    if (byte === DQUOTE) quoted = !quoted
    else if (quoted && byte === BACKSLASH) index++
    else if (!quoted && (byte === COMMA || byte === SEMICOLON || byte === stop)) return index
  }
  return to
}
