import {
  AMPERSAND,
  ASTERISK,
  byteTest,
  COLON,
  EQUALS,
  find,
  HASH,
  hexValue,
  isAlpha,
  letters,
  QUESTION,
  SLASH,
} from './bytes.ts'
import type { Problem } from './message.ts'
import type { Tokens } from './tokens.ts'

/**
 * The parts of a request target (RFC 9112, section 3.2): path and query, a whole URL for a proxy,
 * host and port for CONNECT, or `*`. The query's names and values are those of a form (WHATWG URL).
 */
export function emitTarget(tokens: Tokens, from: number, to: number, method: string): void {
  const { bytes } = tokens
  if (method === 'CONNECT' && bytes[from] !== SLASH) {
    tokens.emit('authority', to)
    return
  }
  emitOrigin(tokens, emitScheme(tokens, from, to), to)
}

/** The scheme and authority of an absolute target; tells where its path starts. */
function emitScheme(tokens: Tokens, from: number, to: number): number {
  const authority = authorityStart(tokens.bytes, from, to)
  if (authority === from) return from
  tokens.emit('scheme', authority)
  const path = endOfAuthority(tokens.bytes, authority, to)
  tokens.emit('authority', path)
  return path
}

function emitOrigin(tokens: Tokens, from: number, to: number): void {
  const { bytes } = tokens
  const fragment = find(bytes, HASH, from, to)
  const question = find(bytes, QUESTION, from, fragment)
  tokens.emit('path', question)
  if (question < fragment) {
    tokens.emit('query-mark', question + 1)
    emitQuery(tokens, question + 1, fragment)
  }
  tokens.emit('fragment', to)
}

function emitQuery(tokens: Tokens, from: number, to: number): void {
  let index = from
  while (index < to) {
    const end = find(tokens.bytes, AMPERSAND, index, to)
    const equals = find(tokens.bytes, EQUALS, index, end)
    tokens.emit('query-name', equals)
    if (equals < end) tokens.emit('query-equals', equals + 1)
    tokens.emit('query-value', end)
    if (end < to) tokens.emit('query-separator', end + 1)
    index = end + 1
  }
}

/** Where `http://` and the like ends; `from` if the target starts with nothing of that kind. */
function authorityStart(bytes: Uint8Array, from: number, to: number): number {
  let index = from
  while (index < to && isAlpha(bytes[index])) index++
  const slashes = bytes[index + 1] === SLASH && bytes[index + 2] === SLASH && index + 3 <= to
  return index > from && bytes[index] === COLON && slashes ? index + 3 : from
}

function endOfAuthority(bytes: Uint8Array, from: number, to: number): number {
  let index = from
  while (index < to && bytes[index] !== SLASH && bytes[index] !== QUESTION) {
    if (bytes[index] === HASH) break
    index++
  }
  return index
}

/** What is wrong with a target, and where; undefined if nothing is. */
export function targetFault(
  bytes: Uint8Array,
  from: number,
  to: number,
  method: string,
): Omit<Problem, 'code'> | undefined {
  const wrong = Math.min(firstBadByte(bytes, from, to), checkStart(bytes, from, to, method))
  if (wrong < to) return { severity: 'error', start: wrong, end: wrong + 1 }
  const odd = firstOddByte(bytes, from, to)
  if (odd < to) return { severity: 'warning', start: odd, end: odd + 1 }
  return hasFormOf(method, bytes, from, to)
    ? undefined
    : { severity: 'warning', start: from, end: to }
}

/** The form of target that a method takes (RFC 9112, section 3.2); parsers let the rest pass. */
function hasFormOf(method: string, bytes: Uint8Array, from: number, to: number): boolean {
  if (bytes[from] === ASTERISK) return method === 'OPTIONS' && to === from + 1
  if (method !== 'CONNECT') return bytes[from] === SLASH || authorityStart(bytes, from, to) < to
  const colon = find(bytes, COLON, from, to)
  return bytes[from] !== SLASH && colon < to && find(bytes, SLASH, from, to) === to
}

/** Spaces, control bytes and all above ASCII have to be percent-encoded (RFC 3986, section 2). */
function firstBadByte(bytes: Uint8Array, from: number, to: number): number {
  for (let index = from; index < to; index++) {
    const byte = bytes[index] ?? 0
    if (byte <= 0x20 || byte >= 0x7f) return index
  }
  return to
}

/** Where a target goes wrong that starts as none may; `to` if it does not. */
function checkStart(bytes: Uint8Array, from: number, to: number, method: string): number {
  const first = bytes[from]
  if (first === SLASH || first === ASTERISK) return to
  if (method === 'CONNECT') return badAuthorityByte(bytes, from, to)
  const authority = authorityStart(bytes, from, to)
  return authority === from ? from : badAuthorityByte(bytes, authority, to)
}

/** The first byte no host, port or user may have (RFC 3986, section 3.2), before the path. */
function badAuthorityByte(bytes: Uint8Array, from: number, to: number): number {
  for (let index = from; index < to; index++) {
    const byte = bytes[index] ?? 0
    if (byte === SLASH || byte === QUESTION) return to
    if (!isAuthorityByte(byte)) return index
  }
  return to
}

const isAuthorityByte = byteTest(`${letters}0123456789-._~!$&'()*+,;=:@%[]`)
const isUnencoded = byteTest('"<>\\^`{|}#')

/** What RFC 3986 does not allow as it stands, or a fragment, which is never sent; parsers take both. */
function firstOddByte(bytes: Uint8Array, from: number, to: number): number {
  for (let index = from; index < to; index++) {
    const byte = bytes[index] ?? 0
    if (isUnencoded(byte)) return index
    if (byte !== 0x25) continue
    if (index + 2 >= to || hexValue(bytes[index + 1]) < 0 || hexValue(bytes[index + 2]) < 0) {
      return index
    }
  }
  return to
}
