import { CR, LF, latin1 } from './bytes.ts'
import { type Context, FramedMessage } from './framed-message.ts'
import { isInterim } from './framing.ts'
import { limits } from './limits.ts'
import type { Memory } from './memory.ts'
import type { Message, Role } from './message.ts'
import { type Circumstances, type Head, readStructure } from './read.ts'
import { looksLikeTls } from './start-line.ts'

export interface ReaderOptions {
  /** Bytes of one message that are kept in `Message.bytes`, beyond its head. @default 1 MiB */
  readonly maxBytes?: number | undefined
  /** What the messages of this reader may keep together with those of others. @default no bound */
  readonly memory?: Memory | undefined
  /**
   * For responses: the method of the request that the response with this number (from 0; 1xx
   * responses count with the one they announce) belongs to. HEAD and CONNECT change where it ends.
   */
  readonly methodOf?: (index: number) => string | undefined
  /** For responses: whether the request with this number (from 0) has begun to come. @default it has not */
  readonly isAwaited?: (index: number) => boolean
  /**
   * For requests: whether the server went over to another protocol after the request with this
   * number (from 0), by a 101 response or a 2xx response to CONNECT. Asked only after requests that
   * offer it, when the next byte comes. @default it did
   */
  readonly switched?: (index: number) => boolean
  /** Bytes after a response that changes the protocol are left to someone else. @default they are a message of their own */
  readonly stopsAtSwitch?: boolean
}

/** A message of one direction of a connection. */
export interface ReadMessage extends Message {
  /** Bytes of a server that begin no response, known as such by the response after them. */
  readonly isSurplus: boolean
}

export interface Reader {
  /** All messages of this direction that are not forgotten; the last may be incomplete. */
  readonly messages: readonly ReadMessage[]
  /**
   * Takes the next bytes of the direction, in any split. They may be kept, so nobody may change them. Gives how many it
   * took: fewer than there are only where `stopsAtSwitch` says so. Never throws.
   */
  push(bytes: Uint8Array): number
  /** Says that no more bytes will come. */
  end(): void
  /** Lets go of all messages but one that still grows. */
  forget(): void
}

/**
 * Reads one direction of a connection, byte by byte if need be (RFC 9112): finds where each message ends, and keeps
 * its bytes as far as the limits allow. What stands in a message is read when somebody looks at it.
 *
 * A line has no tokens of its own until it ends; until then, its bytes are one `unknown` token. Bytes after a change
 * of protocol are a message without a start line.
 */
export function createReader(role: Role, options: ReaderOptions = {}): Reader {
  return new DirectionReader(role, options)
}

class DirectionReader implements Reader {
  messages: FramedMessage[] = []
  readonly #role: Role
  readonly #options: ReaderOptions
  /** The message that still grows. */
  #current: FramedMessage | undefined = undefined
  readonly #headEnd = new HeadEnd()
  /** Where the next message starts. */
  #start = 0
  /** Number of the exchange that the next message belongs to. */
  #index = 0
  #after: Circumstances['after'] = 'nothing'
  /** The last message offers, or agrees, to go over to another protocol. */
  #maySwitch = false
  #ended = false

  constructor(role: Role, options: ReaderOptions) {
    this.#role = role
    this.#options = options
  }

  push(bytes: Uint8Array): number {
    if (this.#ended) return bytes.length
    let at = 0
    while (at < bytes.length) {
      if (this.#current === undefined && this.#mustStop()) return at
      const message = this.#current ?? this.#open()
      const next = this.#nextResponse(message, bytes, at)
      if (next !== undefined) {
        this.#endSurplus(message, bytes, at, next)
        at = next
        continue
      }
      at =
        message.framing === undefined
          ? this.#pushHead(message, bytes, at)
          : message.addToBody(bytes, at)
      if (!message.complete) continue
      message.settle(bytes.length)
      this.#complete(message)
    }
    this.#current?.settle(bytes.length)
    return at
  }

  forget(): void {
    this.messages = this.#current === undefined || this.#ended ? [] : [this.#current]
  }

  end(): void {
    if (this.#ended) return
    this.#ended = true
    const message = this.#current
    if (message === undefined) return
    // A start line may be one without its end, or turn out to be none.
    message.close()
    if (message.framing !== undefined || this.#headEnd.hasStartLine) return
    const head = readStructure(message.bytes, message)
    message.takeHead(head)
    if (head.isRest) message.close()
  }

  /**
   * Where a response begins in bytes of the server that, so far, belong to none: after a response to HEAD that had a
   * body, or one that was longer than announced. Undefined where there is no such place.
   */
  #nextResponse(message: FramedMessage, bytes: Uint8Array, from: number): number | undefined {
    const isSurplus = this.#role === 'response' && message.after === 'message'
    if (!isSurplus || message.startLine !== undefined) return undefined
    if (message.length === 0 && bytes[from] === letterH) return undefined
    // What came for a request that waited is its response, however it looks.
    if (message.length > 0 && (message.isAwaited || mayBeStatusLine(message.bytes)))
      return undefined
    const text = latin1(bytes, from, from + limits.head)
    const found = statusLine.exec(text)
    if (found === null || (message.length === 0 && text.slice(0, found.index).trim() === ''))
      return undefined
    return from + found.index
  }

  /** Ends bytes that belong to no response where the next response begins. */
  #endSurplus(message: FramedMessage, bytes: Uint8Array, from: number, to: number): void {
    if (message.framing === undefined) message.addToHead(bytes, from, to)
    else message.addToBody(bytes.subarray(0, to), from)
    message.close()
    if (message.framing === undefined) message.takeHead(readStructure(message.bytes, message))
    message.isSurplus = true
    message.settle(bytes.length)
    message.close()
    this.#current = undefined
    this.#start += message.length
    this.#after = 'message'
  }

  #mustStop(): boolean {
    return this.#role === 'response' && this.#maySwitch && this.#options.stopsAtSwitch === true
  }

  #open(): FramedMessage {
    const { maxBytes = limits.message, memory, isAwaited, switched } = this.#options
    const role = this.#role
    const hasSwitched =
      this.#maySwitch && (role === 'response' || (switched?.(this.#index - 1) ?? true))
    const context: Context = {
      role,
      after: hasSwitched ? 'switch' : this.#after,
      isAwaited: role === 'response' && isAwaited?.(this.#index) === true,
    }
    const message = new FramedMessage(context, this.#start, maxBytes, memory)
    this.messages.push(message)
    this.#current = message
    this.#headEnd.reset()
    this.#maySwitch = false
    if (hasSwitched) message.takeHead(this.#readHead(message, message.bytes))
    return message
  }

  /** Takes a head that begins at `from` and has come in one piece, as most do; gives where it ends. */
  #pushWholeHead(message: FramedMessage, bytes: Uint8Array, from: number): number | undefined {
    const isAll = from === 0 && bytes.length <= limits.head
    const head = this.#readHead(message, isAll ? bytes : bytes.subarray(from, from + limits.head))
    if (head.blankLine === undefined) return undefined
    const stop = from + head.blankLine.end
    message.addToHead(bytes, from, stop)
    message.takeHead(head)
    return stop
  }

  /** Takes bytes up to the end of the head, or all of them; gives where that is. */
  #pushHead(message: FramedMessage, bytes: Uint8Array, from: number): number {
    const whole = message.length === 0 ? this.#pushWholeHead(message, bytes, from) : undefined
    if (whole !== undefined) return whole
    let to = Math.min(bytes.length, from + limits.head - message.length)
    // The first three bytes of TLS tell it, and there is no line ending to wait for.
    if (message.length < 3 && (message.bytes[0] ?? bytes[from]) === 0x16)
      to = Math.min(to, from + 3 - message.length)
    let stop = this.#headEnd.push(bytes, from, to)
    message.addToHead(bytes, from, stop)
    const { isWhole, startLineEnd } = this.#headEnd
    const isTls = message.length === 3 && looksLikeTls(message.bytes)
    if (isWhole || isTls || startLineEnd !== undefined) {
      const head = this.#readHead(message, message.bytes)
      // A first line that begins no message is known as such when it ends, not later.
      if (head.isRest && startLineEnd !== undefined) {
        message.takeBack(stop - startLineEnd)
        stop = startLineEnd
      }
      message.takeHead(head)
    }
    // Nobody takes a head as long as this, and where it ends nobody knows.
    if (message.framing === undefined && message.length >= limits.head) message.giveUp()
    return stop
  }

  /** Reads as much of the head as is there. */
  #readHead(message: FramedMessage, bytes: Uint8Array): Head {
    if (this.#role === 'response') message.method = this.#options.methodOf?.(this.#index)
    const head = readStructure(bytes, message)
    this.#after = head.persists ? 'message' : 'last-message'
    this.#maySwitch = head.maySwitch
    return head
  }

  #complete(message: FramedMessage): void {
    message.close()
    this.#current = undefined
    this.#start += message.length
    const line = message.startLine
    if (line?.type !== 'status-line' || !isInterim(line)) this.#index++
  }
}

const letterH = 0x48
const statusLine = /HTTP\/1\.[01] [1-5]\d\d[ \r\n]/

/** The first bytes of a message begin a status line, as far as they have come. */
function mayBeStatusLine(bytes: Uint8Array): boolean {
  const text = latin1(bytes, 0, 100).trimStart()
  return text.startsWith('HTTP/'.slice(0, text.length))
}

/** Finds, line by line, the empty line that ends a head (RFC 9112, section 2.1), in any pieces. */
class HeadEnd {
  /** A line has ended that has more than its ending. */
  hasStartLine = false
  /** Where that line ends, if it does in the bytes that were pushed last. */
  startLineEnd: number | undefined = undefined
  isWhole = false
  #lineLength = 0
  #isOnlyCr = true

  reset(): void {
    this.hasStartLine = false
    this.isWhole = false
    this.#beginLine()
  }

  /** Where the head ends between `from` and `to`; `to` if it does not. */
  push(bytes: Uint8Array, from: number, to: number): number {
    this.startLineEnd = undefined
    let index = from
    while (index < to && !this.isWhole) {
      const found = bytes.indexOf(LF, index)
      const end = found < 0 || found >= to ? to : found
      this.#add(bytes, index, end)
      if (end === to) return to
      index = end + 1
      // Parsers skip line endings before a message, even halves of them (RFC 9112, section 2.2).
      const isEmpty = this.#isOnlyCr && (!this.hasStartLine || this.#lineLength <= 1)
      this.#beginLine()
      if (isEmpty) this.isWhole = this.hasStartLine
      else if (!this.hasStartLine) {
        this.hasStartLine = true
        this.startLineEnd = index
      }
    }
    return index
  }

  #add(bytes: Uint8Array, from: number, to: number): void {
    this.#lineLength += to - from
    for (let index = from; index < to && this.#isOnlyCr; index++)
      if (bytes[index] !== CR) this.#isOnlyCr = false
  }

  #beginLine(): void {
    this.#lineLength = 0
    this.#isOnlyCr = true
  }
}
