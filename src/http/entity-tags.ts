import { ASTERISK, COMMA, DQUOTE, isWhiteSpace, skipWhiteSpace, trimEnd } from './bytes.ts'
import type { Emitter } from './emitter.ts'

/** One or more entity tags, or `*` (RFC 9110, sections 8.8.3 and 13.1). */
export function emitEntityTags(emitter: Emitter, from: number, to: number): void {
  const { bytes } = emitter
  let index = from
  while (index < to) {
    if (isWhiteSpace(bytes[index])) {
      index = skipWhiteSpace(bytes, index, to)
      emitter.emit('optional-white-space', index)
    } else if (bytes[index] === COMMA) {
      emitter.emit('list-separator', ++index)
    } else {
      const end = endOfTag(bytes, index, to)
      const stop = trimEnd(bytes, index, end)
      const isAny = bytes[index] === ASTERISK && stop === index + 1
      emitter.emit(isAny ? 'list-member' : 'entity-tag', stop)
      emitter.emit('optional-white-space', end)
      index = end
    }
  }
}

/** Where the next comma stands outside quotes. A tag knows no backslash. */
function endOfTag(bytes: Uint8Array, from: number, to: number): number {
  let quoted = false
  for (let index = from; index < to; index++) {
    if (bytes[index] === DQUOTE) quoted = !quoted
    else if (!quoted && bytes[index] === COMMA) return index
  }
  return to
}
