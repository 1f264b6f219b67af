import type { ConnectionLine, ExchangeDetail, ExchangeLine } from '../../protocol.ts'

export interface WireProps {
  /** In the order of their numbers. */
  readonly exchanges: readonly ExchangeLine[]
  readonly connections: readonly ConnectionLine[]
  /** All of an exchange, as it is at this moment; undefined where it is not kept any more. */
  readonly detailOf: (number: number) => Promise<ExchangeDetail | undefined>
  /** Sends bytes to this session's server; left out where nothing can be sent, as in a saved file. */
  readonly send?: ((bytes: Uint8Array) => Promise<void>) | undefined
}

/** What passes on the wire: the time in which it did, the exchanges, and the bytes of one with their meaning. */
export function Wire({ exchanges }: WireProps) {
  return <p>{exchanges.length}</p>
}
