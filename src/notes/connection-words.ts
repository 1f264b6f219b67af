import type { Message } from '../http/message.ts'
import type { Closing, Connection, Exchange } from '../wire/exchange.ts'
import { noteWords } from '../words/notes.ts'
import { clientOf, nameOf } from './client.ts'

const { connections } = noteWords

/** Reads that are listed one by one at most. */
const readsListed = 4

/** The size of a request, and in how many reads it came. */
export function requestSize({ reads, readCount }: Exchange, request: Message): string {
  const size = connections.bytes(request.length)
  if (readCount < 2) return size
  const sizes = readCount > readsListed ? '' : ` (${reads.map(({ size }) => size).join(' + ')})`
  return connections.reads(size, readCount, sizes)
}

/** From the first byte of the request to the first byte of the final response. */
export function duration({ requestAt, finalAt }: Exchange): string | undefined {
  if (requestAt === undefined || finalAt === undefined || finalAt < requestAt) return undefined
  const ms = finalAt - requestAt
  return ms < 1 ? connections.underOne : `${Math.round(ms)} ms`
}

/** A response that did not wait for its request. */
export function earlyWords({ early }: Exchange): string | undefined {
  if (early === undefined) return undefined
  return early === 'before-request' ? connections.beforeRequest : connections.beforeItsEnd
}

/** Milliseconds as a person says them. */
export const seconds = (ms: number): string =>
  ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`

/** How a connection came to its end; undefined where it is not worth a line. */
export function closingWords(connection: Connection, closing: Closing): string | undefined {
  const { exchanges, reads } = connection
  const last = exchanges.at(-1)
  const client = nameOf(clientOf(exchanges[0]?.request))
  switch (closing.type) {
    case 'refused':
      return connections.refused
    case 'reset': {
      if (closing.by === 'client')
        return connections.resetByClient(
          client,
          last === undefined || last.response?.complete === true,
        )
      const isUnread = last?.request?.complete === false || last?.early !== undefined
      return isUnread ? connections.resetUnread : connections.resetByServer
    }
    case 'closed': {
      const by = closing.by === 'client' ? client : connections.server
      if (reads.length === 0 && exchanges.length === 0)
        return closing.by === 'server' ? connections.closedUnused(by) : undefined
      const isUnanswered = last !== undefined && last.response === undefined
      return isUnanswered ? connections.closedEmpty(by) : connections.closed(by)
    }
  }
}
