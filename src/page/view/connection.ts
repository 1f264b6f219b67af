import { closingWords } from '../../notes/connection-words.ts'
import type { Connection } from '../../wire/exchange.ts'
import type { ConnectionLine } from '../protocol.ts'
import type { LandedFrame } from './exchange.ts'
import { shownText } from './shown.ts'
import { spokenDetail } from './spoken.ts'

/** A connection on the time axis. `frames`: what has landed on it beside exchanges. Pure. */
export function connectionLine(
  connection: Connection,
  frames: readonly LandedFrame[] = [],
): ConnectionLine {
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
    spoken: spokenDetail(connection, frames),
  }
}
