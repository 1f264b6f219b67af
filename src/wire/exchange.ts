import type { Message } from '../http/message.ts'
import type { Side } from './event.ts'
import type { Frame, OtherProtocol } from './protocols/other-protocol.ts'

/** One arrival of bytes of a message. */
export interface Read {
  readonly at: number
  /** Bytes of this message in it; a read may bring the next one, too. */
  readonly size: number
}

/** How one side ended its direction of a connection: by FIN, after which it may still receive, or by RST. */
export interface End {
  readonly by: Side
  readonly how: 'fin' | 'rst'
  readonly at: number
}

/** A request with its response. Times are in milliseconds on the tap's clock. */
export interface Exchange {
  /** From 1, in the order the requests began. */
  readonly number: number
  readonly connection: Connection
  /** Undefined where a server spoke before it was asked. */
  readonly request: Message | undefined
  /** When its first byte came. */
  readonly requestAt: number | undefined
  /** When its last byte had come; undefined where it did not come whole. */
  readonly requestDoneAt: number | undefined
  /** The reads in which the request came, the first hundred of them. */
  readonly reads: readonly Read[]
  /** How many reads there were. */
  readonly readCount: number
  /** The reads in which the response came, interim ones included, the first hundred of them. */
  readonly responseReads: readonly Read[]
  /**
   * Number of the exchange whose response was over when the server sent these bytes, which begin no response. They are
   * no answer to a later request.
   */
  readonly surplusOf: number | undefined
  /** Number of the exchange that got no answer, and that this one tries again. */
  readonly retryOf: number | undefined
  /** Answers before the final one (RFC 9110, section 15.2), the first hundred of them. */
  readonly interim: readonly Message[]
  readonly response: Message | undefined
  /** When the first byte came of the first answer, be it an interim one. */
  readonly responseAt: number | undefined
  /** When the first byte came of the final response. */
  readonly finalAt: number | undefined
  /** When the response had come to its end. */
  readonly responseDoneAt: number | undefined
  /** How much of the request had not come when the response began: all of it, or the rest. */
  readonly early: 'before-request' | 'before-its-end' | undefined
}

/** How a connection came to its end. */
export type Closing =
  | { readonly type: 'closed'; readonly by: Side }
  | { readonly type: 'reset'; readonly by: Side }
  | { readonly type: 'refused' }

export interface Connection {
  /** From 1. */
  readonly id: number
  readonly client: string
  /** What this machine is called where the client came in; undefined where that is not known. */
  readonly names: readonly string[] | undefined
  readonly openedAt: number
  /** When the client's first byte came: long after `openedAt` where it was a spare before. */
  readonly firstByteAt: number | undefined
  /** The exchanges that the session has not forgotten. */
  readonly exchanges: readonly Exchange[]
  /** Sizes in bytes of what came from the client, read by read, the first hundred of them. */
  readonly reads: readonly number[]
  /** Undefined while it is open. */
  readonly closing: Closing | undefined
  readonly closedAt: number | undefined
  /** How the sides ended, in the order they did; the first of them ended the connection. */
  readonly ends: readonly End[]
  /** What is spoken instead of HTTP/1, from some byte on. */
  readonly protocol: OtherProtocol | undefined
}

/** What is new after an event. */
export type Change =
  | { readonly type: 'opened'; readonly connection: Connection }
  /** The request has come as far as it will before it is answered. */
  | { readonly type: 'request'; readonly exchange: Exchange }
  /** The response has come as far as it will. */
  | { readonly type: 'response'; readonly exchange: Exchange }
  /** From here on the connection speaks another protocol; `switchedBy` agreed to it, where one did. */
  | {
      readonly type: 'protocol'
      readonly connection: Connection
      readonly protocol: OtherProtocol
      readonly switchedBy: Exchange | undefined
    }
  /** Something has come whole in that protocol, or in the response of `exchange`, which is a stream. */
  | {
      readonly type: 'frame'
      readonly connection: Connection
      readonly exchange: Exchange | undefined
      readonly frame: Frame
      readonly at: number
    }
  | { readonly type: 'closed'; readonly connection: Connection; readonly closing: Closing }
