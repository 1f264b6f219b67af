import type { Allowance } from '../http/allowance.ts'
import type { Message } from '../http/message.ts'
import { createReader, type Reader } from '../http/reader.ts'
import type { Side, WireEvent } from './event.ts'
import type { Change, Closing, Connection } from './exchange.ts'
import { OpenExchange } from './open-exchange.ts'

/** What the session is told, and asked, while a connection is folded. */
export interface ConnectionHooks {
  /** Bytes of a message that are kept. */
  readonly limit?: number
  /** What messages that still grow may take, those of other connections among them. */
  readonly allowance: Allowance
  readonly nextNumber: () => number
  readonly onExchange: (exchange: OpenExchange) => void
  /** A message grows no more. */
  readonly onMessage: (exchange: OpenExchange, message: Message) => void
  /** A request is about to be told. */
  readonly onRequest: (exchange: OpenExchange) => void
  /** A request gets no answer any more, and not because its client has left. */
  readonly onNoAnswer: (exchange: OpenExchange, at: number) => void
}

/** Reads that are listed. */
const listedAtMost = 100

/** A connection as it comes in, with the readers of its two directions. */
export class OpenConnection implements Connection {
  readonly id: number
  readonly client: string
  readonly names: readonly string[] | undefined
  readonly openedAt: number
  firstByteAt: number | undefined = undefined
  readonly exchanges: OpenExchange[] = []
  reads: readonly number[] = []
  closing: Closing | undefined = undefined
  closedAt: number | undefined = undefined

  readonly #hooks: ConnectionHooks
  #readers: Record<Side, Reader> | undefined
  /** Who said first that it would send no more. */
  #endedBy: Side | undefined = undefined
  /** Exchanges that are not in the list any more. */
  #forgotten = 0
  /** Requests that have begun, and the bytes that have come of the last one if it still grows. */
  #begun = 0
  #grown = 0
  /** Final answers that are over. */
  #answered = 0
  /** Requests that are known to have been answered, or to get no answer. */
  #noted = 0
  /** Exchanges whose request, and whose response, has been told. */
  #requestsTold = 0
  #responsesTold = 0

  constructor(event: WireEvent & { type: 'opened' }, hooks: ConnectionHooks) {
    this.id = event.connection
    this.client = event.client
    this.names = event.names
    this.openedAt = event.at
    this.#hooks = hooks
    const { limit, allowance } = hooks
    const options = { keep: 'views' as const, allowance, ...(limit && { limit }) }
    this.#readers = {
      client: createReader('request', {
        ...options,
        switched: (index) => this.#at(index)?.isSwitched ?? false,
      }),
      server: createReader('response', {
        ...options,
        methodOf: (index) => this.#at(index)?.method,
      }),
    }
  }

  /** Folds in what happened on this connection, and tells what became new by it. */
  take(event: WireEvent): Change[] {
    switch (event.type) {
      case 'opened':
        return []
      case 'bytes':
        if (event.from === 'client') this.#noteRead(event.bytes.length, event.at)
        this.#readers?.[event.from].push(event.bytes)
        this.#pair(event.from, event.at)
        return this.#tell(false)
      case 'ended':
        return this.#end(event.by, event.at)
      case 'reset':
        return this.#close({ type: 'reset', by: event.by }, event.at)
      case 'refused':
        return this.#close({ type: 'refused' }, event.at)
      case 'closed':
        return this.#close({ type: 'closed', by: this.#endedBy ?? 'client' }, event.at)
    }
  }

  /** Takes the first exchanges off the list. All of them are over. */
  forget(count: number): void {
    this.exchanges.splice(0, count)
    this.#forgotten += count
  }

  #noteRead(size: number, at: number): void {
    this.firstByteAt ??= at
    if (this.reads.length < listedAtMost) this.reads = [...this.reads, size]
  }

  #end(by: Side, at: number): Change[] {
    const first = this.#endedBy
    if (first !== undefined && first !== by) return this.#close({ type: 'closed', by: first }, at)
    this.#endedBy = by
    this.#readers?.[by].end()
    this.#pair(by, at, true)
    if (by === 'server') this.#noteNoAnswers(at)
    return this.#tell(by === 'server')
  }

  #close(closing: Closing, at: number): Change[] {
    if (this.closing !== undefined) return []
    for (const side of ['client', 'server'] as const) {
      this.#readers?.[side].end()
      this.#pair(side, at, true)
    }
    const first = this.#endedBy ?? ('by' in closing ? closing.by : 'server')
    if (first === 'server') this.#noteNoAnswers(at)
    this.closing = closing
    this.closedAt = at
    this.#readers = undefined
    return [...this.#tell(true), { type: 'closed', connection: this, closing }]
  }

  /** The server has ended first, or is not there. */
  #noteNoAnswers(at: number): void {
    const from = Math.max(this.#answered, this.#noted)
    for (let index = from; index < this.#begun; index++) {
      const exchange = this.#at(index)
      if (exchange?.response === undefined && exchange?.request !== undefined)
        this.#hooks.onNoAnswer(exchange, at)
    }
    this.#noted = this.#begun
  }

  /** The exchange with this number on the connection, from 0. */
  #at(index: number): OpenExchange | undefined {
    return this.exchanges[index - this.#forgotten]
  }

  #openAt(index: number): OpenExchange {
    const known = this.#at(index)
    if (known !== undefined) return known
    const exchange = new OpenExchange(this.#hooks.nextNumber(), this)
    this.exchanges.push(exchange)
    this.#hooks.onExchange(exchange)
    return exchange
  }

  /**
   * Brings the exchanges up to date with what is new in a reader, and lets that go of it. `isLast`:
   * the reader has ended.
   */
  #pair(side: Side, at: number, isLast = false): void {
    const reader = this.#readers?.[side]
    for (const message of reader?.messages ?? []) {
      const exchange = side === 'client' ? this.#ask(message, at) : this.#answer(message, at)
      if (message.complete || isLast) this.#hooks.onMessage(exchange, message)
    }
    reader?.forget()
  }

  #ask(request: Message, at: number): OpenExchange {
    if (this.#grown === 0) this.#begun++
    const exchange = this.#openAt(this.#begun - 1)
    exchange.addRequest(request, request.length - this.#grown, at)
    this.#grown = request.complete ? 0 : request.length
    return exchange
  }

  #answer(message: Message, at: number): OpenExchange {
    const exchange = this.#openAt(this.#answered)
    exchange.addResponse(message, at)
    if (exchange.response === message && message.complete) this.#answered++
    return exchange
  }

  /** What has become worth telling; `over`: no more bytes of answers will come. */
  #tell(over: boolean): Change[] {
    const first = this.#nextChange(over)
    if (first === undefined) return []
    const changes = [first]
    while (true) {
      const next = this.#nextChange(over)
      if (next === undefined) return changes
      changes.push(next)
    }
  }

  #nextChange(over: boolean): Change | undefined {
    const asked = this.#at(this.#requestsTold)
    const answered = this.#at(this.#responsesTold)
    const isTurn = this.#responsesTold < this.#requestsTold || (over && !asked?.request)
    if (isTurn && answered?.response && (answered.response.complete || over)) {
      this.#responsesTold++
      return { type: 'response', exchange: answered }
    }
    if (asked?.request && (asked.request.complete || asked.response || over)) {
      this.#requestsTold++
      this.#hooks.onRequest(asked)
      return { type: 'request', exchange: asked }
    }
    return undefined
  }
}
