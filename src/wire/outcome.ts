import type { Exchange } from './exchange.ts'

/** What became of an exchange. */
export type Outcome =
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
