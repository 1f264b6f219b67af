import type { Change, Closing, Connection, Exchange } from '../wire/exchange.ts'
import type { Frame, OtherProtocol } from '../wire/protocols/other-protocol.ts'

/** Something on the wire, or beside it, that is worth a line. */
export type FeedItem =
  | {
      readonly type: 'exchange'
      readonly exchange: Exchange
      /** Its request, or its response, has not ended for a while. */
      readonly stalled: 'request' | 'response' | undefined
    }
  /** A connection on which nothing has been sent for a while. */
  | { readonly type: 'idle'; readonly connection: Connection }
  /** A connection without an exchange came to its end. */
  | { readonly type: 'closed'; readonly connection: Connection; readonly closing: Closing }
  /** From here on a connection speaks another protocol than HTTP/1. `isAfterHttp`: a response agreed on it. */
  | {
      readonly type: 'protocol'
      readonly connection: Connection
      readonly protocol: OtherProtocol
      readonly isAfterHttp: boolean
    }
  /** What passed in it, or in a response that is a stream. */
  | { readonly type: 'frame'; readonly connection: Connection; readonly frame: Frame }
  /** Frames that came faster than anybody reads. */
  | { readonly type: 'more-frames'; readonly connection: Connection; readonly count: number }
  /** What the program printed. */
  | {
      readonly type: 'output'
      readonly stream: 'stdout' | 'stderr'
      readonly lines: readonly string[]
      /** Lines that are left out. */
      readonly more: number
    }
  /** The server starts again: what it printed before is over. */
  | { readonly type: 'restarted' }
  /** More came than anybody reads. */
  | Burst

export interface Burst {
  readonly type: 'burst'
  readonly requests: number
  readonly fromMs: number
  readonly toMs: number
  /** How many responses had which status code. */
  readonly statuses: ReadonlyMap<number, number>
  /** Connections that were reset, refused, or closed without a response. */
  readonly failed: number
}

/** What came, oldest first. */
export interface Feed {
  readonly items: readonly FeedItem[]
  /** Requests that came in all. */
  readonly requests: number
  /** Items that are no longer kept. */
  readonly dropped: number
}

export const noFeed: Feed = { items: [], requests: 0, dropped: 0 }

const maxItems = 300
/** So many requests within the time are merged, until there are few again. */
const burst = { requests: 40, withinMs: 1000, calmRequests: 5 }

/** So many frames within the time are shown, and the others counted. */
const frameBurst = { frames: 20, withinMs: 1000 }

/** Lines of a burst of output that are shown, and how much of each. */
const maxOutputLines = 10
const maxLineLength = 4000

/** Gathers what is new on the wire. What comes too fast to be read is counted. */
export interface FeedBuilder {
  readonly feed: Feed
  take(change: Change, atMs: number): void
  idle(connection: Connection): void
  stalled(exchange: Exchange, what: 'request' | 'response'): void
  output(stream: 'stdout' | 'stderr', lines: readonly string[]): void
  restarted(): void
}

export function createFeed(): FeedBuilder {
  let items: FeedItem[] = []
  let requests = 0
  let dropped = 0
  let recent: number[] = []
  let recentFrames: number[] = []
  const merged = new WeakSet<Exchange>()
  let feed = noFeed

  const changed = () => {
    if (items.length > maxItems) {
      dropped += items.length - maxItems
      items = items.slice(-maxItems)
    }
    feed = { items, requests, dropped }
  }
  const add = (item: FeedItem) => {
    items = [...items, item]
    changed()
  }
  const replace = (at: number, item: FeedItem) => {
    items = items.with(at, item)
    changed()
  }
  /** Only the last burst grows: what comes after it is told by itself. */
  const mergeInto = (change: (last: Burst) => Burst) => {
    const at = items.findLastIndex(({ type }) => type === 'burst')
    const last = items[at]
    if (last?.type === 'burst') replace(at, change(last))
  }
  const begin = (exchange: Exchange, atMs: number) => {
    requests += 1
    recent = [...recent.slice(-burst.requests), atMs]
    const within = recent.filter((at) => atMs - at < burst.withinMs).length
    const last = items.at(-1)
    const goesOn = last?.type === 'burst' && within > burst.calmRequests
    if (within <= burst.requests && !goesOn)
      return add({ type: 'exchange', exchange, stalled: undefined })
    merged.add(exchange)
    if (goesOn) return mergeInto((now) => ({ ...now, requests: now.requests + 1, toMs: atMs }))
    add({
      type: 'burst',
      requests: 1,
      fromMs: atMs,
      toMs: atMs,
      statuses: new Map(),
      failed: 0,
    })
  }

  const addFrame = (connection: Connection, frame: Frame, atMs: number) => {
    recentFrames = [...recentFrames.slice(1 - frameBurst.frames), atMs]
    const [oldest = atMs] = recentFrames
    const isQuick = recentFrames.length === frameBurst.frames && atMs - oldest < frameBurst.withinMs
    if (!isQuick || isFaulty(frame)) return add({ type: 'frame', connection, frame })
    const last = items.at(-1)
    if (last?.type === 'more-frames' && last.connection === connection)
      return replace(items.length - 1, { ...last, count: last.count + 1 })
    add({ type: 'more-frames', connection, count: 1 })
  }

  return {
    get feed() {
      return feed
    },
    take(change, atMs) {
      switch (change.type) {
        case 'opened':
          return
        case 'request':
          return begin(change.exchange, atMs)
        case 'response': {
          const { exchange } = change
          if (merged.has(exchange)) {
            const line = exchange.response?.startLine
            const status = line?.type === 'status-line' ? line.status : 0
            return mergeInto((now) => ({
              ...now,
              toMs: atMs,
              statuses: new Map(now.statuses).set(status, (now.statuses.get(status) ?? 0) + 1),
            }))
          }
          // A server may speak before it is asked.
          if (exchange.request === undefined && !knows(items, exchange))
            return add({ type: 'exchange', exchange, stalled: undefined })
          return changed()
        }
        case 'protocol': {
          const { connection, protocol, switchedBy } = change
          const isAfterHttp = switchedBy !== undefined
          return add({ type: 'protocol', connection, protocol, isAfterHttp })
        }
        case 'frame':
          return addFrame(change.connection, change.frame, atMs)
        case 'closed': {
          const { connection, closing } = change
          const last = connection.exchanges.at(-1)
          if (last !== undefined && merged.has(last)) {
            if (last.response === undefined || closing.type !== 'closed')
              mergeInto((now) => ({ ...now, failed: now.failed + 1 }))
            return
          }
          if (last !== undefined && knows(items, last)) return changed()
          if (closing.type !== 'closed' || connection.reads.length > 0)
            return add({ type: 'closed', connection, closing })
        }
      }
    },
    idle: (connection) => add({ type: 'idle', connection }),
    restarted() {
      if (items.length > 0 && items.at(-1)?.type !== 'restarted') add({ type: 'restarted' })
    },
    stalled(exchange, what) {
      const at = items.findLastIndex(
        (item) => item.type === 'exchange' && item.exchange === exchange,
      )
      if (at < 0) {
        if (!merged.has(exchange)) add({ type: 'exchange', exchange, stalled: what })
      } else replace(at, { type: 'exchange', exchange, stalled: what })
    },
    output(stream, lines) {
      // Empty lines at the end would stand between this and what belongs to it.
      const burst = lines.slice(0, lines.findLastIndex((line) => line !== '') + 1)
      if (burst.length === 0) return
      const room = stream === 'stderr' || burst.length <= maxOutputLines ? maxOutputLines * 4 : 1
      const shown = burst.slice(0, room).map((line) => line.slice(0, maxLineLength))
      const more = burst.length - shown.length
      const last = items.at(-1)
      // A flood is one item: its first lines, and a count.
      if (last?.type === 'output' && last.stream === stream && last.more > 0)
        return replace(items.length - 1, { ...last, more: last.more + burst.length })
      if (
        last?.type === 'output' &&
        last.stream === stream &&
        last.lines.length >= maxOutputLines * 4
      )
        return replace(items.length - 1, { ...last, more: last.more + burst.length })
      if (last?.type === 'output' && last.stream === stream && more === 0)
        return replace(items.length - 1, { ...last, lines: [...last.lines, ...shown] })
      add({ type: 'output', stream, lines: shown, more })
    },
  }
}

/** What is wrong on the wire is never only counted. */
const isFaulty = (frame: Frame) =>
  (frame.protocol === 'websocket' && frame.problems.length > 0) ||
  (frame.protocol === 'tls' && 'isTls' in frame)

const knows = (items: readonly FeedItem[], exchange: Exchange) =>
  items.some((item) => item.type === 'exchange' && item.exchange === exchange)
