import { pageWords } from '../../words/page.ts'
import type { ConnectionLine, ExchangeLine } from '../protocol.ts'
import { isAsked } from './wire/latest.ts'

/** Who visits, in the order in which they came. */
export interface Visitor {
  /** Their name where it is known, else the address of their machine. */
  readonly name: string
  /** From 0: the place of their colour among those that there are. */
  readonly colour: number
  /** How often the colour was given before. */
  readonly round: number
  readonly requests: number
  /** The number of the exchange that they sent last. */
  readonly last: number
}

/** How many colours there are. */
const colours = 6

/** Those who have sent a request, each in a colour of their own as long as there are enough. */
export function visitorsOf(
  connections: readonly ConnectionLine[],
  exchanges: readonly ExchangeLine[],
): Visitor[] {
  const sent = new Map<string, Pick<Visitor, 'requests' | 'last'>>()
  const names = new Map(connections.map((connection) => [connection.id, nameOf(connection)]))
  for (const { number, connection } of exchanges.filter(isAsked)) {
    const name = names.get(connection)
    if (name !== undefined)
      sent.set(name, { requests: (sent.get(name)?.requests ?? 0) + 1, last: number })
  }
  return Array.from(sent, ([name, counted], i) => ({
    name,
    colour: i % colours,
    round: Math.floor(i / colours),
    ...counted,
  }))
}

/** The few who came last, in the order in which they came first. */
export function latestOf(visitors: readonly Visitor[], most: number): readonly Visitor[] {
  const from = visitors.map(({ last }) => last).sort((a, b) => b - a)[most - 1] ?? 0
  return visitors.filter(({ last }) => last >= from)
}

/** What a visitor is called: one machine opens many connections, each from another port. */
export function nameOf({ visitor, client }: ConnectionLine): string {
  if (visitor !== undefined) return visitor
  const address = client.replace(/:\d+$/, '').replace(/^\[?(?:::ffff:)?(.*?)\]?$/, '$1')
  return address === '::1' || address.startsWith('127.') ? pageWords.wall.thisComputer : address
}
