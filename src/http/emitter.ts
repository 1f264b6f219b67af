import type { Token, TokenKind, VisitToken } from './message.ts'

/** Is told of the tokens in some bytes, one after the other. Places are indexes into the bytes. */
export interface Emitter {
  readonly bytes: Uint8Array
  /** A token from the end of the last one up to `end`. An empty one is left out. */
  emit(kind: TokenKind, end: number): void
}

/** The same for bytes that may come in pieces. */
export interface GrowingEmitter {
  emit(kind: TokenKind, end: number): void
  /** Goes on with the last token if it has this kind, and starts one if not. */
  grow(kind: TokenKind, end: number): void
}

/** Is told of tokens whose bytes are all there, so that none is in pieces. */
export abstract class WholeEmitter implements Emitter, GrowingEmitter {
  readonly bytes: Uint8Array
  #settled = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  protected abstract tell(kind: TokenKind, start: number, end: number): void

  emit(kind: TokenKind, end: number): void {
    const start = this.#settled
    if (end <= start) return
    this.#settled = end
    this.tell(kind, start, end)
  }

  grow(kind: TokenKind, end: number): void {
    this.emit(kind, end)
  }
}

/** Passes tokens on as they are found, and keeps none. */
export class TokenWalk extends WholeEmitter {
  readonly #visit: VisitToken

  constructor(bytes: Uint8Array, visit: VisitToken) {
    super(bytes)
    this.#visit = visit
  }

  protected tell(kind: TokenKind, start: number, end: number): void {
    this.#visit(kind, start, end)
  }
}

/** Lists tokens. It could be a walk, but calls of one function are faster than of any. */
export class TokenList extends WholeEmitter {
  readonly tokens: Token[] = []

  protected tell(kind: TokenKind, start: number, end: number): void {
    this.tokens.push({ kind, start, end })
  }
}
