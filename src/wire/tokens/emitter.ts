import type { TokenKind, VisitToken } from './message.ts'

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

/** Passes tokens on as they are found, and keeps none. */
export class TokenWalk implements Emitter, GrowingEmitter {
  readonly bytes: Uint8Array
  readonly #visit: VisitToken
  #settled = 0

  constructor(bytes: Uint8Array, visit: VisitToken) {
    this.bytes = bytes
    this.#visit = visit
  }

  emit(kind: TokenKind, end: number): void {
    const start = this.#settled
    if (end <= start) return
    this.#settled = end
    this.#visit(kind, start, end)
  }

  /** Here, no token is in pieces. */
  grow(kind: TokenKind, end: number): void {
    this.emit(kind, end)
  }
}
