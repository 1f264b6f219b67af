import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WireEvent } from '../../src/wire/event.ts'
import type { Exchange } from '../../src/wire/exchange.ts'
import { createSession, type Session } from '../../src/wire/session.ts'

/** What happens on a connection: bytes of either side, or its end. */
export type Happening =
  | { readonly client: string | Uint8Array }
  | { readonly server: string | Uint8Array }
  | 'closed by server'
  | 'closed by client'
  | 'reset by server'
  | 'refused'

const bytesOf = (text: string | Uint8Array) => (typeof text === 'string' ? Buffer.from(text) : text)

/** The events of a connection, each a millisecond after the one before. */
export function eventsOf(
  happenings: readonly Happening[],
  connection = 1,
  openedAt = connection * 1000,
): WireEvent[] {
  let at = openedAt
  const common = () => ({ connection, at: at++ })
  return [
    { ...common(), type: 'opened', client: '127.0.0.1:50000' },
    ...happenings.flatMap((happening): WireEvent[] => {
      if (happening === 'refused') return [{ ...common(), type: 'refused' }]
      if (happening === 'reset by server') return [{ ...common(), type: 'reset', by: 'server' }]
      if (happening === 'closed by server' || happening === 'closed by client') {
        const by = happening === 'closed by server' ? 'server' : 'client'
        return [
          { ...common(), type: 'ended', by },
          { ...common(), type: 'closed' },
        ]
      }
      return 'client' in happening
        ? [{ ...common(), type: 'bytes', from: 'client', bytes: bytesOf(happening.client) }]
        : [{ ...common(), type: 'bytes', from: 'server', bytes: bytesOf(happening.server) }]
    }),
  ]
}

/** A session in which each list of happenings is a connection. */
export function sessionOf(...connections: readonly (readonly Happening[])[]): Session {
  const session = createSession()
  for (const [i, happenings] of connections.entries())
    for (const event of eventsOf(happenings, i + 1)) session.take(event)
  return session
}

/** The only exchange of one connection, or the first of several. */
export function exchangeOf(...happenings: readonly Happening[]): Exchange {
  const [exchange] = sessionOf(happenings).exchanges
  if (exchange === undefined) throw new Error('nothing was exchanged')
  return exchange
}

/** A message recorded from a real client, by its name in fixtures/wire/index.tsv. */
export const capture = (name: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, '../../fixtures/wire', `${name}.request.bin`))

/** A navigation by a browser, and any other request of one. */
export const navigation =
  'GET /hello HTTP/1.1\r\nHost: localhost:9001\r\nUser-Agent: Mozilla/5.0\r\nSec-Fetch-Dest: document\r\nSec-Fetch-Mode: navigate\r\n\r\n'
