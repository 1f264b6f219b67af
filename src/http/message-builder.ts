import { Account } from './allowance.ts'
import { keptBytes } from './bytes.ts'
import { limits } from './limits.ts'
import type {
  Field,
  Framing,
  Message,
  Problem,
  ProblemCode,
  Range,
  RequestLine,
  Role,
  StatusLine,
  Token,
  TokenKind,
  VisitToken,
} from './message.ts'
import type { ReaderOptions } from './reader.ts'

/** Most messages of a browser without a body are no longer. */
const usualLength = 768
const noBytes = new Uint8Array(0)
/** About how many bytes of memory a token takes. */
const tokenCost = 48

/**
 * A message being read. A token is given by its kind and its end alone and starts where the one
 * before it ended, so the tokens cover the message without gap or overlap by the way they are made.
 */
export class Draft implements Message {
  readonly role: Role
  readonly start: number
  length = 0
  bytes: Uint8Array = noBytes
  startLine: RequestLine | StatusLine | undefined = undefined
  readonly fields: Field[] = []
  blankLine: Range | undefined = undefined
  framing: Framing | undefined = undefined
  body: Range | undefined = undefined
  readonly trailers: Field[] = []
  readonly tokens: Token[] = []
  readonly problems: Problem[] = []
  complete = false
  captured: 'whole' | 'cut' = 'whole'

  #limit: number
  readonly #keep: ReaderOptions['keep']
  readonly #account: Account | undefined
  #buffer: Uint8Array = noBytes
  #kept = 0
  #taken: Uint8Array = noBytes
  #takenStart = 0
  #takenEnd = 0
  #settled = 0
  #pending = false
  #room: number = limits.tokens
  #errors = 0
  #warnings = 0

  constructor(
    role: Role,
    start: number,
    { limit = limits.captured, keep, allowance }: ReaderOptions,
  ) {
    this.role = role
    this.start = start
    this.#limit = limit
    this.#keep = keep
    this.#account = allowance && new Account(allowance)
  }

  eachToken(visit: VisitToken): void {
    for (const { kind, start, end } of this.tokens) visit(kind, start, end)
  }

  /**
   * Adds bytes to the message; their tokens may come later. They are kept with those next to them,
   * at the latest when the update ends.
   */
  take(bytes: Uint8Array, from: number, to: number): void {
    this.length += to - from
    if (bytes !== this.#taken || from !== this.#takenEnd) {
      this.#keepTaken()
      this.#taken = bytes
      this.#takenStart = from
    }
    this.#takenEnd = to
  }

  #keepTaken(): void {
    const taken = this.#takenEnd - this.#takenStart
    const wanted = Math.min(taken, this.#limit - this.#kept)
    const keep = this.#account?.take(wanted) ?? wanted
    if (keep < taken) {
      this.captured = 'cut'
      this.#limit = this.#kept + keep
    }
    if (keep > 0) {
      const end = this.#takenStart + keep
      // A message mostly comes whole, and then this is all of it.
      if (this.#kept === 0) {
        this.#buffer = keptBytes(this.#taken, this.#takenStart, end, this.#keep)
      } else {
        this.#reserve(this.#kept + keep)
        this.#buffer.set(this.#taken.subarray(this.#takenStart, end), this.#kept)
      }
      this.#kept += keep
    }
    this.#taken = noBytes
    this.#takenStart = 0
    this.#takenEnd = 0
  }

  #reserve(needed: number): void {
    if (needed <= this.#buffer.length) return
    const size = Math.max(needed, this.#buffer.length * 2, usualLength)
    const grown = new Uint8Array(Math.min(size, this.#limit))
    grown.set(this.#buffer.subarray(0, this.#kept))
    this.#buffer = grown
  }

  /** A token of its own, from the end of the last one up to `end`. An empty one is left out. */
  emit(kind: TokenKind, end: number): void {
    if (end <= this.#settled) return
    if (this.#room <= 0 || !this.affords(tokenCost)) {
      this.#merge(this.body === undefined ? 'unknown' : 'body', end)
      return
    }
    this.#room--
    this.tokens.push({ kind, start: this.#settled, end })
    this.#settled = end
  }

  /** Goes on with the last token if it has this kind, and starts one if not. */
  grow(kind: TokenKind, end: number): void {
    if (end <= this.#settled) return
    if (this.#room <= 0) {
      this.#merge(this.body === undefined ? 'unknown' : 'body', end)
      return
    }
    if (this.tokens.at(-1)?.kind === kind) {
      this.#merge(kind, end)
      return
    }
    this.emit(kind, end)
  }

  #merge(kind: TokenKind, end: number): void {
    const last = this.tokens.at(-1)
    if (last?.kind === kind) this.tokens[this.tokens.length - 1] = { kind, start: last.start, end }
    else this.tokens.push({ kind, start: this.#settled, end })
    this.#settled = end
  }

  /** Begins with the body of a message whose head is read elsewhere, and has its tokens there. */
  startBody(start: number): void {
    this.#settled = start
    this.length = start
  }

  /** The bytes at the end that have no token yet. */
  get unsettled(): Range {
    return { start: this.#settled, end: this.length }
  }

  /** Whether there is so much memory for something besides its bytes; it is taken then. */
  affords(cost: number): boolean {
    return this.#account === undefined || this.#account.take(cost) === cost
  }

  /** Gives all bytes that have no token yet to one token. */
  settle(kind: TokenKind): void {
    this.grow(kind, this.length)
  }

  /** A body has room for as many tokens as the header section had, however long that was. */
  renewRoom(): void {
    this.#room = limits.tokens
  }

  problem(code: ProblemCode, start: number, end: number, severity: Problem['severity']): void {
    const listed = severity === 'error' ? ++this.#errors : ++this.#warnings
    if (listed <= limits.problems) this.problems.push({ severity, code, start, end })
  }

  /**
   * Ends an update: what has no token yet, such as half a line, is shown as one. `isLast`: the message
   * grows no more.
   */
  show(isLast = this.complete): void {
    this.#keepTaken()
    const keepsNoMore = isLast || this.captured === 'cut'
    if (keepsNoMore && this.#kept < this.#buffer.length)
      this.#buffer = this.#buffer.slice(0, this.#kept)
    if (isLast) this.#account?.close()
    const { length } = this.#buffer
    this.bytes = this.#kept === length ? this.#buffer : this.#buffer.subarray(0, this.#kept)
    if (this.body !== undefined) this.body = { start: this.body.start, end: this.length }
    if (this.#settled === this.length) return
    this.tokens.push({ kind: 'unknown', start: this.#settled, end: this.length })
    this.#pending = true
  }

  /** Begins an update: takes back the token for what was not settled. */
  resume(): void {
    if (this.#pending) this.tokens.pop()
    this.#pending = false
  }
}
