import { inflateRawSync, constants as zlib } from 'node:zlib'
import type { Side } from '../event.ts'

/** What a frame is for (RFC 6455, section 11.8). */
export type Opcode = 'continuation' | 'text' | 'binary' | 'close' | 'ping' | 'pong' | 'reserved'

/** What RFC 6455 does not allow in a frame. */
export type FrameProblem =
  /** A client masks each frame (section 5.1). */
  | 'not-masked'
  /** A server masks none (section 5.1). */
  | 'masked'
  | 'reserved-opcode'
  /** A bit that no extension of this connection gives a meaning (section 5.2). */
  | 'reserved-bits'
  /** Control frames come in one piece of 125 bytes at most (section 5.5). */
  | 'control-fragmented'
  | 'control-too-long'
  /** A continuation of nothing, or a new message inside another (section 5.4). */
  | 'out-of-order'
  /** Text is UTF-8 (section 5.6). */
  | 'not-utf8'
  /** It says that it is compressed, and can't be unpacked. */
  | 'not-unpacked'

/** A message that one frame, or several, have carried. */
export interface WebSocketMessage {
  readonly type: 'text' | 'binary'
  /** Unmasked and unpacked, as far as it was kept; undefined where it could not be unpacked. */
  readonly bytes: Uint8Array | undefined
  /** Bytes of it as they were sent, packed ones among them. */
  readonly sentLength: number
  /** All of it is in `bytes`. */
  readonly isWhole: boolean
  readonly isCompressed: boolean
}

export interface WebSocketFrame {
  readonly protocol: 'websocket'
  readonly from: Side
  readonly opcode: Opcode
  /** As it stands in the frame. */
  readonly code: number
  /** It is the last of its message. */
  readonly fin: boolean
  readonly isMasked: boolean
  /** Bytes of the payload. */
  readonly length: number
  /** Unmasked, and still packed; its first bytes where there are many. */
  readonly payload: Uint8Array
  /** The message that ends with this frame. */
  readonly message: WebSocketMessage | undefined
  /** What a close frame says. */
  readonly close: { readonly code: number | undefined; readonly reason: string } | undefined
  readonly problems: readonly FrameProblem[]
}

/** Bytes of one message that are kept. */
const mostKept = 1024 * 1024
/** Bytes of a frame's payload that are given out with it. */
const mostShown = 64 * 1024

/** What permessage-deflate has agreed on for one direction (RFC 7692, section 7.1). */
export interface Compression {
  /** What was sent before may be referred to. */
  readonly takesContextOver: boolean
}

/** The compression of both directions by the server's `Sec-WebSocket-Extensions`. */
export function compressionOf(
  extensions: string | undefined,
): Record<Side, Compression | undefined> {
  const deflate = extensions
    ?.split(',')
    .map((extension) => extension.split(';').map((part) => part.trim().toLowerCase()))
    .find(([name]) => name === 'permessage-deflate')
  const of = (parameter: string) =>
    deflate && { takesContextOver: !deflate.some((part) => part === parameter) }
  return { client: of('client_no_context_takeover'), server: of('server_no_context_takeover') }
}

interface Header {
  /** Bytes of the header itself. */
  readonly size: number
  readonly fin: boolean
  readonly reserved: number
  readonly code: number
  readonly mask: Uint8Array | undefined
  readonly length: number
}

interface OpenMessage {
  readonly type: 'text' | 'binary'
  readonly isCompressed: boolean
  kept: Uint8Array[]
  keptLength: number
  length: number
}

/** Reads the frames that one side sends, however the bytes are cut. */
export class WebSocketReader {
  readonly #from: Side
  readonly #unpack: Unpacker | undefined
  #head = Buffer.alloc(0)
  #header: Header | undefined
  #payload: Uint8Array[] = []
  #payloadKept = 0
  #payloadLength = 0
  #message: OpenMessage | undefined

  constructor(from: Side, compression?: Compression) {
    this.#from = from
    this.#unpack = compression && new Unpacker(compression)
  }

  /** Gives back the frames that have ended with these bytes. */
  push(bytes: Uint8Array): WebSocketFrame[] {
    const frames: WebSocketFrame[] = []
    let at = 0
    while (true) {
      if (this.#header === undefined) {
        at += this.#readHeader(bytes.subarray(at))
        if (this.#header === undefined) return frames
      }
      const header: Header = this.#header
      const end = Math.min(bytes.length, at + header.length - this.#payloadLength)
      this.#keep(header, bytes.subarray(at, end))
      at = end
      if (this.#payloadLength < header.length) return frames
      frames.push(this.#end(header))
    }
  }

  /** Bytes of a frame that has begun and not ended. */
  get isInFrame(): boolean {
    return this.#header !== undefined || this.#head.length > 0
  }

  /** Gives back how many bytes it took. */
  #readHeader(bytes: Uint8Array): number {
    const before = this.#head.length
    const head = Buffer.concat([this.#head, bytes.subarray(0, mostHeader - before)])
    const header = readHeader(head)
    if (header === undefined) {
      this.#head = head
      return bytes.length
    }
    this.#head = Buffer.alloc(0)
    this.#header = header
    return header.size - before
  }

  #keep({ mask }: Header, bytes: Uint8Array): void {
    const from = this.#payloadLength
    this.#payloadLength += bytes.length
    // A copy: the bytes that came are also kept elsewhere, as they were sent.
    const kept = new Uint8Array(bytes.subarray(0, mostKept - this.#payloadKept))
    if (kept.length === 0) return
    if (mask !== undefined)
      for (let i = 0; i < kept.length; i++) kept[i] = (kept[i] ?? 0) ^ (mask[(from + i) & 3] ?? 0)
    this.#payload.push(kept)
    this.#payloadKept += kept.length
  }

  #end(header: Header): WebSocketFrame {
    const { fin, code, mask, length } = header
    const payload = Buffer.concat(this.#payload)
    this.#header = undefined
    this.#payload = []
    this.#payloadKept = 0
    this.#payloadLength = 0

    const opcode = opcodes[code] ?? 'reserved'
    const problems: FrameProblem[] = []
    if (this.#from === 'client' && mask === undefined) problems.push('not-masked')
    if (this.#from === 'server' && mask !== undefined) problems.push('masked')
    if (opcode === 'reserved') problems.push('reserved-opcode')
    const isControl = code >= 8
    if (isControl && !fin) problems.push('control-fragmented')
    if (isControl && length > 125) problems.push('control-too-long')
    const isCompressed = this.#unpack !== undefined && (header.reserved & 0x40) !== 0
    if ((header.reserved & (isCompressed ? 0x30 : 0x70)) !== 0) problems.push('reserved-bits')
    const message =
      isControl || opcode === 'reserved'
        ? undefined
        : this.#add({ opcode, fin, length, payload, isCompressed, problems })
    return {
      protocol: 'websocket',
      from: this.#from,
      opcode,
      code,
      fin,
      isMasked: mask !== undefined,
      length,
      payload: payload.subarray(0, mostShown),
      message,
      close: opcode === 'close' ? readClose(payload) : undefined,
      problems,
    }
  }

  #add(frame: {
    readonly opcode: Opcode
    readonly fin: boolean
    readonly length: number
    readonly payload: Uint8Array
    readonly isCompressed: boolean
    readonly problems: FrameProblem[]
  }): WebSocketMessage | undefined {
    const { opcode, fin, length, payload, problems } = frame
    const isFirst = opcode === 'text' || opcode === 'binary'
    if (isFirst === (this.#message !== undefined)) problems.push('out-of-order')
    if (isFirst)
      this.#message = {
        type: opcode,
        isCompressed: frame.isCompressed,
        kept: [],
        keptLength: 0,
        length: 0,
      }
    const message = this.#message
    if (message === undefined) return undefined
    const kept = payload.subarray(0, mostKept - message.keptLength)
    message.kept.push(kept)
    message.keptLength += kept.length
    message.length += length
    if (!fin) return undefined
    this.#message = undefined
    return this.#whole(message, problems)
  }

  #whole(message: OpenMessage, problems: FrameProblem[]): WebSocketMessage {
    const { type, isCompressed, length } = message
    const sent = Buffer.concat(message.kept)
    const isKept = message.keptLength === length
    const bytes = isCompressed ? this.#unpack?.unpack(isKept ? sent : undefined) : sent
    if (bytes === undefined && isKept) problems.push('not-unpacked')
    if (type === 'text' && bytes !== undefined && isKept && !isUtf8(bytes))
      problems.push('not-utf8')
    return { type, bytes, sentLength: length, isWhole: isKept && bytes !== undefined, isCompressed }
  }
}

/** Two bytes, a length of up to eight, a mask of four. */
const mostHeader = 14

/** What a frame begins with; undefined while too few bytes of it are there. */
function readHeader(head: Buffer): Header | undefined {
  const [first = 0, second = 0] = head
  const short = second & 0x7f
  const lengthBytes = short === 127 ? 8 : short === 126 ? 2 : 0
  const isMasked = (second & 0x80) !== 0
  const size = 2 + lengthBytes + (isMasked ? 4 : 0)
  if (head.length < size) return undefined
  return {
    size,
    fin: (first & 0x80) !== 0,
    reserved: first & 0x70,
    code: first & 0x0f,
    mask: isMasked ? head.subarray(size - 4, size) : undefined,
    length:
      lengthBytes === 8
        ? Number(head.readBigUInt64BE(2))
        : lengthBytes === 2
          ? head.readUInt16BE(2)
          : short,
  }
}

/** Bytes of the frame that these begin with, and whether it is masked; undefined where not all of it is there. */
export function firstFrame(bytes: Uint8Array): { length: number; isMasked: boolean } | undefined {
  const header = readHeader(Buffer.from(bytes.subarray(0, mostHeader)))
  if (header === undefined || header.size + header.length > bytes.length) return undefined
  return { length: header.size + header.length, isMasked: header.mask !== undefined }
}

const opcodes: Readonly<Record<number, Opcode>> = {
  0: 'continuation',
  1: 'text',
  2: 'binary',
  8: 'close',
  9: 'ping',
  10: 'pong',
}

/** A code of two bytes, then a reason (RFC 6455, section 5.5.1). */
const readClose = (payload: Uint8Array) => ({
  code: payload.length < 2 ? undefined : 256 * (payload[0] ?? 0) + (payload[1] ?? 0),
  reason: new TextDecoder().decode(payload.subarray(2)),
})

/** What was sent and may be referred to: the window of deflate. */
const windowLength = 32 * 1024
/** Each message leaves these four bytes out (RFC 7692, section 7.2.2). */
const omitted = Buffer.from([0, 0, 0xff, 0xff])

class Unpacker {
  readonly #takesContextOver: boolean
  #window = Buffer.alloc(0)
  /** A message was not seen whole, and later ones may refer to it. */
  #isLost = false

  constructor({ takesContextOver }: Compression) {
    this.#takesContextOver = takesContextOver
  }

  /** `undefined`: a message that was not kept whole. */
  unpack(packed: Uint8Array | undefined): Uint8Array | undefined {
    const bytes = packed === undefined || this.#isLost ? undefined : this.#inflate(packed)
    if (!this.#takesContextOver) return bytes
    if (bytes === undefined) this.#isLost = true
    else this.#window = Buffer.concat([this.#window, bytes]).subarray(-windowLength)
    return bytes
  }

  #inflate(packed: Uint8Array): Uint8Array | undefined {
    try {
      return inflateRawSync(Buffer.concat([packed, omitted]), {
        // A message does not end the stream that it is a part of.
        finishFlush: zlib.Z_SYNC_FLUSH,
        maxOutputLength: 4 * mostKept,
        ...(this.#window.length > 0 && { dictionary: this.#window }),
      })
    } catch {
      return undefined
    }
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
