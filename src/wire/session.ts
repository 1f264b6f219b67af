import { Allowance } from '../http/allowance.ts'
import type { Message } from '../http/message.ts'
import { CaptureBudget } from './capture-budget.ts'
import { OpenConnection } from './connection.ts'
import type { WireEvent } from './event.ts'
import type { Change, Connection, Exchange } from './exchange.ts'
import { Latest } from './latest.ts'
import type { OpenExchange } from './open-exchange.ts'
import { createRetries } from './retries.ts'

export interface SessionOptions {
  /** Bytes of one message that are kept. @default 1 MiB */
  readonly messageLimit?: number
  /**
   * Bytes of memory that all complete messages may take together, their tokens counted, and again
   * those that still grow. Beyond it the oldest of the complete ones give up their bytes and tokens,
   * and the others keep no more than a little of what comes. @default 16 MiB
   */
  readonly captureLimit?: number
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
 * brings, however long the session; the options say what a session may cost in memory. It keeps
 * views of the bytes in the events, which therefore may not change.
 */
export function createSession(options: SessionOptions = {}): Session {
  const { messageLimit, captureLimit = 16 * 1024 * 1024, listed = 250 } = options
  const connections = new Latest<OpenConnection>(listed, ({ closing }) => closing !== undefined)
  const exchanges = new Latest<OpenExchange>(listed, ({ isOver }) => isOver)
  const open = new Map<number, OpenConnection>()
  const budget = new CaptureBudget(captureLimit)
  const allowance = new Allowance(captureLimit)
  const retries = createRetries()
  let begun = 0

  const hooks = {
    ...(messageLimit !== undefined && { limit: messageLimit }),
    allowance,
    nextNumber: () => ++begun,
    onExchange: (exchange: OpenExchange) => exchanges.list.push(exchange),
    onMessage: (exchange: OpenExchange, message: Message) => budget.add(exchange, message),
    onRequest(exchange: OpenExchange) {
      exchange.retryOf = retries.retriedBy(exchange)
    },
    onNoAnswer: (exchange: OpenExchange, at: number) => retries.add(exchange, at),
  }

  return {
    connections: connections.list,
    exchanges: exchanges.list,
    before(exchange, count = 20) {
      const end = exchanges.list.findLastIndex(({ number }) => number < exchange.number) + 1
      return exchanges.list.slice(Math.max(0, end - count), end)
    },
    take(event) {
      if (event.type === 'opened') {
        const connection = new OpenConnection(event, hooks)
        open.set(connection.id, connection)
        connections.list.push(connection)
        connections.cut()
        return [{ type: 'opened', connection }]
      }
      const changes = open.get(event.connection)?.take(event) ?? []
      if (changes.at(-1)?.type === 'closed') open.delete(event.connection)
      const gone = exchanges.cut()
      if (gone.length > 0) forget(gone, budget)
      return changes
    },
  }
}

/** Takes exchanges off the lists of their connections, where they are first: all before are over. */
function forget(exchanges: readonly OpenExchange[], budget: CaptureBudget): void {
  const counts = new Map<OpenConnection, number>()
  for (const exchange of exchanges) {
    const { connection } = exchange
    exchange.isForgotten = true
    counts.set(connection, (counts.get(connection) ?? 0) + 1)
  }
  budget.releaseForgotten()
  for (const [connection, count] of counts) connection.forget(count)
}
