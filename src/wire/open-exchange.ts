import { isInterim, isTunnel } from '../http/framing.ts'
import type { Message } from '../http/message.ts'
import type { Connection, Exchange, Read } from './exchange.ts'
import type { StreamEvent } from './protocols/event-stream.ts'
import { ResponseStream } from './protocols/response-stream.ts'

/** Reads, and again interim answers, that are listed. */
const listedAtMost = 100
const none: readonly never[] = []

/** An exchange as it comes in. */
export class OpenExchange implements Exchange {
  readonly number: number
  readonly connection: Connection
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
  readonly surplusOf: number | undefined
  readonly reads: Read[] = []
  readonly responseReads: Read[] = []
  #stream: ResponseStream | 'none' | undefined = undefined

  constructor(number: number, connection: Connection, surplusOf?: number) {
    this.number = number
    this.connection = connection
    this.surplusOf = surplusOf
  }

  /** No byte of it can come any more. */
  get isOver(): boolean {
    const isWhole = this.request?.complete === true && this.response?.complete === true
    return isWhole || this.connection.closing !== undefined
  }

  /** Whether the server went over to another protocol with its answer. */
  get isSwitched(): boolean {
    const line = this.response?.startLine
    return line?.type === 'status-line' && (line.status === 101 || isTunnel(line, this.method))
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
    if (this.readCount <= listedAtMost) this.reads.push({ at, size: grown })
  }

  addResponse(message: Message, grown: number, at: number): void {
    this.responseAt ??= at
    if (grown > 0 && this.responseReads.length < listedAtMost)
      this.responseReads.push({ at, size: grown })
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

  /** What a message brings in the bytes from `start` to `end`, where it is a response that is a stream of events. */
  readStream(
    message: Message,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): readonly StreamEvent[] {
    if (message !== this.response || this.#stream === 'none') return none
    const { body } = message
    if (body === undefined) return none
    this.#stream ??= ResponseStream.of(message) ?? 'none'
    if (this.#stream === 'none') return none
    const inBody = message.length - body.start
    return this.#stream.push(bytes.subarray(Math.max(start, end - inBody), end))
  }

  /** All its messages. */
  get messages(): readonly Message[] {
    return [this.request, ...this.interim, this.response].filter((one) => one !== undefined)
  }
}

function isInterimMessage({ startLine }: Message): boolean {
  return startLine?.type === 'status-line' && isInterim(startLine)
}

function earlyFor(request: Message | undefined): Exchange['early'] {
  if (request === undefined) return 'before-request'
  return request.complete ? undefined : 'before-its-end'
}
