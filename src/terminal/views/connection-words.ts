import type { Message } from '../../http/message.ts'
import { counted } from '../../notes/bytes.ts'
import { whyItCame } from '../../notes/why.ts'
import type { Closing, Connection, Exchange } from '../../wire/exchange.ts'

/** Reads that are listed one by one at most. */
const readsListed = 4

/** The size of a request, and in how many reads it came. */
export function requestSize({ reads, readCount }: Exchange, request: Message): string {
  if (readCount < 2) return counted(request.length)
  const sizes = readCount > readsListed ? '' : ` (${reads.map(({ size }) => size).join(' + ')})`
  return `${counted(request.length)} in ${readCount} reads${sizes}`
}

/** From the first byte of the request to the first byte of the answer. */
export function duration({ requestAt, responseAt }: Exchange): string | undefined {
  if (requestAt === undefined || responseAt === undefined) return undefined
  const ms = responseAt - requestAt
  return ms < 1 ? 'under 1 ms' : `${Math.round(ms)} ms`
}

/** An answer that did not wait for its request. */
export function earlyWords({ early }: Exchange): string | undefined {
  if (early === undefined) return undefined
  return early === 'before-request'
    ? 'before any request had come'
    : 'before all of the request had come'
}

/** What a request still lacks that has not come to its end. */
export function missingWords({ blankLine, body, framing }: Message): string {
  if (blankLine === undefined)
    return 'no blank line has come yet, so the server can not know that this was all, and waits'
  if (framing?.type !== 'content-length')
    return 'the end of its body has not come yet, and the server waits'
  const came = body === undefined ? 0 : body.end - body.start
  return `${came} of ${counted(framing.length)} of its body have come, and the server waits for the rest`
}

/** Milliseconds as a person says them. */
export const seconds = (ms: number): string =>
  ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`

/** How a connection came to its end; undefined where it is not worth a line. */
export function closingWords(connection: Connection, closing: Closing): string | undefined {
  const { exchanges, reads } = connection
  switch (closing.type) {
    case 'refused':
      return 'turned away: the server is not running'
    case 'reset':
      return closing.by === 'server'
        ? 'reset by the server: it closed while bytes it had not read lay in its socket'
        : `reset by ${clientOf(connection)}: it did not wait for the end`
    case 'closed': {
      if (reads.length === 0 && exchanges.length === 0) return undefined
      const by = `closed by ${closing.by === 'client' ? clientOf(connection) : 'the server'}`
      const unanswered = exchanges.at(-1)?.response === undefined && exchanges.length > 0
      return unanswered ? `${by} without an answer` : by
    }
  }
}

/** Who is on the other end: a browser, unless it says that it is none. */
function clientOf({ exchanges }: Connection): string {
  const request = exchanges[0]?.request
  const why = request === undefined ? undefined : whyItCame(request, [])
  if (why === undefined || why.type === 'unknown') return 'the client'
  return why.type === 'program' ? why.name : 'the browser'
}
