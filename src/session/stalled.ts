import type { Exchange } from '../wire/exchange.ts'
import type { Session as WireSession } from '../wire/session.ts'
import type { FeedBuilder } from './feed.ts'

/** What sent nothing for so long is told of. */
const stalledAfterMs = 2000
const lookEveryMs = 500
/** Exchanges that are looked at: older ones have been told of. */
const maxLooked = 50

export interface StalledOptions {
  readonly wire: WireSession
  readonly feed: FeedBuilder
  /** Milliseconds on the tap's clock. */
  readonly clock: () => number
  readonly onNews: () => void
}

/** Tells the feed of connections that sent nothing, and of requests and responses that do not end. */
export function watchStalled({ wire, feed, clock, onNews }: StalledOptions): { stop(): void } {
  const told = new WeakSet<object>()
  /** How long a request was when it was looked at, and since when. */
  const grown = new WeakMap<Exchange, { readonly length: number; readonly at: number }>()
  const tellOnce = (what: object, tell: () => void) => {
    if (told.has(what)) return
    told.add(what)
    tell()
    onNews()
  }
  const look = () => {
    const now = clock()
    for (const connection of wire.connections.slice(-maxLooked))
      if (
        connection.reads.length === 0 &&
        connection.exchanges.length === 0 &&
        connection.closing === undefined &&
        now - connection.openedAt >= stalledAfterMs
      )
        tellOnce(connection, () => feed.idle(connection))
    for (const exchange of wire.exchanges.slice(-maxLooked)) {
      const { request, response, connection, requestAt } = exchange
      if (connection.closing !== undefined || requestAt === undefined || told.has(exchange))
        continue
      if (request?.complete === false && response === undefined) {
        const before = grown.get(exchange)
        if (before?.length !== request.length)
          grown.set(exchange, {
            length: request.length,
            at: before === undefined ? requestAt : now,
          })
        else if (now - before.at >= stalledAfterMs)
          tellOnce(exchange, () => feed.stalled(exchange, 'request'))
      } else if (response?.complete !== true && now - requestAt >= stalledAfterMs)
        tellOnce(exchange, () => feed.stalled(exchange, 'response'))
    }
  }
  const timer = setInterval(look, lookEveryMs)
  return { stop: () => clearInterval(timer) }
}
