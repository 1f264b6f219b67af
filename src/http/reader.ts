import type { Allowance } from './allowance.ts'
import type { Message, Role } from './message.ts'
import { MessageReader } from './message-reader.ts'

export interface ReaderOptions {
  /** Bytes of one message that are kept in `Message.bytes`. @default 1 MiB */
  readonly limit?: number
  /**
   * How a message keeps its bytes: as copies, or, where they are most of it, as views of what was
   * pushed, which then may not change any more. @default copies
   */
  readonly keep?: 'copies' | 'views'
  /** What messages that still grow may take together, here and in other readers. @default no bound */
  readonly allowance?: Allowance | undefined
  /**
   * For responses: the method of the request that the response with this number (from 0; 1xx
   * answers count with the one they announce) answers. HEAD and CONNECT change where it ends.
   */
  readonly methodOf?: (index: number) => string | undefined
  /**
   * For requests: whether the server went over to another protocol after the request with this
   * number (from 0), by a 101 answer or a 2xx answer to CONNECT. Asked only after requests that
   * offer it, when the next byte comes. @default it did
   */
  readonly switched?: (index: number) => boolean
}

export interface Reader {
  /** All messages of this direction that are not forgotten; the last may be incomplete. */
  readonly messages: readonly Message[]
  /** Takes the next bytes of the direction, in any split. Never throws. */
  push(bytes: Uint8Array): void
  /** Says that no more bytes will come. */
  end(): void
  /** Lets go of all messages but one that still grows. */
  forget(): void
}

/**
 * Reads one direction of a connection, byte by byte if need be (RFC 9112).
 *
 * A line has no tokens of its own until it ends; until then, its bytes are one `unknown` token at
 * the end of the message, so that the tokens cover every byte that came at every moment. Bytes
 * after a change of protocol are a message without a start line. A message that comes whole in one
 * push, framed as nearly all are, is read beyond its framing when someone asks. What one message may
 * cost in memory is in `limits.ts`.
 */
export function createReader(role: Role, options: ReaderOptions = {}): Reader {
  return new MessageReader(role, options)
}
