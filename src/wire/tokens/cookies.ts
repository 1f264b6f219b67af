import { EQUALS, find, SEMICOLON, skipWhiteSpace, trimEnd } from './bytes.ts'
import type { Line } from './lines.ts'
import type { TokenKind } from './message.ts'

/** `name=value; name=value` as a browser sends it (RFC 6265, section 4.2.1). */
export function emitCookies(line: Line, from: number, to: number): void {
  let index = from
  while (index < to) index = emitPair(line, index, to, cookie)
}

/** One cookie and its attributes as a server sends it (RFC 6265, section 4.1.1). */
export function emitSetCookie(line: Line, from: number, to: number): void {
  let index = emitPair(line, from, to, cookie)
  while (index < to) index = emitPair(line, index, to, attribute)
}

interface PairKinds {
  readonly name: TokenKind
  readonly equals: TokenKind
  readonly value: (name: string) => TokenKind
}

const cookie: PairKinds = {
  name: 'cookie-name',
  equals: 'cookie-equals',
  value: () => 'cookie-value',
}
const attribute: PairKinds = {
  name: 'parameter-name',
  equals: 'parameter-equals',
  value: (name) => (name.toLowerCase() === 'expires' ? 'date' : 'parameter-value'),
}

/** A pair with the semicolon and white space after it; gives where the next one starts. */
function emitPair(line: Line, from: number, to: number, kinds: PairKinds): number {
  const { bytes } = line
  const end = find(bytes, SEMICOLON, from, to)
  const equals = find(bytes, EQUALS, from, end)
  const nameEnd = trimEnd(bytes, from, equals)
  line.emit(kinds.name, nameEnd)
  line.emit('optional-white-space', equals)
  if (equals < end) {
    line.emit(kinds.equals, equals + 1)
    const valueStart = skipWhiteSpace(bytes, equals + 1, end)
    line.emit('optional-white-space', valueStart)
    line.emit(kinds.value(line.text(from, nameEnd)), trimEnd(bytes, valueStart, end))
    line.emit('optional-white-space', end)
  }
  if (end === to) return to
  line.emit('parameter-separator', end + 1)
  const next = skipWhiteSpace(bytes, end + 1, to)
  line.emit('optional-white-space', next)
  return next
}
