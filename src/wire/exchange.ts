import type { Message } from '../http/message.ts'
import type { Side } from './event.ts'

/** One arrival of bytes of a request. */
export interface Read {
  readonly at: number
  /** Bytes of this request in it; a read may bring the next request, too. */
  readonly size: number
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
}

/** What is new after an event. */
export type Change =
  | { readonly type: 'opened'; readonly connection: Connection }
  /** The request has come as far as it will before it is answered. */
  | { readonly type: 'request'; readonly exchange: Exchange }
  /** The response has come as far as it will. */
  | { readonly type: 'response'; readonly exchange: Exchange }
  | { readonly type: 'closed'; readonly connection: Connection; readonly closing: Closing }
