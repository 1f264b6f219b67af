import type { ConnectionLine, ExchangeLine } from '../../protocol.ts'
import { type Scale, type Stretch, scaleOf } from './time-scale.ts'

/** An exchange on its connection's row, in pixels. `to` of what goes on is the end of the axis. */
export interface Bars {
  readonly exchange: ExchangeLine
  readonly request: Stretch
  readonly waiting: Stretch | undefined
  /** The part of the wait in which an earlier request was not done yet; the server did that one first. */
  readonly busy: (Stretch & { readonly with: number }) | undefined
  readonly response: Stretch | undefined
}

export interface Row {
  readonly connection: ConnectionLine
  /** From when it was opened until it was used; all of it where it was not. */
  readonly idle: Stretch
  /** The whole time in which it was open. */
  readonly open: Stretch
  readonly isClosed: boolean
  readonly bars: readonly Bars[]
}

export interface TimeFigure {
  readonly rows: readonly Row[]
  readonly ticks: Scale['ticks']
  readonly folds: Scale['folds']
  /** When the axis begins, on the tap's clock. */
  readonly startsAt: number
}

/** Exchanges before and after the chosen one that the figure shows, and rows at most. */
const around = 8
const mostRows = 5
/** What is open goes on so far behind the last moment that is known. */
const openWidth = 40

/** The time around one exchange: a row a connection, on a true axis. Exchanges are in the order of their numbers. Pure. */
export function timeFigure(
  exchanges: readonly ExchangeLine[],
  connections: readonly ConnectionLine[],
  chosen: number | undefined,
  width: number,
): TimeFigure {
  const near = nearOf(exchanges, chosen)
  const shown = connectionsOf(near, connections, chosen)
  const ids = new Set(shown.map(({ id }) => id))
  const drawn = near.filter(({ connection }) => ids.has(connection))
  const begins = drawn.flatMap(({ requestAt, responseAt }) => known(requestAt, responseAt))
  // A connection may be older than all that is shown of it.
  const startsAt = Math.min(
    ...begins,
    ...shown.filter((one) => isNew(one, begins)).map(({ openedAt }) => openedAt),
  )
  const moments = [
    ...drawn.flatMap((one) =>
      known(one.requestAt, one.requestDoneAt, one.responseAt, one.responseDoneAt),
    ),
    ...shown.flatMap(({ openedAt, firstByteAt, closedAt }) =>
      known(openedAt, firstByteAt, closedAt),
    ),
  ].filter((at) => at >= startsAt)
  const now = Math.max(...moments, startsAt)
  const underWay = drawn.flatMap(({ requestAt, responseDoneAt }) =>
    requestAt === undefined ? [] : [{ from: requestAt, to: responseDoneAt ?? now }],
  )
  const goesOn = shown.some(({ closedAt }) => closedAt === undefined)
  const { x, ticks, folds } = scaleOf(
    [startsAt, ...moments],
    underWay,
    goesOn ? width - openWidth : width,
  )
  const place = (at: number) => x(Math.max(at, startsAt))
  const rows = shown.map((connection): Row => {
    const own = drawn.filter((one) => one.connection === connection.id)
    const end = connection.closedAt === undefined ? width : place(connection.closedAt)
    const usedAt = connection.firstByteAt ?? own[0]?.requestAt
    const from = place(connection.openedAt)
    return {
      connection,
      open: { from, to: end },
      idle: { from, to: usedAt === undefined ? end : place(usedAt) },
      isClosed: connection.closedAt !== undefined,
      bars: own.map((exchange) => barsOf(exchange, drawn, place, end)),
    }
  })
  return { rows, ticks, folds, startsAt }
}

const known = (...times: readonly (number | undefined)[]): number[] =>
  times.filter((time) => time !== undefined)

/** It was opened for what is shown, or not long before that began. */
function isNew({ openedAt, firstByteAt }: ConnectionLine, begins: readonly number[]): boolean {
  const begin = Math.min(...begins)
  return begins.length === 0 || openedAt >= begin - justBeforeMs || (firstByteAt ?? 0) >= begin
}

/** A connection that was opened in advance so long before does not move the beginning of the axis. */
const justBeforeMs = 500

function nearOf(exchanges: readonly ExchangeLine[], chosen: number | undefined): ExchangeLine[] {
  const found = exchanges.findIndex(({ number }) => number === chosen)
  const at = found < 0 ? exchanges.length - 1 : found
  const from = Math.max(Math.min(at - around, exchanges.length - 2 * around - 1), 0)
  return exchanges.slice(from, from + 2 * around + 1)
}

/** Connections of these exchanges, and those that were opened meanwhile and not used, the nearest to the chosen one. */
function connectionsOf(
  near: readonly ExchangeLine[],
  connections: readonly ConnectionLine[],
  chosen: number | undefined,
): ConnectionLine[] {
  const used = new Set(near.map(({ connection }) => connection))
  const times = near.flatMap(({ requestAt, responseDoneAt }) => known(requestAt, responseDoneAt))
  const [first, last] = [Math.min(...times), Math.max(...times)]
  const isUnused = ({ firstByteAt, openedAt, closedAt }: ConnectionLine) =>
    firstByteAt === undefined &&
    (near.length === 0 || (openedAt <= last + unusedMs && (closedAt ?? last) >= first - unusedMs))
  const all = connections.filter((one) => used.has(one.id) || isUnused(one))
  const own = near.find(({ number }) => number === chosen) ?? near.at(-1)
  const at = all.findIndex(({ id }) => id === own?.connection)
  const from = Math.max(
    Math.min((at < 0 ? all.length : at) - (mostRows >> 1), all.length - mostRows),
    0,
  )
  return all.slice(from, from + mostRows)
}

/** A connection that was opened so long before or after belongs to what is shown. */
const unusedMs = 2000

function barsOf(
  exchange: ExchangeLine,
  all: readonly ExchangeLine[],
  place: (at: number) => number,
  end: number,
): Bars {
  const { requestAt, requestDoneAt, responseAt, responseDoneAt } = exchange
  const from = place(requestAt ?? responseAt ?? 0)
  const asked =
    requestDoneAt === undefined
      ? responseAt === undefined
        ? end
        : place(responseAt)
      : place(requestDoneAt)
  const waitsUntil = responseAt === undefined ? end : place(responseAt)
  return {
    exchange,
    request: { from, to: requestAt === undefined ? from : asked },
    waiting:
      requestDoneAt === undefined || waitsUntil <= asked
        ? undefined
        : { from: asked, to: waitsUntil },
    busy: busyOf(exchange, all, place),
    response:
      responseAt === undefined
        ? undefined
        : {
            from: place(responseAt),
            to: responseDoneAt === undefined ? end : place(responseDoneAt),
          },
  }
}

/** An earlier request that was not done when this one came, and was done before this one was responded to. */
function busyOf(
  { number, connection, server, requestAt, requestDoneAt, responseAt }: ExchangeLine,
  all: readonly ExchangeLine[],
  place: (at: number) => number,
): Bars['busy'] {
  if (requestAt === undefined || requestDoneAt === undefined) return undefined
  const before = all.findLast(
    (other) =>
      other.connection !== connection &&
      other.server === server &&
      other.requestAt !== undefined &&
      other.requestAt <= requestAt &&
      other.number < number &&
      (other.responseDoneAt === undefined
        ? responseAt === undefined
        : other.responseDoneAt > requestDoneAt &&
          (responseAt ?? Number.POSITIVE_INFINITY) >= other.responseDoneAt),
  )
  if (before?.responseDoneAt === undefined) return undefined
  return { from: place(requestDoneAt), to: place(before.responseDoneAt), with: before.number }
}
