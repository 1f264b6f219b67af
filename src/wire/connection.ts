import { headerValue } from '../http/headers.ts'
import type { Memory } from '../http/memory.ts'
import type { Message } from '../http/message.ts'
import { createReader, type Reader, type ReadMessage } from '../http/reader.ts'
import type { Side, WireEvent } from './event.ts'
import type { Change, Closing, Connection, End } from './exchange.ts'
import { OpenExchange } from './open-exchange.ts'
import { type OtherProtocol, protocolAfter, protocolOf } from './protocols/other-protocol.ts'

/** What the session is told, and asked, while a connection is folded. */
export interface ConnectionHooks {
  readonly memory: Memory
  /** Bytes of a message that are kept. */
  readonly maxMessageBytes: number | undefined
  readonly nextNumber: () => number
  readonly onExchange: (exchange: OpenExchange) => void
  /** What was taken for an exchange is none. */
  readonly onNoExchange: (exchange: OpenExchange) => void
  /** A request is about to be told. */
  readonly onRequest: (exchange: OpenExchange) => void
  /** A request gets no response any more, and not because its client has left. */
  readonly onNoResponse: (exchange: OpenExchange, at: number) => void
}

/** Reads that are listed. */
const listedAtMost = 100
const noBytes = new Uint8Array(0)

/** A connection as it comes in, with the readers of its two directions. */
export class OpenConnection implements Connection {
  readonly id: number
  readonly client: string
  readonly names: readonly string[] | undefined
  readonly openedAt: number
  firstByteAt: number | undefined = undefined
  readonly exchanges: OpenExchange[] = []
  readonly reads: number[] = []
  readonly ends: End[] = []
  closing: Closing | undefined = undefined
  closedAt: number | undefined = undefined
  protocol: OtherProtocol | undefined = undefined
  #switchedBy: OpenExchange | undefined = undefined

  readonly #hooks: ConnectionHooks
  #readers: Record<Side, Reader> | undefined
  /** The client's first bytes, while they may begin HTTP/1 or something else. */
  #first: Uint8Array | undefined = noBytes
  /** Requests with their responses, in their order on the connection, without the first ones that are forgotten. */
  #pairs: OpenExchange[] = []
  #forgottenPairs = 0
  /** Bytes of the server after a response that are none. */
  #surplus: OpenExchange | undefined = undefined
  /** Requests that have begun, and final responses that are over. */
  #begun = 0
  #answered = 0
  /** Bytes that have come of the last message of each side, if it still grows. */
  readonly #grown = { client: 0, server: 0 }
  /** Requests that are known to have been answered, or to get no response. */
  #noted = 0
  /** Exchanges whose request, and whose response, has been told. */
  #requestsTold = 0
  #responsesTold = 0
  readonly #surplusesToTell: OpenExchange[] = []

  constructor(event: WireEvent & { type: 'opened' }, hooks: ConnectionHooks) {
    this.id = event.connection
    this.client = event.client
    this.names = event.names
    this.openedAt = event.at
    this.#hooks = hooks
    const options = { memory: hooks.memory, maxBytes: hooks.maxMessageBytes }
    this.#readers = {
      // Once the server has switched, nothing comes here any more.
      client: createReader('request', { ...options, switched: () => false }),
      server: createReader('response', {
        ...options,
        methodOf: (index) => this.#pairAt(index)?.method,
        isAwaited: (index) => index < this.#begun,
        stopsAtSwitch: true,
      }),
    }
  }

  /** Folds in what happened on this connection, and tells what became new by it. */
  take(event: WireEvent): Change[] {
    switch (event.type) {
      case 'opened':
        return []
      case 'bytes':
        return this.#takeBytes(event.from, event.bytes, event.at)
      case 'ended':
        return this.#end(event.by, event.at)
      case 'reset':
        this.ends.push({ by: event.by, how: 'rst', at: event.at })
        return this.#close({ type: 'reset', by: event.by }, event.at)
      case 'refused':
        return this.#close({ type: 'refused' }, event.at)
      case 'closed':
        return this.#close({ type: 'closed', by: this.ends[0]?.by ?? 'client' }, event.at)
    }
  }

  /** Takes the first exchanges off the list. All of them are over. */
  forget(count: number): void {
    let pairs = 0
    for (const exchange of this.exchanges.splice(0, count))
      if (exchange === this.#pairs[pairs]) pairs++
    this.#pairs.splice(0, pairs)
    this.#forgottenPairs += pairs
  }

  /** The exchange that has this number on the connection, from 0. */
  #pairAt(index: number): OpenExchange | undefined {
    return this.#pairs[index - this.#forgottenPairs]
  }

  #takeBytes(from: Side, bytes: Uint8Array, at: number): Change[] {
    if (from === 'client') {
      this.firstByteAt ??= at
      if (this.reads.length < listedAtMost) this.reads.push(bytes.length)
    }
    if (this.protocol !== undefined) return this.#pass(this.protocol, from, bytes, at)
    if (from === 'client' && this.#first !== undefined) {
      const first = this.#first.length === 0 ? bytes : Buffer.concat([this.#first, bytes])
      const protocol = protocolOf(first)
      if (protocol === 'undecided') {
        this.#first = Uint8Array.from(first)
        return []
      }
      this.#first = undefined
      if (typeof protocol !== 'string') return this.#begin(protocol, undefined, from, first, at)
      return this.#read(from, first, at)
    }
    return this.#read(from, bytes, at)
  }

  #read(from: Side, bytes: Uint8Array, at: number): Change[] {
    const reader = this.#readers?.[from]
    if (reader === undefined) return []
    const taken = reader.push(bytes)
    const frames = this.#pair(from, at, bytes)
    const changes = withFrames(this.#tell(false), frames)
    const switched = from === 'server' ? this.#pairAt(this.#answered - 1) : undefined
    if (!switched?.isSwitched) return changes
    const rest = bytes.subarray(taken)
    return [...changes, ...this.#begin(protocolOn(switched), switched, from, rest, at)]
  }

  /** From these bytes on, the connection speaks something else. */
  #begin(
    protocol: OtherProtocol,
    exchange: OpenExchange | undefined,
    from: Side,
    bytes: Uint8Array,
    at: number,
  ): Change[] {
    this.protocol = protocol
    this.#switchedBy = exchange
    const began: Change = {
      type: 'protocol',
      connection: this,
      protocol,
      switchedBy: exchange,
    }
    const changes: Change[] = []
    // A server of HTTP/2 may speak first, which was no response to anything.
    const early = exchange === undefined ? this.exchanges[0] : undefined
    if (early?.response !== undefined && this.#responsesTold === 0) {
      changes.push(...this.#pass(protocol, 'server', early.response.bytes, at))
      this.forget(1)
      this.#pairs = []
      this.#hooks.onNoExchange(early)
    }
    changes.push(...this.#pass(protocol, from, bytes, at))
    return [began, ...changes]
  }

  #pass(protocol: OtherProtocol, from: Side, bytes: Uint8Array, at: number): Change[] {
    if (bytes.length === 0) return []
    return protocol.push(from, bytes).map((frame) => ({
      type: 'frame',
      connection: this,
      exchange: this.#switchedBy,
      frame,
      at,
    }))
  }

  #end(by: Side, at: number): Change[] {
    const first = this.ends[0]?.by
    this.ends.push({ by, how: 'fin', at })
    if (first !== undefined && first !== by) return this.#close({ type: 'closed', by: first }, at)
    this.#endReader(by, at)
    if (by === 'server') this.#noteNoResponses(at)
    return this.#tell(by === 'server')
  }

  #endReader(side: Side, at: number): void {
    if (side === 'client' && this.#first !== undefined && this.#first.length > 0)
      this.#readers?.client.push(this.#first)
    if (side === 'client') this.#first = undefined
    this.#readers?.[side].end()
    this.#pair(side, at)
  }

  #close(closing: Closing, at: number): Change[] {
    if (this.closing !== undefined) return []
    this.#endReader('client', at)
    this.#endReader('server', at)
    const first = this.ends[0]?.by ?? ('by' in closing ? closing.by : 'server')
    if (first === 'server') this.#noteNoResponses(at)
    this.closing = closing
    this.closedAt = at
    this.#readers = undefined
    return [...this.#tell(true), { type: 'closed', connection: this, closing }]
  }

  /** The server has ended first, or is not there. */
  #noteNoResponses(at: number): void {
    for (let index = Math.max(this.#answered, this.#noted); index < this.#begun; index++) {
      const exchange = this.#pairAt(index)
      if (exchange?.response === undefined && exchange?.request !== undefined)
        this.#hooks.onNoResponse(exchange, at)
    }
    this.#noted = this.#begun
  }

  #openAt(index: number): OpenExchange {
    const known = this.#pairAt(index)
    if (known !== undefined) return known
    const exchange = this.#open()
    this.#pairs.push(exchange)
    return exchange
  }

  #open(surplusOf?: number): OpenExchange {
    const exchange = new OpenExchange(this.#hooks.nextNumber(), this, surplusOf)
    this.exchanges.push(exchange)
    this.#hooks.onExchange(exchange)
    return exchange
  }

  /**
   * Brings the exchanges up to date with what is new in a reader, and lets that go of it. Gives what the bytes
   * bring of responses that are streams.
   */
  #pair(side: Side, at: number, bytes: Uint8Array = noBytes): FrameChange[] {
    const reader = this.#readers?.[side]
    const frames: FrameChange[] = []
    let taken = 0
    for (const message of reader?.messages ?? []) {
      const grown = message.length - this.#grown[side]
      const isFirst = this.#grown[side] === 0
      this.#grown[side] = message.complete ? 0 : message.length
      if (side === 'client') this.#addRequest(message, grown, isFirst, at)
      else {
        const exchange = this.#addResponse(message, grown, isFirst, at)
        for (const frame of exchange.readStream(message, bytes, taken, taken + grown))
          frames.push({ type: 'frame', connection: this, exchange, frame, at })
      }
      taken += grown
    }
    reader?.forget()
    return frames
  }

  #addRequest(request: Message, grown: number, isFirst: boolean, at: number): void {
    if (isFirst) this.#begun++
    this.#openAt(this.#begun - 1).addRequest(request, grown, at)
  }

  #addResponse(message: ReadMessage, grown: number, isFirst: boolean, at: number): OpenExchange {
    if (isFirst) {
      this.#surplus = undefined
      if (this.#isSurplus(message)) {
        this.#surplus = this.#open(this.#pairAt(this.#answered - 1)?.number)
        this.#surplusesToTell.push(this.#surplus)
      }
    }
    if (this.#surplus !== undefined) {
      this.#surplus.addResponse(message, grown, at)
      return this.#surplus
    }
    const exchange = this.#openAt(this.#answered)
    exchange.addResponse(message, grown, at)
    if (exchange.response === message && message.complete) this.#answered++
    return exchange
  }

  /** Nobody waits for a response, one was there before, and these bytes begin none. */
  #isSurplus({ bytes, isSurplus }: ReadMessage): boolean {
    if (isSurplus) return true
    if (this.#answered === 0 || this.#answered < this.#begun) return false
    const text = Buffer.from(bytes.subarray(0, 100)).toString('latin1').trimStart()
    return !text.startsWith(statusLineStart.slice(0, text.length))
  }

  /** What has become worth telling; `isOver`: no more bytes of responses will come. */
  #tell(isOver: boolean): Change[] {
    const changes: Change[] = []
    while (true) {
      const next = this.#nextChange(isOver)
      if (next === undefined) return changes
      changes.push(next)
    }
  }

  #nextChange(isOver: boolean): Change | undefined {
    const asked = this.#pairAt(this.#requestsTold)
    const answered = this.#pairAt(this.#responsesTold)
    const isTurn = this.#responsesTold < this.#requestsTold || (isOver && !asked?.request)
    if (isTurn && answered?.response && (answered.response.complete || isOver)) {
      this.#responsesTold++
      return { type: 'response', exchange: answered }
    }
    if (asked?.request && (asked.request.complete || asked.response || isOver)) {
      this.#requestsTold++
      this.#hooks.onRequest(asked)
      return { type: 'request', exchange: asked }
    }
    const [surplus] = this.#surplusesToTell
    if (surplus === undefined || !(isOver || surplus.response?.complete)) return undefined
    this.#surplusesToTell.shift()
    return { type: 'response', exchange: surplus }
  }
}

const statusLineStart = 'HTTP/1.'

type FrameChange = Change & { readonly type: 'frame' }

/** What passed in a response comes before its end. */
function withFrames(changes: Change[], frames: readonly FrameChange[]): Change[] {
  if (frames.length === 0) return changes
  const end = changes.findIndex(
    (change) => change.type === 'response' && change.exchange === frames[0]?.exchange,
  )
  return end < 0 ? [...changes, ...frames] : changes.toSpliced(end, 0, ...frames)
}

/** What a response that changes the protocol says is spoken from now on. */
function protocolOn({ request, response }: OpenExchange): OtherProtocol {
  const fields = response?.fields ?? []
  const line = response?.startLine
  const isTunnel = line?.type !== 'status-line' || line.status !== 101
  return protocolAfter({
    upgrade: isTunnel ? undefined : (headerValue(fields, 'upgrade') ?? ''),
    extensions: headerValue(fields, 'sec-websocket-extensions'),
    target: request?.startLine?.type === 'request-line' ? request.startLine.target : '',
  })
}
