import { bytesOf, EQUALS, find, SEMICOLON, skipWhiteSpace, spells, trimEnd } from './bytes.ts'
import type { Emitter } from './emitter.ts'
import type { TokenKind } from './message.ts'

/** `name=value; name=value` as a browser sends it (RFC 6265, section 4.2.1). */
export function emitCookies(emitter: Emitter, from: number, to: number): void {
  let index = from
  while (index < to) index = emitPair(emitter, index, to, cookie)
}

/** One cookie and its attributes as a server sends it (RFC 6265, section 4.1.1). */
export function emitSetCookie(emitter: Emitter, from: number, to: number): void {
  let index = emitPair(emitter, from, to, cookie)
  while (index < to) index = emitPair(emitter, index, to, attribute)
}

interface PairKinds {
  readonly name: TokenKind
  readonly equals: TokenKind
  /** By the name, which stands at these places. */
  readonly value: (bytes: Uint8Array, from: number, to: number) => TokenKind
}

const cookie: PairKinds = {
  name: 'cookie-name',
  equals: 'cookie-equals',
  value: () => 'cookie-value',
}
const expires = bytesOf('expires')
const attribute: PairKinds = {
  name: 'parameter-name',
  equals: 'parameter-equals',
  value: (bytes, from, to) =>
    to - from === expires.length && spells(bytes, from, expires) ? 'date' : 'parameter-value',
}

/** A pair with the semicolon and white space after it; gives where the next one starts. */
function emitPair(emitter: Emitter, from: number, to: number, kinds: PairKinds): number {
  const { bytes } = emitter
  const end = find(bytes, SEMICOLON, from, to)
  const equals = find(bytes, EQUALS, from, end)
  const nameEnd = trimEnd(bytes, from, equals)
  emitter.emit(kinds.name, nameEnd)
  emitter.emit('optional-white-space', equals)
  if (equals < end) {
    emitter.emit(kinds.equals, equals + 1)
    const valueStart = skipWhiteSpace(bytes, equals + 1, end)
    emitter.emit('optional-white-space', valueStart)
    emitter.emit(kinds.value(bytes, from, nameEnd), trimEnd(bytes, valueStart, end))
    emitter.emit('optional-white-space', end)
  }
  if (end === to) return to
  emitter.emit('parameter-separator', end + 1)
  const next = skipWhiteSpace(bytes, end + 1, to)
  emitter.emit('optional-white-space', next)
  return next
}
