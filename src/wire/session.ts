import { limits } from '../http/limits.ts'
import { Keeper, Memory } from '../http/memory.ts'
import { OpenConnection } from './connection.ts'
import type { WireEvent } from './event.ts'
import type { Change, Connection, Exchange } from './exchange.ts'
import type { OpenExchange } from './open-exchange.ts'
import { createRetries } from './retries.ts'

export interface SessionOptions {
  /** Bytes of one message that are kept beside its head. @default 1 MiB */
  readonly maxMessageBytes?: number
  /**
   * Bytes that all messages may keep together, beside 16 KiB of each head, which stay. The oldest give up theirs first.
   * @default 16 MiB
   */
  readonly maxBytes?: number
  /** Exchanges, and again connections, that are listed. The oldest are forgotten. @default 250 */
  readonly listed?: number
}

export interface Session {
  /** The latest connections, those that are still open among them. */
  readonly connections: readonly Connection[]
  /** The latest exchanges, those that are not over among them, in the order of their numbers. */
  readonly exchanges: readonly Exchange[]
  /** The last `count` exchanges that began before this one. @default 20 */
  before(exchange: Exchange, count?: number): readonly Exchange[]
  /** Folds the next event in and tells what became new by it. */
  take(event: WireEvent): Change[]
}

/**
 * Folds what the tap saw into connections and exchanges. An event costs as much as the bytes it
 * brings, however long the session; the options say what a session may cost in memory.
 */
export function createSession(options: SessionOptions = {}): Session {
  const { maxMessageBytes, maxBytes = limits.session, listed = 250 } = options
  const connections: OpenConnection[] = []
  const exchanges: OpenExchange[] = []
  const open = new Map<number, OpenConnection>()
  const memory = new Memory(maxBytes)
  const retries = createRetries()
  const cutConnections = createCut(connections, listed, ({ closing }) => closing !== undefined)
  const cutExchanges = createCut(exchanges, listed, ({ isOver }) => isOver)
  let begun = 0

  const hooks = {
    maxMessageBytes,
    memory,
    nextNumber: () => ++begun,
    onExchange: (exchange: OpenExchange) => exchanges.push(exchange),
    onNoExchange(exchange: OpenExchange) {
      exchanges.splice(exchanges.lastIndexOf(exchange), 1)
    },
    onRequest(exchange: OpenExchange) {
      exchange.retryOf = retries.retriedBy(exchange)
    },
    onNoResponse: (exchange: OpenExchange, at: number) => retries.add(exchange, at),
  }

  const forget = (gone: readonly OpenExchange[]) => {
    if (gone.length === 0) return
    const counts = new Map<number, number>()
    for (const { connection, messages } of gone) {
      counts.set(connection.id, (counts.get(connection.id) ?? 0) + 1)
      for (const message of messages) if (message instanceof Keeper) memory.giveBack(message)
    }
    // On its connection all exchanges before one that is over are over, too.
    for (const [id, count] of counts) open.get(id)?.forget(count)
  }

  return {
    connections,
    exchanges,
    before(exchange, count = 20) {
      const end = exchanges.findLastIndex(({ number }) => number < exchange.number) + 1
      return exchanges.slice(Math.max(0, end - count), end)
    },
    take(event) {
      if (event.type === 'opened') {
        const connection = new OpenConnection(event, hooks)
        open.set(connection.id, connection)
        connections.push(connection)
        cutConnections()
        return [{ type: 'opened', connection }]
      }
      const changes = open.get(event.connection)?.take(event) ?? []
      if (changes.at(-1)?.type === 'closed') open.delete(event.connection)
      forget(cutExchanges())
      return changes
    },
  }
}

const nothing: readonly never[] = []

/** Lists grow by this factor before they are cut, so that the cut costs each entry little. */
const slack = 1.2

/**
 * Cuts a list that has grown long enough to its latest entries and those that may not go; gives what
 * was taken off it.
 */
function createCut<T>(list: T[], listed: number, mayGo: (one: T) => boolean): () => readonly T[] {
  let most = listed * slack
  return () => {
    if (list.length <= most) return nothing
    const gone: T[] = []
    const surplus = list.length - listed
    let staying = 0
    for (const one of list.slice(0, surplus)) {
      if (mayGo(one)) gone.push(one)
      else list[staying++] = one
    }
    list.splice(staying, surplus - staying)
    most = list.length * slack
    return gone
  }
}
