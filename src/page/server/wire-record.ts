import type { Address } from '../../notes/copy-line.ts'
import { redactFrame } from '../../notes/redacted.ts'
import type { Change, Connection, Exchange } from '../../wire/exchange.ts'
import { redactUrl } from '../../wire/redact.ts'
import type { ServerLanguage } from '../../words/in-code.ts'
import type { ConnectionLine, ExchangeDetail, ExchangeLine, SavedSession } from '../protocol.ts'
import { shownLine } from '../view/bare-line.ts'
import { connectionLine } from '../view/connection.ts'
import { type Around, exchangeDetail, exchangeLine, type LandedFrame } from '../view/exchange.ts'
import { redactor } from '../view/redacted-exchange.ts'
import { redactedConnection } from '../view/spoken.ts'
import { createKept } from './kept.ts'
import { createLineRing } from './line-ring.ts'
import { createPace } from './pace.ts'

/** What the page can show of the wire: a line for each exchange and connection, and all of the latest ones. */
export interface WireRecord {
  /** The numbers of all exchanges that have a line, the oldest first; and the line of one. */
  exchangeNumbers(): Iterable<number>
  exchange(number: number): ExchangeLine | undefined
  connectionIds(): Iterable<number>
  connection(id: number): ConnectionLine | undefined
  /** So much comes that whoever is told of it waits. */
  isBusy(): boolean
  /** Takes a change on the wire, and looks at it later: passing bytes on comes first. */
  take(change: Change): void
  /** Forgets all, and begins with what is on the wire already. */
  restart(connections: readonly Connection[], exchanges: readonly Exchange[]): void
  /** All of one exchange; undefined where it is not kept any more. */
  detail(number: number, redact: boolean): ExchangeDetail | undefined
  /** What a file holds of it: all lines, and all of the latest exchanges. */
  saved(redact: boolean): Pick<SavedSession, 'exchanges' | 'connections' | 'details' | 'dotted'>
  stop(): void
}

export interface RecordOptions {
  /** The latest connections of the session. */
  readonly connectionsNow: () => readonly Connection[]
  /** The latest exchanges of the session: all of them can be told, however fast they came. */
  readonly exchangesNow: () => readonly Exchange[]
  readonly language: () => ServerLanguage | undefined
  /** Where requests can be sent again. */
  readonly address: () => Address
  /** How an exchange is told. @default as it passed on the wire */
  readonly lineOf?: (exchange: Exchange, around: Around) => ExchangeLine
  readonly detailOf?: (exchange: Exchange, around: Around, address: Address) => ExchangeDetail
  /** The name of who visits, where it is known. */
  readonly visitor?: (connection: Connection) => string | undefined
  readonly onExchange: (number: number) => void
  readonly onConnection: (id: number) => void
  /** Lines that are kept; the oldest are forgotten. @default 20 000 */
  readonly maxLines?: number
  /** Exchanges are kept however fast they come: nothing else is waited for. @default false */
  readonly keepsAll?: boolean
  /** Bytes of exchanges of which all can be told. @default 32 MiB */
  readonly maxBytes?: number
}

/** What is only known once somebody has read the messages of an exchange. */
type Read = Pick<ExchangeLine, 'why' | 'isByItself' | 'severity' | 'check' | 'server'>

const unreadYet: Read = {
  why: undefined,
  isByItself: false,
  severity: 'note',
  check: undefined,
  server: undefined,
}

/** Bytes of JSON that all of the exchanges may take in a file. The latest are in it; of the others, their lines. */
const maxSavedBytes = 32 * 1024 * 1024
/** Frames of one exchange that are kept. */
const maxFrames = 1000
/** The first frames of a connection without an exchange, and such connections of which they are kept. */
const maxLanded = { each: 100, connections: 200 }

export function createWireRecord(options: RecordOptions): WireRecord {
  const { connectionsNow, exchangesNow, language, address, onExchange, onConnection } = options
  const { lineOf = exchangeLine, detailOf = exchangeDetail } = options
  const { maxLines = 20_000, maxBytes = 32 * 1024 * 1024, keepsAll = false } = options
  const lines = createLineRing(maxLines)
  const reads = new Map<number, Read>()
  const connections = new Map<number, ConnectionLine>()
  const frames = new Map<number, LandedFrame[]>()
  /** What has landed on connections that have no exchange. */
  const landed = new Map<number, LandedFrame[]>()
  const kept = createKept(maxBytes)
  /** What has changed since it was looked at, and exchanges whose messages are still to be read. */
  const fresh = new Map<number, Exchange>()
  const unread = new Map<number, Exchange>()
  const freshConnections = new Map<number, Connection>()
  /** Connections of which it is known that something came. */
  const spoken = new Set<number>()

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
  const setLine = (exchange: Exchange) => {
    const before = lines.set(exchange)
    if (before !== undefined) reads.delete(before)
    onExchange(exchange.number)
  }
  const read = (exchange: Exchange) => {
    const { why, isByItself, severity, check, server } = lineOf(exchange, around(exchange))
    reads.set(exchange.number, { why, isByItself, severity, check, server })
    onExchange(exchange.number)
  }
  const setConnection = (connection: Connection) => {
    const visitor = options.visitor?.(connection)
    const line = connectionLine(connection, landed.get(connection.id))
    connections.set(connection.id, { ...line, visitor })
    forgetOldest(connections, maxLines)
    onConnection(connection.id)
  }

  const work = function* (isBusy: () => boolean = () => false) {
    for (const [id, connection] of freshConnections) {
      freshConnections.delete(id)
      yield setConnection(connection)
    }
    for (const [number, exchange] of fresh) {
      fresh.delete(number)
      unread.set(number, exchange)
      yield setLine(exchange)
    }
    // Notes are for a reader, and nobody reads a thousand a second.
    if (isBusy()) return
    // The latest first: it is what is looked at.
    for (const exchange of [...unread.values()].toReversed())
      if (unread.delete(exchange.number)) yield read(exchange)
  }
  const keep = (exchange: Exchange) => {
    fresh.set(exchange.number, exchange)
    for (const gone of kept.add(exchange)) {
      frames.delete(gone.number)
      unread.delete(gone.number)
      if (fresh.delete(gone.number)) setLine(gone)
    }
  }
  const pace = createPace(
    () => work(() => pace.isBusy),
    () => {
      for (const exchange of exchangesNow())
        if (kept.get(exchange.number) === undefined) keep(exchange)
    },
  )

  const takeExchange = (exchange: Exchange) => {
    const { number } = exchange
    // What comes faster than anybody reads gets a line, and is forgotten.
    if (kept.get(number) === undefined && !keepsAll && !pace.mayKeep()) {
      if (exchange.response !== undefined) setLine(exchange)
      return
    }
    keep(exchange)
  }
  const takeLanded = (connection: Connection, came: LandedFrame) => {
    const all = landed.get(connection.id) ?? []
    if (all.length >= maxLanded.each) return
    all.push(came)
    landed.set(connection.id, all)
    forgetOldest(landed, maxLanded.connections)
    takeConnection(connection)
  }
  const takeFrame = (exchange: Exchange, came: LandedFrame) => {
    const all = frames.get(exchange.number) ?? []
    if (all.length >= maxFrames) all.shift()
    all.push(came)
    frames.set(exchange.number, all)
    takeExchange(exchange)
  }
  const takeConnection = (connection: Connection) => {
    const { id } = connection
    // What comes faster than anybody reads is left out.
    if (pace.isBusy && !connections.has(id) && !freshConnections.has(id)) return
    freshConnections.set(id, connection)
  }
  const lineNow = (number: number): ExchangeLine | undefined => {
    const bare = lines.get(number)
    const landed = frames.get(number)?.length ?? 0
    return bare && { ...shownLine(bare), ...(reads.get(number) ?? unreadYet), frames: landed }
  }

  return {
    exchangeNumbers: lines.numbers,
    exchange: lineNow,
    connectionIds: () => connections.keys(),
    connection: (id) => connections.get(id),
    isBusy: () => pace.isBusy,
    take(change) {
      switch (change.type) {
        case 'opened':
          takeConnection(change.connection)
          break
        case 'request':
        case 'response': {
          const { exchange } = change
          const { connection } = exchange
          takeExchange(exchange)
          if (spoken.has(connection.id)) break
          spoken.add(connection.id)
          takeConnection(connection)
          break
        }
        case 'frame': {
          const { connection, exchange = connection.exchanges.at(-1), frame, at } = change
          if (exchange === undefined) takeLanded(connection, { at, frame })
          else takeFrame(exchange, { at, frame })
          break
        }
        case 'protocol':
          takeConnection(change.connection)
          break
        case 'closed': {
          const { connection } = change
          spoken.delete(connection.id)
          takeConnection(connection)
          for (const exchange of connection.exchanges)
            if (exchange.response?.complete !== true) takeExchange(exchange)
        }
      }
      pace.changed()
    },
    restart(nowOpen, nowThere) {
      lines.clear()
      for (const map of [reads, connections, frames, landed, fresh, unread, freshConnections])
        map.clear()
      spoken.clear()
      kept.clear()
      for (const connection of nowOpen) takeConnection(connection)
      for (const exchange of nowThere) takeExchange(exchange)
      pace.changed()
    },
    detail(number, redact) {
      const exchange = kept.get(number) ?? exchangesNow().find((one) => one.number === number)
      const shown = redact ? redactor() : same
      return exchange && detailOf(shown(exchange), around(exchange, shown), address())
    },
    saved(redact) {
      for (const _ of work());
      const shown = redact ? redactor() : same
      const withDots = redactor()
      const details: ExchangeDetail[] = []
      const dotted: ExchangeDetail[] = []
      let size = 0
      for (const number of [...lines.numbers()].toReversed()) {
        const exchange = kept.get(number)
        if (exchange === undefined) continue
        const detail = detailOf(shown(exchange), around(exchange, shown), address())
        const text = JSON.stringify(detail)
        size += text.length
        if (size > maxSavedBytes) break
        details.push(detail)
        if (redact) continue
        const other = detailOf(withDots(exchange), around(exchange, withDots), address())
        const otherText = JSON.stringify(other)
        if (otherText === text) continue
        size += otherText.length
        dotted.push(other)
      }
      const savedLine = (number: number): ExchangeLine[] => {
        const line = lineNow(number)
        if (line === undefined) return []
        const exchange = kept.get(number)
        if (!redact) return [line]
        if (exchange !== undefined) return [lineOf(shown(exchange), around(exchange, shown))]
        // Why it came may tell where from.
        return [{ ...line, why: undefined, target: line.target && redactUrl(line.target) }]
      }
      return {
        exchanges: [...lines.numbers()].flatMap(savedLine),
        connections: [...connections.values()]
          .sort((a, b) => a.id - b.id)
          .map((line) => (redact ? redactedConnection(line) : line)),
        details: details.toReversed(),
        dotted,
      }
    },
    stop: pace.stop,
  }
}

const same = (exchange: Exchange) => exchange

/**
 * Takes the oldest out of a map that has grown beyond a size by a tenth: many at once, since to
 * find the first one costs more the more are gone before it.
 */
function forgetOldest(map: Map<number, unknown>, most: number): void {
  if (map.size <= most * 1.1) return
  const gone: number[] = []
  for (const key of map.keys()) {
    if (gone.length >= map.size - most) break
    gone.push(key)
  }
  for (const key of gone) map.delete(key)
}
