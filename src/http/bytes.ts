/** Bytes with a meaning in the grammar, by the names the RFCs give them. */
const HT = 0x09
export const LF = 0x0a
export const CR = 0x0d
export const SP = 0x20
export const DQUOTE = 0x22
export const HASH = 0x23
export const AMPERSAND = 0x26
export const ASTERISK = 0x2a
export const COMMA = 0x2c
export const DASH = 0x2d
export const DOT = 0x2e
export const SLASH = 0x2f
export const COLON = 0x3a
export const SEMICOLON = 0x3b
export const EQUALS = 0x3d
export const QUESTION = 0x3f
export const LEFT_BRACKET = 0x5b
export const BACKSLASH = 0x5c
export const RIGHT_BRACKET = 0x5d

type MaybeByte = number | undefined

export const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Tells the bytes of these characters from others by one look into a table. */
export function byteTest(characters: string): (byte: MaybeByte) => boolean {
  const table = new Uint8Array(256)
  for (const character of characters) table[character.charCodeAt(0)] = 1
  return (byte) => byte !== undefined && table[byte] === 1
}

/** A byte of a token: a method, a field name, a parameter name (tchar, RFC 9110, section 5.6.2). */
export const isTokenByte = byteTest(`${letters}0123456789!#$%&'*+-.^_\`|~`)

/** SP or HT: the bytes of optional white space (RFC 9110, section 5.6.3). */
export function isWhiteSpace(byte: MaybeByte): boolean {
  return byte === SP || byte === HT
}

export function isDigit(byte: MaybeByte): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}

export function isAlpha(byte: MaybeByte): boolean {
  if (byte === undefined) return false
  const lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x7a
}

/** The value of a hexadecimal digit, or -1. */
export function hexValue(byte: MaybeByte): number {
  if (byte === undefined) return -1
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1
}

/** A byte that a field value may hold (RFC 9110, section 5.5): visible, SP, HT or above ASCII. */
export const isFieldByte = byteTest(
  Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte))
    .filter((character) => /[\t\x20-\x7e\x80-\xff]/.test(character))
    .join(''),
)

/** Where `byte` stands first between `from` and `to`; `to` if it does not. */
export function find(bytes: Uint8Array, byte: number, from: number, to: number): number {
  for (let index = from; index < to; index++) if (bytes[index] === byte) return index
  return to
}

/** The first index from `from` on that holds no white space; `to` if there is none. */
export function skipWhiteSpace(bytes: Uint8Array, from: number, to: number): number {
  let index = from
  while (index < to && isWhiteSpace(bytes[index])) index++
  return index
}

/** The first index from `from` on that holds no byte of a token; `to` if there is none. */
export function skipToken(bytes: Uint8Array, from: number, to: number): number {
  let index = from
  while (index < to && isTokenByte(bytes[index])) index++
  return index
}

/** The first index from `from` on that holds no byte of a field value; `to` if there is none. */
export function skipField(bytes: Uint8Array, from: number, to: number): number {
  let index = from
  while (index < to && isFieldByte(bytes[index])) index++
  return index
}

/** The end of what is left between `from` and `to` without the white space at its end. */
export function trimEnd(bytes: Uint8Array, from: number, to: number): number {
  let end = to
  while (end > from && isWhiteSpace(bytes[end - 1])) end--
  return end
}

/** The bytes as text, each byte one character (Latin-1), so that offsets stay the same. */
export function latin1(bytes: Uint8Array, from: number, to: number): string {
  return asBuffer(bytes).toString('latin1', from, to)
}

/** The same bytes as a Buffer. Code that meets no other kind of array is faster. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
