import { asBuffer } from './bytes.ts'
import { limits } from './limits.ts'
import type { Problem, ProblemCode, Token, TokenKind } from './message.ts'

/**
 * Lists tokens and problems while a message is read. A token is given by its kind and its end alone, and starts where
 * the one before it ended: so tokens cover the message without gap or overlap by the way they are made.
 */
export class Tokens {
  readonly bytes: Uint8Array
  readonly list: Token[] = []
  readonly problems: Problem[] = []
  /** Where the last token ended. */
  settled = 0
  /** Nothing is listed: someone asks for the structure of the message alone. */
  readonly isSilent: boolean
  readonly #buffer: Buffer
  #room: number = limits.tokens
  /** What tokens become when there are too many of them. */
  #surplus: TokenKind = 'unknown'
  #errors = 0
  #warnings = 0

  constructor(bytes: Uint8Array, isSilent = false) {
    this.bytes = bytes
    this.#buffer = asBuffer(bytes)
    this.isSilent = isSilent
  }

  /** The bytes as Latin-1 text, one character a byte. */
  text(from: number, to: number): string {
    return this.#buffer.toString('latin1', from, to)
  }

  /** A token from the end of the last one up to `end`. An empty one is left out. */
  emit(kind: TokenKind, end: number): void {
    if (this.isSilent || end <= this.settled) return
    if (this.#room > 0) {
      this.#room--
      this.list.push({ kind, start: this.settled, end })
      this.settled = end
    } else this.#extend(this.#surplus, end)
  }

  /** Goes on with the last token if it has this kind, and starts one if not. */
  grow(kind: TokenKind, end: number): void {
    if (this.isSilent || end <= this.settled) return
    if (this.list.at(-1)?.kind === kind) this.#extend(kind, end)
    else this.emit(kind, end)
  }

  #extend(kind: TokenKind, end: number): void {
    const last = this.list.at(-1)
    if (last?.kind === kind) this.list[this.list.length - 1] = { ...last, end }
    else this.list.push({ kind, start: this.settled, end })
    this.settled = end
  }

  /** A body has room for as many tokens as the head had, however long that was. */
  beginBody(): void {
    this.#room = limits.tokens
    this.#surplus = 'body'
  }

  problem(code: ProblemCode, start: number, end: number, severity: Problem['severity']): void {
    if (this.isSilent) return
    const listed = severity === 'error' ? ++this.#errors : ++this.#warnings
    if (listed <= limits.problems) this.problems.push({ severity, code, start, end })
  }
}
