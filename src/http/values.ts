import {
  ASTERISK,
  BACKSLASH,
  byteTest,
  COLON,
  COMMA,
  DQUOTE,
  EQUALS,
  find,
  isDigit,
  isWhiteSpace,
  LEFT_BRACKET,
  letters,
  RIGHT_BRACKET,
  SEMICOLON,
  skipWhiteSpace,
  trimEnd,
} from './bytes.ts'
import type { TokenKind } from './message.ts'
import type { Tokens } from './tokens.ts'

/** Gives the bytes of a header value, which stand at these places, their tokens. */
type EmitValue = (tokens: Tokens, from: number, to: number) => void

/** Gives a header value the tokens that are known of values of this name, which is in lower case. */
export function emitValue(tokens: Tokens, name: string, from: number, to: number): void {
  const emit = values.get(name)
  if (emit === undefined) tokens.emit('field-value', to)
  else emit(tokens, from, to)
}

const list: EmitValue = (tokens, from, to) => emitList(tokens, from, to, 'list-member')
const mediaTypes: EmitValue = (tokens, from, to) => emitList(tokens, from, to, 'media-type')
const date: EmitValue = (tokens, from, to) =>
  tokens.emit(isDate(tokens, from, to) ? 'date' : 'field-value', to)
const tagOrDate: EmitValue = (tokens, from, to) =>
  isDate(tokens, from, to) ? tokens.emit('date', to) : emitEntityTags(tokens, from, to)

const values = new Map(
  (
    [
      [emitHost, 'host'],
      [emitCookies, 'cookie'],
      [emitSetCookie, 'set-cookie'],
      [mediaTypes, 'content-type accept accept-post accept-patch accept-query'],
      [date, 'date last-modified expires if-modified-since if-unmodified-since retry-after'],
      [emitEntityTags, 'etag if-match if-none-match'],
      [tagOrDate, 'if-range'],
      [list, 'accept-charset accept-encoding accept-language te content-encoding content-language'],
      [list, 'transfer-encoding connection proxy-connection keep-alive upgrade trailer vary allow'],
      [
        list,
        'via cache-control pragma accept-ranges content-disposition strict-transport-security',
      ],
      [list, 'link priority prefer expect alt-svc server-timing forwarded accept-ch critical-ch'],
      [list, 'access-control-allow-headers access-control-allow-methods'],
      [list, 'access-control-expose-headers access-control-request-headers'],
      [list, 'sec-ch-ua sec-ch-ua-full-version-list'],
      [list, 'sec-websocket-extensions sec-websocket-protocol'],
    ] as const
  ).flatMap(([emit, names]) => names.split(' ').map((name) => [name, emit] as const)),
)

/** A date starts with the name of its day, in all three forms (RFC 9110, section 5.6.7). */
function isDate(tokens: Tokens, from: number, to: number): boolean {
  return /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[ ,a-z]/.test(tokens.text(from, Math.min(from + 4, to)))
}

/**
 * A list whose members may have a value and parameters: `a, b;q=0.5, c="x y"` (RFC 9110, sections
 * 5.6.1 and 5.6.6). A value of one member is such a list too.
 */
function emitList(tokens: Tokens, from: number, to: number, member: TokenKind): void {
  const { bytes } = tokens
  let kind = member
  let index = from
  while (index < to) {
    const byte = bytes[index]
    if (isWhiteSpace(byte)) {
      index = skipWhiteSpace(bytes, index, to)
      tokens.emit('optional-white-space', index)
    } else if (byte === COMMA) {
      tokens.emit('list-separator', ++index)
      kind = member
    } else if (byte === SEMICOLON) {
      tokens.emit('parameter-separator', ++index)
      kind = 'parameter-name'
    } else {
      index = emitMember(tokens, index, to, kind)
    }
  }
}

/** A name and, after an equals sign, its value; gives where it ends. */
function emitMember(tokens: Tokens, from: number, to: number, kind: TokenKind): number {
  const { bytes } = tokens
  const nameEnd = endOfItem(bytes, from, to, EQUALS)
  const nameStop = emitTrimmed(tokens, kind, from, nameEnd)
  if (nameEnd === to || bytes[nameEnd] !== EQUALS) return nameEnd
  tokens.emit('parameter-equals', nameEnd + 1)
  const valueStart = skipWhiteSpace(bytes, nameEnd + 1, to)
  const valueEnd = endOfItem(bytes, valueStart, to, COMMA)
  const isWeight = kind === 'parameter-name' && /^q$/i.test(tokens.text(from, nameStop))
  tokens.emit('optional-white-space', valueStart)
  emitTrimmed(tokens, isWeight ? 'quality-value' : 'parameter-value', valueStart, valueEnd)
  return valueEnd
}

/** A token and the white space at its end; gives where that starts. */
function emitTrimmed(tokens: Tokens, kind: TokenKind, from: number, to: number): number {
  const end = trimEnd(tokens.bytes, from, to)
  tokens.emit(kind, end)
  tokens.emit('optional-white-space', to)
  return end
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

/** `name=value; name=value` as a browser sends it (RFC 6265, section 4.2.1). */
function emitCookies(tokens: Tokens, from: number, to: number): void {
  let index = from
  while (index < to) index = emitPair(tokens, index, to, cookie)
}

/** One cookie and its attributes as a server sends it (RFC 6265, section 4.1.1). */
function emitSetCookie(tokens: Tokens, from: number, to: number): void {
  let index = emitPair(tokens, from, to, cookie)
  while (index < to) index = emitPair(tokens, index, to, attribute)
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
  value: (name) => (/^expires$/i.test(name) ? 'date' : 'parameter-value'),
}

/** A pair with the semicolon and white space after it; gives where the next one starts. */
function emitPair(tokens: Tokens, from: number, to: number, kinds: PairKinds): number {
  const { bytes } = tokens
  const end = find(bytes, SEMICOLON, from, to)
  const equals = find(bytes, EQUALS, from, end)
  const nameEnd = emitTrimmed(tokens, kinds.name, from, equals)
  if (equals < end) {
    tokens.emit(kinds.equals, equals + 1)
    const valueStart = skipWhiteSpace(bytes, equals + 1, end)
    tokens.emit('optional-white-space', valueStart)
    emitTrimmed(tokens, kinds.value(tokens.text(from, nameEnd)), valueStart, end)
  }
  if (end === to) return to
  tokens.emit('parameter-separator', end + 1)
  const next = skipWhiteSpace(bytes, end + 1, to)
  tokens.emit('optional-white-space', next)
  return next
}

/** One or more entity tags, or `*` (RFC 9110, sections 8.8.3 and 13.1). */
function emitEntityTags(tokens: Tokens, from: number, to: number): void {
  const { bytes } = tokens
  let index = from
  while (index < to) {
    if (isWhiteSpace(bytes[index])) {
      index = skipWhiteSpace(bytes, index, to)
      tokens.emit('optional-white-space', index)
    } else if (bytes[index] === COMMA) {
      tokens.emit('list-separator', ++index)
    } else {
      const end = endOfTag(bytes, index, to)
      const stop = trimEnd(bytes, index, end)
      const isAny = bytes[index] === ASTERISK && stop === index + 1
      emitTrimmed(tokens, isAny ? 'list-member' : 'entity-tag', index, end)
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

/** Host and, where given, port (RFC 9110, section 7.2). */
function emitHost(tokens: Tokens, from: number, to: number): void {
  const colon = portColon(tokens.bytes, from, to)
  tokens.emit('host', colon)
  if (colon === to) return
  tokens.emit('colon', colon + 1)
  tokens.emit('port', to)
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
