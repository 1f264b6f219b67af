import { closingWords } from '../../notes/connection-words.ts'
import type { Connection } from '../../wire/exchange.ts'
import type { ConnectionLine } from '../protocol.ts'
import { shownText } from './shown.ts'

/** A connection on the time axis. Pure. */
export function connectionLine(connection: Connection): ConnectionLine {
  const { id, client, openedAt, firstByteAt, closedAt, closing, protocol } = connection
  return {
    id,
    client,
    visitor: undefined,
    openedAt,
    firstByteAt,
    closedAt,
    closing: closing && closingWords(connection, closing),
    protocol: protocol && shownText(protocol.label),
  }
}
