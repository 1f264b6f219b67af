import { ChunkScanner } from './chunks.ts'
import { limits } from './limits.ts'
import { Keeper, type Memory } from './memory.ts'
import type { Framing, Message, Range, RequestLine, Role, StatusLine } from './message.ts'
import { type Circumstances, type Framed, type Head, type Reading, read } from './read.ts'

const noBytes: Uint8Array = Buffer.alloc(0)
/** Of a start line whose bytes were given up, to tell which it was. */
const shortLineBytes = 1024

/** What is known of a message before its first byte. */
export type Context = Omit<Circumstances, 'isOver' | 'method'>

/** A message whose end is found as its bytes come; what stands in it is read when somebody looks. */
export class FramedMessage extends Keeper implements Message, Framed {
  readonly role: Role
  readonly after: Circumstances['after']
  readonly isAwaited: boolean
  readonly start: number
  length = 0
  captured: 'whole' | 'cut' = 'whole'
  /** Undefined until its line has ended. */
  startLine: RequestLine | StatusLine | undefined = undefined
  framing: Framing | undefined = undefined
  complete = false
  /** For responses, once their head has come: the method of the request. */
  method: string | undefined = undefined
  isOver = false
  /** Bytes that begin no response, with a response after them. */
  isSurplus = false
  /** What is kept. While a read is taken apart, a view of it. */
  bytes = noBytes

  readonly #memory: Memory | undefined
  #maxBytes: number
  /** Holds `bytes`, with room to grow; undefined while they are a view of a read. */
  #buffer: Uint8Array | undefined = undefined
  /** Where the body starts; undefined before that is known. */
  #bodyStart: number | undefined = undefined
  #chunks: ChunkScanner | undefined = undefined
  #reading: WeakRef<Reading> | undefined = undefined

  constructor(context: Context, start: number, maxBytes: number, memory: Memory | undefined) {
    super()
    this.role = context.role
    this.start = start
    this.after = context.after
    this.isAwaited = context.isAwaited
    this.#maxBytes = maxBytes
    this.#memory = memory
  }

  get body(): Range | undefined {
    return this.#bodyStart === undefined ? undefined : { start: this.#bodyStart, end: this.length }
  }

  get fields() {
    return this.#read().fields
  }
  get blankLine() {
    return this.#read().blankLine
  }
  get trailers() {
    return this.#read().trailers
  }
  get tokens() {
    return this.#read().tokens
  }
  get problems() {
    return this.#read().problems
  }

  /** Read once for all that look at the same time, and held no longer than they look. */
  #read(): Reading {
    const known = this.#reading?.deref()
    if (known !== undefined) return known
    const reading = read(this.bytes, this)
    this.#reading = new WeakRef(reading)
    return reading
  }

  /** Adds bytes of the head, or of what may become one. All of it is kept while it grows. */
  addToHead(bytes: Uint8Array, from: number, to: number): void {
    this.#keep(bytes, from, to)
    this.length += to - from
    this.#reading = undefined
  }

  /** Takes the last bytes off that were added to the head. */
  takeBack(count: number): void {
    this.length -= count
    this.bytes = this.bytes.subarray(0, this.length)
  }

  /** Takes what the head says as far as it has come; where it has ended, or there is none, the body begins. */
  takeHead({ startLine, framing, isRest }: Head): void {
    this.startLine = startLine
    if (framing === undefined) return
    this.framing = framing
    this.#bodyStart = isRest ? 0 : this.length
    if (framing.type === 'chunked') this.#chunks = new ChunkScanner()
    if (framing.type === 'none' || (framing.type === 'content-length' && framing.length === 0))
      this.complete = true
    const beyond = this.bytes.length - limits.usualHead
    // The text of a long start line takes as much again.
    if (beyond > 0) this.#memory?.take(this, beyond + (startLine?.line.end ?? 0))
    this.#reading = undefined
  }

  /** Says that the head is longer than any that is read: what comes belongs to it, whatever it is. */
  giveUp(): void {
    this.framing = { type: 'until-close' }
    this.#memory?.take(this, this.bytes.length - limits.usualHead)
    this.#reading = undefined
  }

  /** Takes what belongs to the body of the bytes from `from` on; gives where that ends. */
  addToBody(bytes: Uint8Array, from: number): number {
    const to = this.#endOfBody(bytes, from)
    const kept = Math.min(to - from, this.#maxBytes - this.bytes.length)
    if (kept < to - from) this.captured = 'cut'
    if (kept > 0) {
      this.#keep(bytes, from, from + kept)
      this.#memory?.take(this, kept)
    }
    this.length += to - from
    this.#reading = undefined
    const { framing } = this
    if (framing?.type === 'content-length')
      this.complete = this.length - (this.#bodyStart ?? 0) === framing.length
    else if (this.#chunks?.isComplete) this.complete = true
    return to
  }

  #endOfBody(bytes: Uint8Array, from: number): number {
    if (this.#chunks !== undefined) return this.#chunks.push(bytes, from)
    if (this.framing?.type !== 'content-length') return bytes.length
    const missing = this.framing.length - (this.length - (this.#bodyStart ?? 0))
    return Math.min(bytes.length, from + missing)
  }

  #keep(bytes: Uint8Array, from: number, to: number): void {
    const kept = this.bytes.length
    if (this.#buffer === undefined) {
      // What is kept of a message so far is what came right before this in the same read.
      this.bytes = bytes.subarray(from - kept, to)
      return
    }
    const needed = kept + to - from
    if (needed > this.#buffer.length) {
      const grown = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2))
      grown.set(this.bytes)
      this.#buffer = grown
    }
    this.#buffer.set(bytes.subarray(from, to), kept)
    this.bytes = this.#buffer.subarray(0, needed)
  }

  /**
   * Says that a read of so many bytes has no more of this message. One that is mostly this message stays as it is;
   * what is kept of another is copied, so that the rest of it can go.
   */
  settle(readLength: number): void {
    if (this.#buffer !== undefined) return
    if (this.bytes.length * 2 >= readLength) this.#buffer = this.bytes
    else this.#copy(this.bytes.length)
  }

  /** Says that no more bytes of it come. */
  close(): void {
    this.isOver = true
    if (this.framing?.type === 'until-close' && this.#bodyStart !== undefined) this.complete = true
    this.#chunks = undefined
    this.#reading = undefined
    if (this.#buffer?.length !== this.bytes.length) this.#copy(this.bytes.length)
  }

  evict(): void {
    const kept = Math.min(this.#bodyStart || limits.usualHead, limits.usualHead)
    this.#maxBytes = kept
    if (this.bytes.length <= kept) return
    this.startLine = shortened(this.startLine)
    this.#copy(kept)
    this.captured = 'cut'
    this.#reading = undefined
  }

  /** Holds the first bytes of what is kept, and no more memory than they take. */
  #copy(length: number): void {
    this.#buffer = Buffer.allocUnsafe(length)
    this.#buffer.set(length === this.bytes.length ? this.bytes : this.bytes.subarray(0, length))
    this.bytes = this.#buffer
  }
}

/** A start line whose text takes little memory, for one that is longer than what is kept of the head. */
function shortened(
  line: RequestLine | StatusLine | undefined,
): RequestLine | StatusLine | undefined {
  if (line?.type !== 'request-line' || line.line.end <= limits.usualHead) return line
  const target = Buffer.from(line.target.slice(0, shortLineBytes), 'latin1').toString('latin1')
  return { ...line, target }
}
