import type { WireEvent } from '../../src/wire/event.ts'
import { createSession } from '../../src/wire/session.ts'

const total = 100_000
const field = (index: number) => `X-Request: ${index}\r\n`
const request = (index: number) =>
  `GET /page/${index}?from=bench HTTP/1.1\r\nHost: localhost:9000\r\n${field(index)}` +
  'User-Agent: Mozilla/5.0 (X11; Linux x86_64) Chrome/131.0.0.0 Safari/537.36\r\n' +
  'Accept: text/html,application/xhtml+xml;q=0.9,image/webp,*/*;q=0.8\r\n' +
  'Accept-Encoding: gzip, deflate, br\r\nAccept-Language: en-GB,en;q=0.9\r\n' +
  'Connection: keep-alive\r\nCookie: session=0123456789abcdef; theme=dark\r\n\r\n'
const response = (index: number) =>
  `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nDate: Sun, 22 Nov 2026 15:00:00 GMT\r\n` +
  `${field(index)}Content-Length: 1024\r\n\r\n${'x'.repeat(1024)}`

export interface Memory {
  /** Megabytes that live objects and their bytes take. */
  readonly inUse: number
  /** Megabytes that the process holds, the engine's room for short-lived objects among them. */
  readonly resident: number
  /** Of the CPU that an exchange takes, in the best ten thousand of them. */
  readonly microseconds: number
}

/** How much more memory there is after a session than before it, and what an exchange takes. */
export function measureMemory([given = '4', how]: readonly string[]): Memory {
  const connections = Number(given)
  const session = createSession()
  const before = used()
  let microseconds = Number.POSITIVE_INFINITY
  for (let round = 0; round < total; round += 10_000) {
    const start = process.cpuUsage()
    for (let index = round; index < round + 10_000; index++) {
      for (const event of eventsOf(index, connections)) if (how === undefined) session.take(event)
    }
    microseconds = Math.min(microseconds, process.cpuUsage(start).user / 10_000)
  }
  const after = used()
  if (how === undefined && session.exchanges.at(-1)?.number !== total) {
    throw new Error('not every exchange was recorded')
  }
  return {
    inUse: after.inUse - before.inUse,
    resident: after.resident - before.resident,
    microseconds,
  }
}

function eventsOf(index: number, connections: number): WireEvent[] {
  const common = { connection: 1 + (index % connections), at: index + 0.5 }
  const events: WireEvent[] = [
    { ...common, type: 'bytes', from: 'client', bytes: Buffer.from(request(index)) },
    { ...common, type: 'bytes', from: 'server', bytes: Buffer.from(response(index)) },
  ]
  const client = `127.0.0.1:${index % 65_536}`
  if (index < connections) events.unshift({ ...common, type: 'opened', client })
  if (connections < total) return events
  return [
    ...events,
    { ...common, type: 'ended', by: 'server' },
    { ...common, type: 'ended', by: 'client' },
  ]
}

function used() {
  globalThis.gc?.()
  const { heapUsed, external, rss } = process.memoryUsage()
  return { inUse: (heapUsed + external) / 2 ** 20, resident: rss / 2 ** 20 }
}
