import type { Address } from '../../notes/copy-line.ts'
import { redactFrame } from '../../notes/redacted.ts'
import type { Change, Connection, Exchange } from '../../wire/exchange.ts'
import { redactUrl } from '../../wire/redact.ts'
import type { ServerLanguage } from '../../words/in-code.ts'
import type { ConnectionLine, ExchangeDetail, ExchangeLine, SavedSession } from '../protocol.ts'
import { bareLine } from '../view/bare-line.ts'
import { connectionLine } from '../view/connection.ts'
import { type Around, exchangeDetail, exchangeLine, type LandedFrame } from '../view/exchange.ts'
import { redactor } from '../view/redacted-exchange.ts'
import { createKept } from './kept.ts'

/** What the page can show of the wire: a line for each exchange and connection, and all of the latest ones. */
export interface WireRecord {
  readonly exchanges: ReadonlyMap<number, ExchangeLine>
  readonly connections: ReadonlyMap<number, ConnectionLine>
  /** Takes a change on the wire, and looks at it later: passing bytes on comes first. */
  take(change: Change): void
  /** Forgets all, and begins with what is on the wire already. */
  restart(connections: readonly Connection[], exchanges: readonly Exchange[]): void
  /** All of one exchange; undefined where it is not kept any more. With `redact`, without what is secret. */
  detail(number: number, redact: boolean): ExchangeDetail | undefined
  /** What a file holds of it: all lines, and all of the latest exchanges. */
  saved(redact: boolean): Pick<SavedSession, 'exchanges' | 'connections' | 'details'>
  stop(): void
}

export interface RecordOptions {
  /** The latest connections of the session. */
  readonly connectionsNow: () => readonly Connection[]
  readonly language: () => ServerLanguage | undefined
  /** Where requests can be sent again. */
  readonly address: () => Address
  /** How an exchange is told. @default as it passed on the wire */
  readonly lineOf?: (exchange: Exchange, around: Around) => ExchangeLine
  readonly detailOf?: (exchange: Exchange, around: Around, address: Address) => ExchangeDetail
  readonly onExchange: (number: number) => void
  readonly onConnection: (id: number) => void
  /** Lines that are kept; the oldest are forgotten. @default 20 000 */
  readonly maxLines?: number
  /** Bytes of exchanges of which all can be told. @default 32 MiB */
  readonly maxBytes?: number
}

/** Looking takes at most this much of the time while bytes pass, and this much once none has for a while. */
const slice = { workMs: 2, everyMs: 30 }
const calmMs = 100
const calmSlice = { workMs: 8, everyMs: 8 }
/** Bytes of JSON that all of the exchanges may take in a file. The latest are in it; of the others, their lines. */
const maxSavedBytes = 32 * 1024 * 1024
/** Frames of one exchange that are kept. */
const maxFrames = 1000

export function createWireRecord(options: RecordOptions): WireRecord {
  const { connectionsNow, language, address, onExchange, onConnection } = options
  const { lineOf = exchangeLine, detailOf = exchangeDetail } = options
  const { maxLines = 20_000, maxBytes = 32 * 1024 * 1024 } = options
  const exchanges = new Map<number, ExchangeLine>()
  const connections = new Map<number, ConnectionLine>()
  const frames = new Map<number, LandedFrame[]>()
  const kept = createKept(maxBytes)
  /** What has changed since it was looked at, and what was only looked at without reading its messages. */
  const freshExchanges = new Map<number, Exchange>()
  const unread = new Map<number, Exchange>()
  const freshConnections = new Map<number, Connection>()
  let lastChangeAt = 0
  let timer: NodeJS.Timeout | undefined

  const around = ({ number }: Exchange, redacted = same): Around => ({
    session: {
      connections: redacted === same ? connectionsNow() : [],
      exchanges: kept.near(number).map(redacted),
      before: (one, count = 20) => kept.before(one.number, count).map(redacted),
    },
    language: language(),
    frames:
      redacted === same
        ? (frames.get(number) ?? [])
        : (frames.get(number) ?? []).map(({ at, frame }) => ({ at, frame: redactFrame(frame) })),
  })
  const setExchange = (line: ExchangeLine) => {
    exchanges.set(line.number, line)
    forgetOldest(exchanges, maxLines)
    onExchange(line.number)
  }
  const lookAtOne = () => {
    for (const [id, connection] of freshConnections) {
      freshConnections.delete(id)
      connections.set(id, connectionLine(connection))
      forgetOldest(connections, maxLines)
      onConnection(id)
      return true
    }
    for (const [number, exchange] of freshExchanges) {
      freshExchanges.delete(number)
      unread.set(number, exchange)
      // What was read of it before stays until it is read again.
      const { why, isByItself, severity } = exchanges.get(number) ?? bareLine(exchange)
      const landed = frames.get(number)?.length ?? 0
      setExchange({ ...bareLine(exchange), why, isByItself, severity, frames: landed })
      return true
    }
    for (const [number, exchange] of unread) {
      unread.delete(number)
      setExchange(lineOf(exchange, around(exchange)))
      return true
    }
    return false
  }
  const look = () => {
    timer = undefined
    const now = performance.now()
    const isCalm = now - lastChangeAt > calmMs
    const endAt = now + (isCalm ? calmSlice : slice).workMs
    while (lookAtOne())
      if (performance.now() >= endAt) {
        timer = setTimeout(look, (isCalm ? calmSlice : slice).everyMs)
        return
      }
  }
  const lookSoon = () => {
    timer ??= setTimeout(look, slice.everyMs)
  }

  const takeExchange = (exchange: Exchange) => {
    freshExchanges.set(exchange.number, exchange)
    // More comes than there is time to look at: what is not kept gets a line all the same.
    for (const gone of kept.add(exchange)) {
      frames.delete(gone.number)
      unread.delete(gone.number)
      if (freshExchanges.delete(gone.number)) setExchange(bareLine(gone))
    }
  }
  const takeFrame = (exchange: Exchange | undefined, came: LandedFrame) => {
    if (exchange === undefined) return
    const all = frames.get(exchange.number) ?? []
    if (all.length >= maxFrames) all.shift()
    all.push(came)
    frames.set(exchange.number, all)
    takeExchange(exchange)
  }

  return {
    exchanges,
    connections,
    take(change) {
      lastChangeAt = performance.now()
      switch (change.type) {
        case 'opened':
          freshConnections.set(change.connection.id, change.connection)
          break
        case 'request':
        case 'response':
          takeExchange(change.exchange)
          freshConnections.set(change.exchange.connection.id, change.exchange.connection)
          break
        case 'frame': {
          const { connection, exchange = connection.exchanges.at(-1), frame, at } = change
          takeFrame(exchange, { at, frame })
          break
        }
        case 'protocol':
          freshConnections.set(change.connection.id, change.connection)
          break
        case 'closed':
          freshConnections.set(change.connection.id, change.connection)
          for (const exchange of change.connection.exchanges)
            if (exchange.response?.complete !== true) takeExchange(exchange)
      }
      lookSoon()
    },
    restart(nowOpen, nowThere) {
      for (const map of [exchanges, connections, frames, freshExchanges, unread, freshConnections])
        map.clear()
      kept.clear()
      for (const connection of nowOpen) freshConnections.set(connection.id, connection)
      for (const exchange of nowThere) takeExchange(exchange)
      lookSoon()
    },
    detail(number, redact) {
      const exchange = kept.get(number)
      const shown = redact ? redactor() : same
      return exchange && detailOf(shown(exchange), around(exchange, shown), address())
    },
    saved(redact) {
      while (lookAtOne());
      const redacted = redact ? redactor() : same
      const details: ExchangeDetail[] = []
      let size = 0
      for (const number of [...exchanges.keys()].toReversed()) {
        const exchange = kept.get(number)
        if (exchange === undefined) continue
        const detail = detailOf(redacted(exchange), around(exchange, redacted), address())
        size += JSON.stringify(detail).length
        if (size > maxSavedBytes) break
        details.push(detail)
      }
      const savedLine = (line: ExchangeLine): ExchangeLine => {
        const exchange = kept.get(line.number)
        if (!redact) return line
        if (exchange !== undefined) return lineOf(redacted(exchange), around(exchange, redacted))
        // Why it came may tell where from.
        return { ...line, why: undefined, target: line.target && redactUrl(line.target) }
      }
      return {
        exchanges: sorted(exchanges.values(), ({ number }) => number).map(savedLine),
        connections: sorted(connections.values(), ({ id }) => id),
        details: details.toReversed(),
      }
    },
    stop: () => clearTimeout(timer),
  }
}

const sorted = <T>(values: Iterable<T>, keyOf: (one: T) => number): T[] =>
  [...values].sort((a, b) => keyOf(a) - keyOf(b))

const same = (exchange: Exchange) => exchange

/** Maps keep the order in which their keys came. */
function forgetOldest(map: Map<number, unknown>, most: number): void {
  if (map.size <= most) return
  for (const key of map.keys()) {
    map.delete(key)
    return
  }
}
