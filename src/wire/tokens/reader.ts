import type { Message, Role } from './message.ts'

export interface ReaderOptions {
  /** Bytes of one message that are kept in `Message.bytes`. @default 1 MiB */
  readonly limit?: number
  /**
   * For responses: the method of the request that the response with this number (from 0; 1xx
   * answers count with the one they announce) answers. HEAD and CONNECT change where it ends.
   */
  readonly methodOf?: (index: number) => string | undefined
}

export interface Reader {
  /** All messages of this direction so far; the last may be incomplete. */
  readonly messages: readonly Message[]
  /** Takes the next bytes of the direction, in any split. Never throws. */
  push(bytes: Uint8Array): void
  /** Says that no more bytes will come. */
  end(): void
}

/** Reads one direction of a connection, byte by byte if need be (RFC 9112). */
export function createReader(_role: Role, _options: ReaderOptions = {}): Reader {
  throw new Error('not yet')
}
