import {
  AMPERSAND,
  ASTERISK,
  AT,
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
import type { Line } from './lines.ts'

/**
 * The parts of a request target (RFC 9112, section 3.2): path and query, a whole URL for a proxy,
 * host and port for CONNECT, or `*`. The query's names and values are those of a form (WHATWG URL).
 */
export function emitTarget(line: Line, from: number, to: number, method: string): void {
  checkTarget(line, from, to, method)
  const { bytes } = line
  if (method === 'CONNECT' && bytes[from] !== SLASH) {
    line.emit('authority', to)
    return
  }
  emitOrigin(line, emitScheme(line, from, to), to)
}

/** The scheme and authority of an absolute target; tells where its path starts. */
function emitScheme(line: Line, from: number, to: number): number {
  const authority = authorityStart(line.bytes, from, to)
  if (authority === from) return from
  line.emit('scheme', authority)
  const path = endOfAuthority(line.bytes, authority, to)
  line.emit('authority', path)
  return path
}

function emitOrigin(line: Line, from: number, to: number): void {
  const { bytes } = line
  const fragment = find(bytes, HASH, from, to)
  const question = find(bytes, QUESTION, from, fragment)
  line.emit('path', question)
  if (question < fragment) {
    line.emit('query-mark', question + 1)
    emitQuery(line, question + 1, fragment)
  }
  line.emit('fragment', to)
}

function emitQuery(line: Line, from: number, to: number): void {
  let index = from
  while (index < to) {
    const end = find(line.bytes, AMPERSAND, index, to)
    const equals = find(line.bytes, EQUALS, index, end)
    line.emit('query-name', equals)
    if (equals < end) line.emit('query-equals', equals + 1)
    line.emit('query-value', end)
    if (end < to) line.emit('query-separator', end + 1)
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

function checkTarget(line: Line, from: number, to: number, method: string): void {
  const { bytes } = line
  const wrong = Math.min(firstBadByte(bytes, from, to), checkStart(bytes, from, to, method))
  if (wrong < to) {
    line.error('bad-target', wrong, wrong + 1)
    return
  }
  const odd = firstOddByte(bytes, from, to)
  if (odd < to) {
    line.warn('bad-target', odd, odd + 1)
    return
  }
  if (!hasFormOf(method, bytes, from, to)) line.warn('bad-target', from, to)
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
    if (!isAuthorityByte(byte) || (byte === AT && index + 1 < to && bytes[index + 1] === AT))
      return index
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
