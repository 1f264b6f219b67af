import { isInterim, isTunnel } from '../http/framing.ts'
import type { Message } from '../http/message.ts'
import type { OpenConnection } from './connection.ts'
import type { Exchange, Read } from './exchange.ts'

/** Reads, and again interim answers, that are listed. */
const listedAtMost = 100
const none: readonly never[] = []

/** An exchange as it comes in. */
export class OpenExchange implements Exchange {
  readonly number: number
  readonly connection: OpenConnection
  request: Message | undefined = undefined
  requestAt: number | undefined = undefined
  requestDoneAt: number | undefined = undefined
  readCount = 0
  retryOf: number | undefined = undefined
  interim: readonly Message[] = none
  response: Message | undefined = undefined
  responseAt: number | undefined = undefined
  finalAt: number | undefined = undefined
  responseDoneAt: number | undefined = undefined
  early: Exchange['early'] = undefined
  /** The session does not list it any more. */
  isForgotten = false
  /** Bytes in the first read. Most requests come in one, and then there is no list to keep. */
  #firstSize = 0
  #laterReads: readonly Read[] = none

  constructor(number: number, connection: OpenConnection) {
    this.number = number
    this.connection = connection
  }

  get reads(): readonly Read[] {
    if (this.request === undefined || this.requestAt === undefined) return none
    return [{ at: this.requestAt, size: this.#firstSize }, ...this.#laterReads]
  }

  /** No byte of it can come any more. */
  get isOver(): boolean {
    const isWhole = this.request?.complete === true && this.response?.complete === true
    return isWhole || this.connection.closing !== undefined
  }

  /** Whether the server went over to another protocol with its answer. */
  get isSwitched(): boolean {
    const line = this.response?.startLine
    if (line?.type === 'status-line' && isTunnel(line, this.method)) return true
    return this.interim.some(
      ({ startLine }) => startLine?.type === 'status-line' && startLine.status === 101,
    )
  }

  get method(): string | undefined {
    const line = this.request?.startLine
    return line?.type === 'request-line' ? line.method : undefined
  }

  addRequest(request: Message, grown: number, at: number): void {
    this.request = request
    this.requestAt ??= at
    if (request.complete) this.requestDoneAt ??= at
    if (grown === 0) return
    this.readCount++
    if (this.readCount === 1) this.#firstSize = grown
    else if (this.readCount <= listedAtMost) {
      this.#laterReads = [...this.#laterReads, { at, size: grown }]
    }
  }

  addResponse(message: Message, at: number): void {
    this.responseAt ??= at
    if (isInterimMessage(message)) {
      // Until its status had come it could have been the final one.
      if (this.response === message) this.response = this.early = this.finalAt = undefined
      if (this.interim.at(-1) === message || this.interim.length >= listedAtMost) return
      this.interim = [...this.interim, message]
      return
    }
    if (this.response === undefined) this.early = earlyFor(this.request)
    this.finalAt ??= at
    this.response = message
    if (message.complete) this.responseDoneAt = at
  }

  /** Puts another in the place of one of its messages. */
  replace(message: Message, other: Message): void {
    if (this.request === message) this.request = other
    else if (this.response === message) this.response = other
    else this.interim = this.interim.map((one) => (one === message ? other : one))
  }
}

function isInterimMessage({ startLine }: Message): boolean {
  return startLine?.type === 'status-line' && isInterim(startLine)
}

function earlyFor(request: Message | undefined): Exchange['early'] {
  if (request === undefined) return 'before-request'
  return request.complete ? undefined : 'before-its-end'
}
