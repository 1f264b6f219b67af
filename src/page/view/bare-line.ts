import type { Exchange } from '../../wire/exchange.ts'
import type { ExchangeLine } from '../protocol.ts'
import { shownLatin1 } from './shown.ts'

/** What is known of an exchange without reading its messages; its texts are as they came, a character a byte. */
export type BareLine = Omit<
  ExchangeLine,
  'why' | 'isByItself' | 'severity' | 'check' | 'frames' | 'server'
>

/** It costs next to nothing: there may be thousands a second. */
export function bareLine(exchange: Exchange): BareLine {
  const { number, connection, request, response } = exchange
  const asked = request?.startLine?.type === 'request-line' ? request.startLine : undefined
  const answered = response?.startLine?.type === 'status-line' ? response.startLine : undefined
  return {
    number,
    connection: connection.id,
    method: asked?.method,
    target: asked?.target,
    status: answered?.status,
    requestBytes: request?.length ?? 0,
    responseBytes: response?.length ?? 0,
    requestAt: exchange.requestAt,
    requestDoneAt: exchange.requestDoneAt,
    responseAt: exchange.responseAt,
    responseDoneAt: exchange.responseDoneAt,
  }
}

/** The same with texts that are safe to show. */
export const shownLine = (bare: BareLine): BareLine => ({
  ...bare,
  method: bare.method && shownLatin1(bare.method),
  target: bare.target && shownLatin1(bare.target),
})
