// Compressed headers of HTTP/2 (RFC 7541). The packages for it on npm (hpack, hpack.js) date from 2015.

export interface Header {
  readonly name: string
  readonly value: string
}

/** The headers that need not be sent, by their index from 1 (RFC 7541, appendix A). */
const staticTable: readonly Header[] = `
:authority
:method GET
:method POST
:path /
:path /index.html
:scheme http
:scheme https
:status 200
:status 204
:status 206
:status 304
:status 400
:status 404
:status 500
accept-charset
accept-encoding gzip, deflate
accept-language
accept-ranges
accept
access-control-allow-origin
age
allow
authorization
cache-control
content-disposition
content-encoding
content-language
content-length
content-location
content-range
content-type
cookie
date
etag
expect
expires
from
host
if-match
if-modified-since
if-none-match
if-range
if-unmodified-since
last-modified
link
location
max-forwards
proxy-authenticate
proxy-authorization
range
referer
refresh
retry-after
server
set-cookie
strict-transport-security
transfer-encoding
user-agent
vary
via
www-authenticate`
  .trim()
  .split('\n')
  .map((line) => {
    const [, name = '', value = ''] = /^(\S+) ?(.*)$/.exec(line) ?? []
    return { name, value }
  })

/**
 * Bits of the Huffman code of each byte, and of the end (RFC 7541, appendix B). Codes of one length follow
 * each other in the order of their bytes, and so the lengths are all that has to be known.
 */
const codeLengths = [
  13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28,
  28, 28, 28, 28, 28, 28, 28, 28, 6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5,
  6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10, 13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
  7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6, 15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6,
  7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28, 20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23,
  23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24, 22, 21, 20, 22,
  22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22,
  23, 22, 22, 23, 26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27,
  27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27, 20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25,
  24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26, 30,
]

/** Symbols by their code, with a 1 before it so that its length shows. */
const symbols = new Map<number, number>()
{
  let code = 0
  for (let length = 1; length <= 30; length++) {
    code *= 2
    for (const [symbol, its] of codeLengths.entries()) {
      if (its !== length) continue
      symbols.set(2 ** length + code, symbol)
      code += 1
    }
  }
}

const endOfString = 256
/** What a table may take unless settings say otherwise (RFC 9113, section 6.5.2). */
const usualTableSize = 4096
/** What the settings of the other side may raise it to, and we follow. */
const mostTableSize = 1024 * 1024

/** Thrown for a block that can't be read, and for each that comes after it on the connection. */
export class HpackError extends Error {}

/** Decodes the header blocks of one direction, all of them and in their order. */
export class HpackDecoder {
  #dynamic: Header[] = []
  #size = 0
  #sizeLimit = usualTableSize
  #bytes: Uint8Array = new Uint8Array(0)
  #at = 0

  /** Throws an HpackError. */
  decode(block: Uint8Array): Header[] {
    this.#bytes = block
    this.#at = 0
    const headers: Header[] = []
    while (this.#at < block.length) {
      const first = block[this.#at] ?? 0
      if (first & 0x80) headers.push(this.#entry(this.#integer(7)))
      else if (first & 0x40) headers.push(this.#remember(this.#literal(6)))
      else if (first & 0x20) this.#resize(this.#integer(5))
      else headers.push(this.#literal(4))
    }
    return headers
  }

  #literal(bits: number): Header {
    const index = this.#integer(bits)
    const name = index === 0 ? this.#string() : this.#entry(index).name
    return { name, value: this.#string() }
  }

  #entry(index: number): Header {
    const entry =
      index <= staticTable.length
        ? staticTable[index - 1]
        : this.#dynamic[index - staticTable.length - 1]
    if (entry === undefined) throw new HpackError(`no header has the index ${index}`)
    return entry
  }

  #remember(header: Header): Header {
    this.#dynamic.unshift(header)
    this.#size += sizeOf(header)
    this.#evict()
    return header
  }

  #resize(size: number): void {
    if (size > mostTableSize) throw new HpackError('the table is too large')
    this.#sizeLimit = size
    this.#evict()
  }

  #evict(): void {
    while (this.#size > this.#sizeLimit) {
      const last = this.#dynamic.pop()
      if (last === undefined) return
      this.#size -= sizeOf(last)
    }
  }

  #byte(): number {
    const byte = this.#bytes[this.#at]
    if (byte === undefined) throw new HpackError('the block is cut off')
    this.#at += 1
    return byte
  }

  /** The last bits of a byte and, where those are all ones, seven of each that follows (section 5.1). */
  #integer(bits: number): number {
    const most = 2 ** bits - 1
    let value = this.#byte() & most
    if (value < most) return value
    for (let power = 0; power <= 28; power += 7) {
      const byte = this.#byte()
      value += (byte & 0x7f) * 2 ** power
      if (byte < 0x80) return value
    }
    throw new HpackError('a number is too large')
  }

  #string(): string {
    const isHuffman = ((this.#bytes[this.#at] ?? 0) & 0x80) !== 0
    const length = this.#integer(7)
    const bytes = this.#bytes.subarray(this.#at, this.#at + length)
    if (bytes.length < length) throw new HpackError('the block is cut off')
    this.#at += length
    return Buffer.from(isHuffman ? unpack(bytes) : bytes).toString('latin1')
  }
}

/** RFC 7541, section 4.1. */
const sizeOf = ({ name, value }: Header) => name.length + value.length + 32

function unpack(bytes: Uint8Array): number[] {
  const text: number[] = []
  let code = 1
  for (const byte of bytes)
    for (let bit = 7; bit >= 0; bit--) {
      code = 2 * code + ((byte >> bit) & 1)
      const symbol = symbols.get(code)
      if (symbol === undefined && code < 2 ** 30) continue
      if (symbol === undefined || symbol === endOfString)
        throw new HpackError('these bits are no code')
      text.push(symbol)
      code = 1
    }
  // What is left is the beginning of the code of the end: up to seven ones.
  const padding = code.toString(2).slice(1)
  if (padding.length > 7 || padding.includes('0')) throw new HpackError('the end is no padding')
  return text
}
