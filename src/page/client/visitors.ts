import { pageWords } from '../../words/page.ts'
import type { ConnectionLine, ExchangeLine } from '../protocol.ts'

/** Who visits, in the order in which they came. */
export interface Visitor {
  /** Their name where it is known, else the address of their machine. */
  readonly name: string
  /** From 0: the place of their colour among those that there are. */
  readonly colour: number
  /** How often the colour was given before. */
  readonly round: number
  readonly requests: number
}

/** How many colours there are. */
const colours = 6

/** Those who have sent a request, each in a colour of their own as long as there are enough. */
export function visitorsOf(
  connections: readonly ConnectionLine[],
  exchanges: readonly ExchangeLine[],
): Visitor[] {
  const requests = new Map<string, number>()
  const names = new Map(connections.map((connection) => [connection.id, nameOf(connection)]))
  for (const { connection, check } of exchanges) {
    const name = names.get(connection)
    if (name !== undefined && check === undefined) requests.set(name, (requests.get(name) ?? 0) + 1)
  }
  return Array.from(requests, ([name, count], i) => ({
    name,
    colour: i % colours,
    round: Math.floor(i / colours),
    requests: count,
  }))
}

/** What a visitor is called: one machine opens many connections, each from another port. */
export function nameOf({ visitor, client }: ConnectionLine): string {
  if (visitor !== undefined) return visitor
  const address = client.replace(/:\d+$/, '').replace(/^\[?(?:::ffff:)?(.*?)\]?$/, '$1')
  return address === '::1' || address.startsWith('127.') ? pageWords.wall.thisComputer : address
}
