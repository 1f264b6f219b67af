import type { Side, WireEvent } from './event.ts'
import type { Message } from './tokens/message.ts'
import { createReader, type Reader } from './tokens/reader.ts'

/** A request with its response. Times are in milliseconds on the tap's clock. */
export interface Exchange {
  /** From 1, in the order the requests began. */
  readonly number: number
  readonly connection: Connection
  /** Undefined where a server spoke before it was asked. */
  readonly request: Message | undefined
  readonly requestAt: number | undefined
  /** Answers before the final one (RFC 9110, section 15.2). */
  readonly interim: readonly Message[]
  readonly response: Message | undefined
  readonly responseAt: number | undefined
}

/** How a connection came to its end. */
export type Closing =
  | { readonly type: 'closed'; readonly by: Side }
  | { readonly type: 'reset'; readonly by: Side }
  | { readonly type: 'refused' }

export interface Connection {
  /** From 1. */
  readonly id: number
  readonly client: string
  readonly openedAt: number
  readonly exchanges: readonly Exchange[]
  /** Sizes in bytes of what came from the client, read by read. */
  readonly reads: readonly number[]
  /** Undefined while it is open. */
  readonly closing: Closing | undefined
  readonly closedAt: number | undefined
}

/** What is new after an event. */
export type Change =
  | { readonly type: 'opened'; readonly connection: Connection }
  /** The request has come as far as it will before it is answered. */
  | { readonly type: 'request'; readonly exchange: Exchange }
  /** The response has come as far as it will. */
  | { readonly type: 'response'; readonly exchange: Exchange }
  | { readonly type: 'closed'; readonly connection: Connection; readonly closing: Closing }

export interface Session {
  readonly connections: readonly Connection[]
  readonly exchanges: readonly Exchange[]
  /** Folds the next event in and tells what became new by it. */
  take(event: WireEvent): Change[]
}

interface OpenExchange extends Exchange {
  request: Message | undefined
  requestAt: number | undefined
  interim: Message[]
  response: Message | undefined
  responseAt: number | undefined
  told: { request: boolean; response: boolean }
}

interface OpenConnection extends Connection {
  readonly exchanges: OpenExchange[]
  readonly reads: number[]
  closing: Closing | undefined
  closedAt: number | undefined
  readonly requests: Reader
  readonly responses: Reader
  /** Who said first that it would send no more. */
  endedBy: Side | undefined
}

/** Folds what the tap saw into connections and exchanges. */
export function createSession(): Session {
  const connections: OpenConnection[] = []
  const byId = new Map<number, OpenConnection>()
  const exchanges: OpenExchange[] = []

  const open = (event: WireEvent & { type: 'opened' }): Change[] => {
    const requests = createReader('request')
    const methodOf = (index: number) => {
      const line = requests.messages[index]?.startLine
      return line?.type === 'request-line' ? line.method : undefined
    }
    const connection: OpenConnection = {
      id: event.connection,
      client: event.client,
      openedAt: event.at,
      exchanges: [],
      reads: [],
      closing: undefined,
      closedAt: undefined,
      requests,
      responses: createReader('response', { methodOf }),
      endedBy: undefined,
    }
    connections.push(connection)
    byId.set(connection.id, connection)
    return [{ type: 'opened', connection }]
  }

  const exchangeAt = (connection: OpenConnection, index: number): OpenExchange => {
    const known = connection.exchanges[index]
    if (known !== undefined) return known
    const exchange: OpenExchange = {
      number: exchanges.length + 1,
      connection,
      request: undefined,
      requestAt: undefined,
      interim: [],
      response: undefined,
      responseAt: undefined,
      told: { request: false, response: false },
    }
    exchanges.push(exchange)
    connection.exchanges.push(exchange)
    return exchange
  }

  /** Brings the exchanges up to date with what the two readers hold. */
  const pair = (connection: OpenConnection, at: number) => {
    for (const [i, request] of connection.requests.messages.entries()) {
      const exchange = exchangeAt(connection, i)
      exchange.request = request
      exchange.requestAt ??= at
    }
    let i = 0
    let interim: Message[] = []
    for (const message of connection.responses.messages) {
      const exchange = exchangeAt(connection, i)
      exchange.responseAt ??= at
      if (isInterim(message)) interim.push(message)
      else {
        exchange.interim = interim
        exchange.response = message
        interim = []
        i += 1
      }
    }
  }

  /** What has become worth telling; `over`: no more bytes will come. */
  const tell = (connection: OpenConnection, over: boolean): Change[] =>
    connection.exchanges.flatMap((exchange): Change[] => {
      const { told, request, response } = exchange
      const changes: Change[] = []
      if (!told.request && request !== undefined) {
        if (request.complete || response !== undefined || over) {
          told.request = true
          changes.push({ type: 'request', exchange })
        }
      }
      if (!told.response && response !== undefined && (told.request || over)) {
        if (response.complete || over) {
          told.response = true
          changes.push({ type: 'response', exchange })
        }
      }
      return changes
    })

  const close = (connection: OpenConnection, closing: Closing, at: number): Change[] => {
    connection.closing = closing
    connection.closedAt = at
    connection.requests.end()
    connection.responses.end()
    pair(connection, at)
    return [...tell(connection, true), { type: 'closed', connection, closing }]
  }

  return {
    connections,
    exchanges,
    take(event) {
      if (event.type === 'opened') return open(event)
      const connection = byId.get(event.connection)
      if (connection === undefined || connection.closing !== undefined) return []
      switch (event.type) {
        case 'bytes': {
          const reader = event.from === 'client' ? connection.requests : connection.responses
          if (event.from === 'client') connection.reads.push(event.bytes.length)
          reader.push(event.bytes)
          pair(connection, event.at)
          return tell(connection, false)
        }
        case 'ended': {
          const first = connection.endedBy
          if (first !== undefined && first !== event.by)
            return close(connection, { type: 'closed', by: first }, event.at)
          connection.endedBy = event.by
          const reader = event.by === 'client' ? connection.requests : connection.responses
          reader.end()
          pair(connection, event.at)
          return tell(connection, event.by === 'server')
        }
        case 'reset':
          return close(connection, { type: 'reset', by: event.by }, event.at)
        case 'refused':
          return close(connection, { type: 'refused' }, event.at)
        case 'closed':
          return close(connection, { type: 'closed', by: connection.endedBy ?? 'client' }, event.at)
      }
    },
  }
}

const isInterim = ({ startLine }: Message) =>
  startLine?.type === 'status-line' && startLine.status >= 100 && startLine.status < 200
