import type { Exchange } from './exchange.ts'

/** The time within which a client sends again what got no answer: browsers take under 50 ms. */
const retryWithinMs = 1000
/** Characters of each part of a request by which it is recognised. */
const compared = 1024
/** Requests without an answer that are remembered. */
const remembered = 50

/**
 * Recognises a request that a client sends again because its connection was closed without an
 * answer (RFC 9110, section 9.2.2): the same method, target and client, on another connection.
 */
export function createRetries() {
  const unanswered: { key: string; number: number; at: number }[] = []
  return {
    /** Takes note of an exchange whose connection brings no answer any more. */
    add(exchange: Exchange, at: number): void {
      const key = keyOf(exchange)
      if (key === undefined) return
      unanswered.push({ key, number: exchange.number, at })
      if (unanswered.length > remembered) unanswered.shift()
    },
    /** The number of the exchange that this one tries again. Each is tried again once. */
    retriedBy(exchange: Exchange): number | undefined {
      if (unanswered.length === 0) return undefined
      const at = exchange.requestAt ?? 0
      const key = keyOf(exchange)
      const index = unanswered.findIndex(
        (failed) => failed.key === key && at >= failed.at && at - failed.at <= retryWithinMs,
      )
      return index < 0 ? undefined : unanswered.splice(index, 1)[0]?.number
    },
  }
}

function keyOf({ request }: Exchange): string | undefined {
  const line = request?.startLine
  if (request === undefined || line?.type !== 'request-line') return undefined
  const agent = request.fields.find(({ name }) => name.toLowerCase() === 'user-agent')
  return JSON.stringify(
    [line.method, line.target, agent?.value].map((text) => text?.slice(0, compared)),
  )
}
