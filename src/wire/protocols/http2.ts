import type { Side } from '../event.ts'
import { type Header, HpackDecoder } from './hpack.ts'

/** What a client sends first (RFC 9113, section 3.4). */
export const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')

/** Whether bytes begin as the preface does; undefined while too few of them have come. */
export function beginsHttp2(bytes: Uint8Array): boolean | undefined {
  const length = Math.min(bytes.length, preface.length)
  if (!preface.subarray(0, length).equals(bytes.subarray(0, length))) return false
  return bytes.length >= preface.length ? true : undefined
}

/**
 * Whether bytes begin as a server's do: with a SETTINGS frame that acknowledges nothing (RFC 9113, section 3.4).
 */
export function beginsHttp2Server(bytes: Uint8Array): boolean {
  if (bytes.length < headLength) return false
  const { name, stream, length, flags } = readHead(Buffer.from(bytes.subarray(0, headLength)))
  const isSettings = name === 'SETTINGS' && stream === 0 && flags.length === 0
  return isSettings && length % 6 === 0 && length <= bytes.length - headLength
}

/** Bytes that a frame takes with its head. */
export const sizeOfFrame = ({ length }: Http2Frame): number => headLength + length

/** A setting by its name, or by its number where it has none. */
export interface Setting {
  readonly name: string
  readonly value: number
}

/** What the payload of a frame says, as far as it is read. */
export type Http2Payload =
  | { readonly type: 'headers'; readonly headers: readonly Header[] }
  /** A header block goes on in the next frame, or can't be decoded. */
  | { readonly type: 'header-block'; readonly isDecodable: boolean }
  | { readonly type: 'settings'; readonly settings: readonly Setting[] }
  | { readonly type: 'window-update'; readonly increment: number }
  | { readonly type: 'error'; readonly error: string }
  | {
      readonly type: 'goaway'
      readonly lastStream: number
      readonly error: string
      readonly reason: string
    }
  | { readonly type: 'data'; readonly bytes: Uint8Array }
  | { readonly type: 'other' }

export interface Http2Frame {
  readonly protocol: 'http2'
  readonly from: Side
  /** Its name: `HEADERS`; or `type 0x2a`. */
  readonly name: string
  readonly stream: number
  /** Bytes of the payload. */
  readonly length: number
  /** Names of the flags that are set: `END_STREAM`. */
  readonly flags: readonly string[]
  readonly payload: Http2Payload
}

const types = [
  'DATA',
  'HEADERS',
  'PRIORITY',
  'RST_STREAM',
  'SETTINGS',
  'PUSH_PROMISE',
  'PING',
  'GOAWAY',
  'WINDOW_UPDATE',
  'CONTINUATION',
] as const

/** Registered by later documents: RFC 7838, RFC 8336, RFC 9218. */
const laterTypes: Readonly<Record<number, string>> = {
  10: 'ALTSVC',
  12: 'ORIGIN',
  16: 'PRIORITY_UPDATE',
}

const ack = { 1: 'ACK' }
const flagNames: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  DATA: { 1: 'END_STREAM', 8: 'PADDED' },
  HEADERS: { 1: 'END_STREAM', 4: 'END_HEADERS', 8: 'PADDED', 32: 'PRIORITY' },
  SETTINGS: ack,
  PUSH_PROMISE: { 4: 'END_HEADERS', 8: 'PADDED' },
  PING: ack,
  CONTINUATION: { 4: 'END_HEADERS' },
}

const settingNames: Readonly<Record<number, string>> = {
  1: 'HEADER_TABLE_SIZE',
  2: 'ENABLE_PUSH',
  3: 'MAX_CONCURRENT_STREAMS',
  4: 'INITIAL_WINDOW_SIZE',
  5: 'MAX_FRAME_SIZE',
  6: 'MAX_HEADER_LIST_SIZE',
  8: 'ENABLE_CONNECT_PROTOCOL',
  9: 'NO_RFC7540_PRIORITIES',
}

/** RFC 9113, section 7. */
const errorNames = [
  'NO_ERROR',
  'PROTOCOL_ERROR',
  'INTERNAL_ERROR',
  'FLOW_CONTROL_ERROR',
  'SETTINGS_TIMEOUT',
  'STREAM_CLOSED',
  'FRAME_SIZE_ERROR',
  'REFUSED_STREAM',
  'CANCEL',
  'COMPRESSION_ERROR',
  'CONNECT_ERROR',
  'ENHANCE_YOUR_CALM',
  'INADEQUATE_SECURITY',
  'HTTP_1_1_REQUIRED',
]
const errorName = (code: number) => errorNames[code] ?? `0x${code.toString(16)}`

const headLength = 9
/** Bytes of a payload that are kept: of those that are read, all are shorter. */
const mostKept = 64 * 1024
/** Bytes of a header block over its frames. */
const mostBlock = 256 * 1024

interface Head {
  readonly length: number
  readonly name: string
  readonly flags: readonly string[]
  readonly stream: number
}

/**
 * Reads the frames of one direction, however the bytes are cut. The client's begin with the preface, which is
 * skipped.
 */
export class Http2Reader {
  readonly #from: Side
  readonly #decoder = new HpackDecoder()
  #toSkip: number
  #begun = Buffer.alloc(0)
  #head: Head | undefined
  #payload: Uint8Array[] = []
  #kept = 0
  #length = 0
  /** The pieces of a header block that goes on in the next frame. */
  #block: Uint8Array[] = []
  /** Once a block could not be decoded, none after it can. */
  #isDecodable = true

  constructor(from: Side) {
    this.#from = from
    this.#toSkip = from === 'client' ? preface.length : 0
  }

  /** Gives back the frames that have ended with these bytes. */
  push(given: Uint8Array): Http2Frame[] {
    const skipped = Math.min(this.#toSkip, given.length)
    this.#toSkip -= skipped
    const bytes = given.subarray(skipped)
    const frames: Http2Frame[] = []
    let at = 0
    while (true) {
      if (this.#head === undefined) {
        const taken = Math.min(headLength - this.#begun.length, bytes.length - at)
        this.#begun = Buffer.concat([this.#begun, bytes.subarray(at, at + taken)])
        at += taken
        if (this.#begun.length < headLength) return frames
        this.#head = readHead(this.#begun)
        this.#begun = Buffer.alloc(0)
      }
      const head: Head = this.#head
      const part = bytes.subarray(at, at + head.length - this.#length)
      at += part.length
      this.#length += part.length
      const kept = part.subarray(0, mostKept - this.#kept)
      if (kept.length > 0) this.#payload.push(kept)
      this.#kept += kept.length
      if (this.#length < head.length) return frames
      const { name, stream, length, flags } = head
      const payload = this.#read(head, Buffer.concat(this.#payload))
      frames.push({ protocol: 'http2', from: this.#from, name, stream, length, flags, payload })
      this.#head = undefined
      this.#payload = []
      this.#kept = 0
      this.#length = 0
    }
  }

  #read({ name, flags, length }: Head, payload: Buffer): Http2Payload {
    const isWhole = payload.length === length
    switch (name) {
      case 'HEADERS':
      case 'PUSH_PROMISE':
      case 'CONTINUATION': {
        const skipped = (flags.includes('PRIORITY') ? 5 : 0) + (name === 'PUSH_PROMISE' ? 4 : 0)
        return this.#readBlock(withoutPadding(payload, flags).subarray(skipped), flags, isWhole)
      }
      case 'DATA':
        return { type: 'data', bytes: withoutPadding(payload, flags) }
      case 'SETTINGS':
        return { type: 'settings', settings: readSettings(payload) }
      case 'WINDOW_UPDATE':
        if (length !== 4) break
        return { type: 'window-update', increment: payload.readUInt32BE(0) & 0x7fffffff }
      case 'RST_STREAM':
        if (length !== 4) break
        return { type: 'error', error: errorName(payload.readUInt32BE(0)) }
      case 'GOAWAY':
        if (payload.length < 8) break
        return {
          type: 'goaway',
          lastStream: payload.readUInt32BE(0) & 0x7fffffff,
          error: errorName(payload.readUInt32BE(4)),
          reason: payload.toString('utf8', 8),
        }
    }
    return { type: 'other' }
  }

  #readBlock(part: Uint8Array, flags: readonly string[], isWhole: boolean): Http2Payload {
    this.#block.push(part)
    const length = this.#block.reduce((sum, piece) => sum + piece.length, 0)
    if (!isWhole || length > mostBlock) this.#isDecodable = false
    if (!this.#isDecodable) this.#block = []
    if (!flags.includes('END_HEADERS') || !this.#isDecodable)
      return { type: 'header-block', isDecodable: this.#isDecodable }
    const block = Buffer.concat(this.#block)
    this.#block = []
    try {
      return { type: 'headers', headers: this.#decoder.decode(block) }
    } catch {
      this.#isDecodable = false
      return { type: 'header-block', isDecodable: false }
    }
  }
}

function readHead(bytes: Buffer): Head {
  const code = bytes[3] ?? 0
  const name = types[code] ?? laterTypes[code] ?? `type 0x${code.toString(16).padStart(2, '0')}`
  const set = bytes[4] ?? 0
  const flags = Object.entries(flagNames[name] ?? {}).flatMap(([bit, flag]) =>
    (set & Number(bit)) === 0 ? [] : [flag],
  )
  return { length: bytes.readUIntBE(0, 3), name, flags, stream: bytes.readUInt32BE(5) & 0x7fffffff }
}

/** The first byte says how many bytes at the end are padding. */
function withoutPadding(payload: Uint8Array, flags: readonly string[]): Uint8Array {
  if (!flags.includes('PADDED')) return payload
  return payload.subarray(1, Math.max(1, payload.length - (payload[0] ?? 0)))
}

const readSettings = (payload: Buffer): Setting[] =>
  Array.from({ length: Math.floor(payload.length / 6) }, (_, i) => {
    const id = payload.readUInt16BE(6 * i)
    return {
      name: settingNames[id] ?? `setting 0x${id.toString(16)}`,
      value: payload.readUInt32BE(6 * i + 2),
    }
  })
