import type { WireView } from '../terminal/views/wire.ts'
import type { WireEvent } from '../wire/event.ts'
import type { Change, Connection, Exchange } from '../wire/exchange.ts'
import type { Session } from '../wire/session.ts'

/** Milliseconds after which a connection that sent nothing, or a message that has not ended, is told of. */
const stalledAfter = 2000

/** Looks after what has begun on the wire and may not go on. */
export interface Stalled {
  /** To be told of an event, once the session has taken it, and of what it changed. */
  take(event: WireEvent, changes: readonly Change[]): void
  /** Nothing is printed any more. */
  stop(): void
}

export interface StalledOptions {
  readonly session: Session
  readonly view: WireView
  readonly print: (lines: readonly string[]) => void
}

/** Prints connections that sent nothing, and requests and answers that have not ended, after a while. */
export function tellStalled({ session, view, print }: StalledOptions): Stalled {
  const timers = new Set<NodeJS.Timeout>()
  const later = (action: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      action()
    }, stalledAfter)
    timers.add(timer)
  }
  const tellIdle = (connection: Connection) =>
    later(() => {
      if (connection.reads.length === 0 && connection.closing === undefined)
        print(view.idle(connection))
    })
  const tellWaiting = (exchange: Exchange) =>
    later(() => {
      if (!exchange.response?.complete && exchange.connection.closing === undefined)
        print(view.waiting(exchange))
    })

  /** The connections whose last request is looked after. */
  const unfinished = new Set<number>()
  const tellUnfinished = (id: number) => {
    if (unfinished.has(id)) return
    const exchange = session.exchanges.findLast(({ connection }) => connection.id === id)
    if (exchange === undefined || !isUnfinished(exchange)) return
    unfinished.add(id)
    const length = exchange.request?.length
    later(() => {
      unfinished.delete(id)
      if (isUnfinished(exchange) && exchange.request?.length === length)
        print(view.unfinished(exchange))
      else tellUnfinished(id)
    })
  }

  return {
    take(event, changes) {
      for (const change of changes) {
        if (change.type === 'opened') tellIdle(change.connection)
        if (change.type === 'request') tellWaiting(change.exchange)
      }
      if (event.type === 'bytes' && event.from === 'client') tellUnfinished(event.connection)
    },
    stop() {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

/** Its request has begun, and neither its end nor an answer has come. */
const isUnfinished = ({ request, response, connection }: Exchange): boolean =>
  request?.complete === false && response === undefined && connection.closing === undefined
