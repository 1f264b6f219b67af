import type { Message } from '../../src/http/message.ts'
import type { Side, WireEvent } from '../../src/wire/event.ts'
import type { Change, Exchange } from '../../src/wire/exchange.ts'
import type { Session } from '../../src/wire/session.ts'

/**
 * Events from a script such as `1 open; 1 > GET / HTTP/1.1||; 1 end client`: connection, what
 * happened, and for `>` and `<` the bytes that the client or the server sent, with `|` for CR LF.
 * The clock shows the number of the event, from 0; `@5000` before an event puts it forward.
 */
export function eventsOf(script: string): WireEvent[] {
  let at = -1
  return script.split('; ').map((step) => {
    const [, time, id, what = '', rest = ''] = /^(?:@(\d+) )?(\d+) (\S+) ?(.*)$/s.exec(step) ?? []
    at = time === undefined ? at + 1 : Number(time)
    const common = { connection: Number(id), at }
    if (what === '>' || what === '<') {
      const bytes = Buffer.from(rest.replaceAll('|', '\r\n'), 'latin1')
      return { ...common, type: 'bytes', from: what === '>' ? 'client' : 'server', bytes }
    }
    const by: Side = rest === 'server' ? 'server' : 'client'
    switch (what) {
      case 'open':
        return { ...common, type: 'opened', client: `client ${id}` }
      case 'end':
        return { ...common, type: 'ended', by }
      case 'reset':
        return { ...common, type: 'reset', by }
      case 'refused':
        return { ...common, type: 'refused' }
      default:
        throw new Error(`what happens in '${step}'?`)
    }
  })
}

/** A line for each exchange: what was asked, when which bytes came, the answer, and what became of it. */
export function summary({ exchanges }: Session): string[] {
  return exchanges.map((exchange) =>
    [
      `${exchange.number} on ${exchange.connection.id}: ${asked(exchange.request)}`,
      exchange.reads.map(({ at, size }) => `${at}+${size}`).join(' '),
      ...exchange.interim.map((message) => statusOf(message)),
      exchange.response &&
        `${statusOf(exchange.response)} ${exchange.responseAt}+${exchange.response.length}`,
      outcomeOf(exchange),
      exchange.retryOf && `retry of ${exchange.retryOf}`,
      exchange.early && `early: ${exchange.early}`,
      spare(exchange),
    ]
      .filter((part) => part !== undefined && part !== '')
      .join(', '),
  )
}

const asked = (request: Message | undefined) =>
  request?.startLine?.type === 'request-line'
    ? `${request.startLine.method} ${request.startLine.target}`
    : 'no request'

const statusOf = ({ startLine }: Message) =>
  startLine?.type === 'status-line' ? String(startLine.status) : 'no status'

function spare({ connection }: Exchange): string | undefined {
  const waited = (connection.firstByteAt ?? 0) - connection.openedAt
  return waited > 1000 ? `spare for ${waited} ms` : undefined
}

/** Changes as a person tells them. */
export function changesOf(changes: readonly Change[]): string {
  return changes
    .map((change) =>
      change.type === 'request' || change.type === 'response'
        ? `${change.type} ${change.exchange.number}`
        : `${change.type} ${change.connection.id}`,
    )
    .join(', ')
}

/** What became of an exchange. */
type Outcome =
  /** Bytes of it may still come. */
  | 'open'
  | 'answered'
  /** The server closed the connection without a byte of an answer. */
  | 'empty'
  /** The server closed the connection in the middle of its answer. */
  | 'cut-short'
  /**
   * The server reset the connection, as one does that closes a socket with unread bytes in it;
   * what it had sent may be lost (RFC 9112, section 9.6).
   */
  | 'reset'
  /** The client said that it would send no more, or reset the connection, before it was answered. */
  | 'left'
  /** There was no server. */
  | 'refused'

export function outcomeOf({ response, connection }: Exchange): Outcome {
  const { closing } = connection
  // A response that ends with its connection does not end whole with a reset.
  const wasCut = closing?.type === 'reset' && response?.framing?.type === 'until-close'
  if (response?.complete === true && !wasCut) return 'answered'
  if (closing === undefined) return 'open'
  if (closing.type === 'refused') return 'refused'
  if (closing.by === 'client') return 'left'
  if (closing.type === 'reset') return 'reset'
  return response === undefined ? 'empty' : 'cut-short'
}
