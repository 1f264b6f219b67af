import type { ServerResponse } from 'node:http'
import type { PageEvent } from '../protocol.ts'
import { createFreshNumbers, type FreshNumbers } from './fresh-numbers.ts'
import type { PageSource } from './source.ts'

/** Lines that a page is told of at most: the latest. */
const maxTold = 22_000
/** Lines in one event, and bytes that may wait for a page before it is told more. */
const maxLines = 200
const maxWaitingBytes = 256 * 1024
/** News that come together are told together. */
const togetherMs = 20
/** While much comes, telling takes at most this much of the time. */
const busy = { workMs: 1, everyMs: 250 }
/** So often a page that hears nothing is told that it is still connected. */
const aliveMs = 15_000

/**
 * Tells a page all there is, and then what is new, as server-sent events. Of a page that is slow it is only known
 * what it has to be told: it gets the newest then, and nothing waits in memory.
 */
export function streamTo(response: ServerResponse, source: PageSource): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' })
  const fresh = {
    isCleared: true,
    isPrintedAnew: false,
    hasSession: true,
    isOver: source.isOver,
    isEndTold: false,
  }
  const exchanges = createFreshNumbers(maxTold)
  const connections = createFreshNumbers(maxTold)
  let printedSent = 0
  const renew = () => {
    fresh.isCleared = true
    fresh.isPrintedAnew = false
    exchanges.clear()
    connections.clear()
    for (const number of source.exchangeNumbers()) exchanges.add(number)
    for (const id of source.connectionIds()) connections.add(id)
    printedSent = 0
  }
  renew()

  const next = (): PageEvent | undefined => {
    if (fresh.isCleared) {
      fresh.isCleared = false
      return { type: 'cleared' }
    }
    if (fresh.hasSession) {
      fresh.hasSession = false
      return { type: 'session', session: source.session }
    }
    const newConnections = linesOf(connections, source.connection)
    if (newConnections.length > 0) return { type: 'connections', connections: newConnections }
    const newExchanges = linesOf(exchanges, source.exchange)
    if (newExchanges.length > 0) return { type: 'exchanges', exchanges: newExchanges }
    if (fresh.isPrintedAnew) {
      fresh.isPrintedAnew = false
      return { type: 'printed-cleared' }
    }
    const printed = source.printed()
    if (printedSent < printed.count) {
      // Those that are not kept any more are left out.
      const from = Math.max(printed.lines.length - (printed.count - printedSent), 0)
      const lines = printed.lines.slice(from, from + maxLines)
      printedSent = printed.count - printed.lines.length + from + lines.length
      return { type: 'printed', lines }
    }
    if (fresh.isOver && !fresh.isEndTold) {
      fresh.isEndTold = true
      return { type: 'ended' }
    }
    return undefined
  }

  let timer: NodeJS.Timeout | undefined
  const pump = () => {
    timer = undefined
    const endAt = performance.now() + (source.isBusy() ? busy.workMs : Number.POSITIVE_INFINITY)
    while (!response.writableEnded && response.writableLength < maxWaitingBytes) {
      if (performance.now() >= endAt) return pumpSoon()
      const event = next()
      if (event === undefined) return
      response.write(`data: ${JSON.stringify(event)}\n\n`)
      if (event.type === 'ended') response.end()
    }
  }
  const pumpSoon = () => {
    timer ??= setTimeout(pump, source.isBusy() ? busy.everyMs : togetherMs)
  }
  pump()

  const alive = setInterval(() => {
    if (!response.writableEnded && response.writableLength < maxWaitingBytes)
      response.write(':\n\n')
  }, aliveMs)
  const stop = source.subscribe((news) => {
    if (news.type === 'session') fresh.hasSession = true
    else if (news.type === 'cleared') renew()
    else if (news.type === 'printed-cleared') {
      fresh.isPrintedAnew = true
      printedSent = 0
    } else if (news.type === 'exchange') exchanges.add(news.number)
    else if (news.type === 'connection') connections.add(news.id)
    else if (news.type === 'ended') fresh.isOver = fresh.hasSession = true
    // Whoever ends the session closes the connection next.
    if (news.type === 'ended') pump()
    else pumpSoon()
  })
  response.on('drain', () => (source.isBusy() ? pumpSoon() : pump()))
  response.on('close', () => {
    stop()
    clearTimeout(timer)
    clearInterval(alive)
  })
}

/** Takes some numbers out of those to be told, and gives their lines; none where none is left. */
function linesOf<T>(fresh: FreshNumbers, lineOf: (number: number) => T | undefined): T[] {
  for (;;) {
    const numbers = fresh.take(maxLines)
    const lines = numbers.flatMap((number) => lineOf(number) ?? [])
    if (lines.length > 0 || numbers.length === 0) return lines
  }
}
