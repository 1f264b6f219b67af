import { released, releasedLine } from './evicted-message.ts'
import type { Field, Framing, Message, Problem, Range, Role, Token, VisitToken } from './message.ts'
import type { Plain } from './plain.ts'
import { type Details, readPlain } from './plain-details.ts'

/** Bytes up to which a start line is kept as it is. */
const sharedLine = 200

/** Reads the one message that the bytes are; `method` is that of the request it answers. */
export type ReadWhole = (role: Role, bytes: Uint8Array, method: string | undefined) => Message

/**
 * A message that came whole and plainly framed. What it says is read from its bytes when someone
 * asks, and kept for the few that were looked at last: most that pass never are.
 */
export class PlainMessage implements Message {
  readonly role: Role
  readonly start: number
  readonly length: number
  bytes: Uint8Array
  captured: 'whole' | 'released' = 'whole'
  readonly complete = true
  startLine: Plain['startLine']
  readonly framing: Framing
  /** Of the request that it answers. */
  readonly #method: string | undefined
  readonly #readWhole: ReadWhole
  #details: Details | undefined = undefined

  /** Those whose details are kept, and the place of the one that has been there longest. */
  static readonly #lookedAt: (PlainMessage | undefined)[] = Array.from({ length: 32 })
  static #oldest = 0

  constructor(
    role: Role,
    start: number,
    bytes: Uint8Array,
    { startLine, framing, method }: Plain,
    readWhole: ReadWhole,
  ) {
    this.role = role
    this.start = start
    this.length = bytes.length
    this.bytes = bytes
    this.startLine = startLine
    this.framing = framing
    this.#method = method
    this.#readWhole = readWhole
  }

  get fields(): readonly Field[] {
    return this.#read().fields
  }
  get blankLine(): Range | undefined {
    return this.#read().blankLine
  }
  get body(): Range | undefined {
    return this.#read().body
  }
  get trailers(): readonly Field[] {
    return this.#read().trailers
  }
  get tokens(): readonly Token[] {
    return this.#read().tokens
  }
  eachToken(visit: VisitToken): void {
    this.#read().eachToken(visit)
  }
  get problems(): readonly Problem[] {
    return this.#read().problems
  }

  /** Gives up its bytes, and with them what they say. */
  release(): void {
    this.bytes = released.bytes
    this.captured = released.captured
    // A short one is the same text for many messages.
    if (this.startLine.line.end > sharedLine) this.startLine = releasedLine(this.startLine)
    this.#details = undefined
  }

  toJSON(): Omit<Message, 'eachToken'> {
    const { role, start, length, bytes, startLine, fields, blankLine, framing } = this
    const { body, trailers, tokens, problems, complete, captured } = this
    const head = { role, start, length, bytes, startLine, fields, blankLine, framing }
    return { ...head, body, trailers, tokens, problems, complete, captured }
  }

  #read(): Details {
    if (this.captured === 'released') return released
    if (this.#details !== undefined) return this.#details
    const lookedAt = PlainMessage.#lookedAt
    const oldest = lookedAt[PlainMessage.#oldest]
    if (oldest !== undefined) oldest.#details = undefined
    lookedAt[PlainMessage.#oldest] = this
    PlainMessage.#oldest = (PlainMessage.#oldest + 1) % lookedAt.length
    this.#details =
      readPlain(this.bytes, this.startLine) ?? this.#readWhole(this.role, this.bytes, this.#method)
    return this.#details
  }
}
