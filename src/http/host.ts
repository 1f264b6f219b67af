import { byteTest, COLON, isDigit, LEFT_BRACKET, letters, RIGHT_BRACKET } from './bytes.ts'
import type { Emitter } from './emitter.ts'

/** Host and, where given, port (RFC 9110, section 7.2). */
export function emitHost(emitter: Emitter, from: number, to: number): void {
  const colon = portColon(emitter.bytes, from, to)
  emitter.emit('host', colon)
  if (colon === to) return
  emitter.emit('colon', colon + 1)
  emitter.emit('port', to)
}

/** Where a value is no host with a port; `to` if it is one. An empty value is one. */
export function badHostByte(bytes: Uint8Array, from: number, to: number): number {
  const colon = portColon(bytes, from, to)
  for (let index = from; index < colon; index++) if (!isHostByte(bytes[index])) return index
  for (let index = colon + 1; index < to; index++) if (!isDigit(bytes[index])) return index
  return to
}

/** The colon before the port; those in brackets belong to an IPv6 address. */
function portColon(bytes: Uint8Array, from: number, to: number): number {
  for (let index = to - 1; index >= from; index--) {
    if (bytes[index] === COLON) return index
    if (bytes[index] === RIGHT_BRACKET || bytes[index] === LEFT_BRACKET) break
  }
  return to
}

const isHostByte = byteTest(`${letters}0123456789-._~%!$&'()*+,;=[]:`)
