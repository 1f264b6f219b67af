import type { Exchange } from '../../wire/exchange.ts'
import type { ExchangeLine } from '../protocol.ts'
import { shownLatin1 } from './shown.ts'

/** What is known of an exchange without reading its messages: it costs next to nothing. */
export function bareLine(exchange: Exchange): ExchangeLine {
  const { number, connection, request, response } = exchange
  const asked = request?.startLine?.type === 'request-line' ? request.startLine : undefined
  const answered = response?.startLine?.type === 'status-line' ? response.startLine : undefined
  return {
    number,
    connection: connection.id,
    method: asked && shownLatin1(asked.method),
    target: asked && shownLatin1(asked.target),
    status: answered?.status,
    why: undefined,
    isByItself: false,
    requestBytes: request?.length ?? 0,
    responseBytes: response?.length ?? 0,
    requestAt: exchange.requestAt,
    requestDoneAt: exchange.requestDoneAt,
    responseAt: exchange.responseAt,
    responseDoneAt: exchange.responseDoneAt,
    severity: 'note',
    check: undefined,
    frames: 0,
  }
}
