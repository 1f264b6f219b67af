import { CR, LF } from './bytes.ts'
import type { Problem, ProblemCode, Range, TokenKind } from './message.ts'
import type { Tokens } from './tokens.ts'

/** How a line ended: with CR LF, with LF alone, with CR and nothing more, or not at all. */
export type Ending = 'crlf' | 'bare-lf' | 'bare-cr' | 'none'

/** One line of a message, ending included: the bytes from `start` up to `stop`, its ending at `end`. */
export class Line {
  readonly bytes: Uint8Array
  readonly start: number
  readonly end: number
  readonly stop: number
  readonly ending: Ending
  readonly tokens: Tokens
  /** In a part of a body no rule for messages is broken: its problems are warnings. */
  readonly #isPart: boolean

  constructor(tokens: Tokens, start: number, stop: number, isPart = false) {
    this.bytes = tokens.bytes
    this.tokens = tokens
    this.start = start
    this.stop = stop
    this.ending = endingOf(tokens.bytes, start, stop)
    this.end = stop - (this.ending === 'crlf' ? 2 : this.ending === 'none' ? 0 : 1)
    this.#isPart = isPart
  }

  get isEmpty(): boolean {
    return this.end === this.start
  }

  /** The line with its ending. */
  get whole(): Range {
    return { start: this.start, end: this.stop }
  }

  text(from: number, to: number): string {
    return this.tokens.text(from, to)
  }

  emit(kind: TokenKind, end: number): void {
    this.tokens.emit(kind, end)
  }

  error(code: ProblemCode, start: number, end: number): void {
    this.problem(code, start, end, 'error')
  }

  warn(code: ProblemCode, start: number, end: number): void {
    this.problem(code, start, end, 'warning')
  }

  problem(code: ProblemCode, start: number, end: number, severity: Problem['severity']): void {
    this.tokens.problem(code, start, end, this.#isPart ? 'warning' : severity)
  }

  /** The token and, if the standard does not know it, the problem of the line's ending. */
  emitEnding(lineFeedAlone: Problem['severity'] = 'error'): void {
    if (this.ending === 'none') return
    this.#emitLast(this.ending, lineFeedAlone)
  }

  /** The same for a line that has nothing but its ending. */
  emitBlank(lineFeedAlone: Problem['severity'] = 'error'): void {
    this.#emitLast('blank-line', lineFeedAlone)
  }

  #emitLast(kind: TokenKind, lineFeedAlone: Problem['severity']): void {
    this.emit(kind, this.stop)
    if (this.ending === 'bare-lf') this.problem('bare-lf', this.end, this.stop, lineFeedAlone)
  }
}

function endingOf(bytes: Uint8Array, start: number, stop: number): Ending {
  if (stop === start) return 'none'
  const last = bytes[stop - 1]
  if (last === CR) return 'bare-cr'
  if (last !== LF) return 'none'
  return stop - 2 >= start && bytes[stop - 2] === CR ? 'crlf' : 'bare-lf'
}

/**
 * The next line from `from` on; undefined if it has not ended. `isOver`: no more bytes come, and so the last line is
 * one without an ending, too. Half a line ending is no line.
 */
export function nextLine(
  tokens: Tokens,
  from: number,
  isOver: boolean,
  isPart = false,
): Line | undefined {
  const { bytes } = tokens
  const lineFeed = bytes.indexOf(LF, from)
  if (lineFeed >= 0) return new Line(tokens, from, lineFeed + 1, isPart)
  const left = bytes.length - from
  const isLine = left > 1 || (left === 1 && bytes[from] !== CR)
  return isOver && isLine ? new Line(tokens, from, bytes.length, isPart) : undefined
}
