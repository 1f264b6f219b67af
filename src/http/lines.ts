import { CR, LF, latin1 } from './bytes.ts'
import { limits } from './limits.ts'
import type { Problem, ProblemCode, Range, TokenKind } from './message.ts'
import type { Draft } from './message-builder.ts'

/** Bytes as they came, and as text. */
export class Source {
  readonly bytes: Uint8Array
  #text = ''
  #start = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  /** The bytes as Latin-1 text. Made for many lines at once, as each call for it has its price. */
  text(from: number, to: number): string {
    if (from < this.#start || to > this.#start + this.#text.length) {
      this.#start = from
      this.#text = latin1(this.bytes, from, Math.max(to, Math.min(from + 1024, this.bytes.length)))
    }
    return this.#text.slice(from - this.#start, to - this.#start)
  }
}

/** How a line ended: with CR LF, with LF alone, with CR and nothing more, or not at all. */
export type Ending = 'crlf' | 'bare-lf' | 'bare-cr' | 'none'

/**
 * One line of a message: the bytes from `start` up to its ending at `end`, among others. Places are
 * given as indexes into `bytes` and turned into offsets in the message here.
 */
export class Line {
  readonly bytes: Uint8Array
  readonly start: number
  readonly end: number
  readonly ending: Ending
  /** The index after the ending. */
  readonly #stop: number
  /** What makes an index an offset in the message. */
  readonly #shift: number
  readonly #draft: Draft
  readonly #source: Source
  #lenient = false

  /** The bytes from `start` to `stop`, ending included, that stand at `offset` in the message. */
  constructor(draft: Draft, source: Source, start: number, stop: number, offset: number) {
    this.bytes = source.bytes
    this.ending = endingOf(source.bytes, start, stop)
    this.start = start
    this.end = stop - lengthOf(this.ending)
    this.#stop = stop
    this.#shift = offset - start
    this.#draft = draft
    this.#source = source
  }

  /** The same line in a body, where no rule for messages is broken: its problems are warnings. */
  asPart(): this {
    this.#lenient = true
    return this
  }

  get empty(): boolean {
    return this.end === this.start
  }

  emit(kind: TokenKind, end: number): void {
    this.#draft.emit(kind, end + this.#shift)
  }

  error(code: ProblemCode, start: number, end: number): void {
    this.problem(code, start, end, 'error')
  }

  warn(code: ProblemCode, start: number, end: number): void {
    this.problem(code, start, end, 'warning')
  }

  problem(code: ProblemCode, start: number, end: number, severity: Problem['severity']): void {
    const shown = this.#lenient ? 'warning' : severity
    this.#draft.problem(code, start + this.#shift, end + this.#shift, shown)
  }

  /** The token and, if the standard does not know it, the problem of the line's ending. */
  emitEnding(lineFeedAlone: Problem['severity'] = 'error'): void {
    if (this.ending === 'none') return
    this.emit(this.ending, this.#stop)
    if (this.ending === 'bare-lf') this.problem('bare-lf', this.end, this.#stop, lineFeedAlone)
  }

  /** The same for a line that has nothing but its ending. */
  emitBlank(lineFeedAlone: Problem['severity'] = 'error'): void {
    this.emit('blank-line', this.#stop)
    if (this.ending === 'bare-lf') this.problem('bare-lf', this.end, this.#stop, lineFeedAlone)
  }

  text(from: number, to: number): string {
    return this.#source.text(from, to)
  }

  range(from: number, to: number): Range {
    return { start: from + this.#shift, end: to + this.#shift }
  }

  /** The line with its ending. */
  get whole(): Range {
    return this.range(this.start, this.#stop)
  }

  /** The offset in the message at which the line is over, its ending included. */
  get stop(): number {
    return this.#stop + this.#shift
  }

  /** The index of the byte at this offset of the message. */
  indexAt(offset: number): number {
    return offset - this.#shift
  }
}

/** No table: a look-up by a string that varies takes longer. */
function lengthOf(ending: Ending): number {
  if (ending === 'crlf') return 2
  return ending === 'none' ? 0 : 1
}

function endingOf(bytes: Uint8Array, start: number, stop: number): Ending {
  if (stop === start) return 'none'
  const last = bytes[stop - 1]
  if (last === CR) return 'bare-cr'
  if (last !== LF) return 'none'
  return stop - 2 >= start && bytes[stop - 2] === CR ? 'crlf' : 'bare-lf'
}

const noBytes = new Uint8Array(0)

/** Gathers a line that comes in pieces, and keeps no more of it than a line may have. */
export class LineBuffer {
  /** Bytes of the line that have come, kept or not. */
  length = 0
  #bytes = noBytes

  /** The bytes kept so far; valid until the next call. */
  get kept(): Uint8Array {
    return this.#bytes.subarray(0, Math.min(this.length, limits.line))
  }

  add(bytes: Uint8Array, from: number, to: number): void {
    const keep = Math.min(to - from, limits.line - this.length)
    if (keep > 0) {
      this.#reserve(this.length + keep)
      this.#bytes.set(bytes.subarray(from, from + keep), this.length)
    }
    this.length += to - from
  }

  #reserve(needed: number): void {
    if (needed <= this.#bytes.length) return
    const grown = new Uint8Array(
      Math.min(Math.max(needed, this.#bytes.length * 2, 256), limits.line),
    )
    grown.set(this.#bytes.subarray(0, this.length))
    this.#bytes = grown
  }

  /**
   * The line that ends with the bytes `from` to `to`, the last of them before offset `stop` of the
   * message; undefined if it is longer than a line may be. Empties the buffer.
   */
  finish(draft: Draft, source: Source, from: number, to: number, stop: number): Line | undefined {
    const length = this.length + to - from
    if (length > limits.line) {
      this.length = 0
      return undefined
    }
    if (this.length === 0) return new Line(draft, source, from, to, stop - length)
    this.add(source.bytes, from, to)
    const line = new Line(draft, new Source(this.#bytes), 0, length, stop - length)
    this.length = 0
    return line
  }
}
