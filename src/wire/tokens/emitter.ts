import type { TokenKind, VisitToken } from './message.ts'

/** Is told of the tokens in some bytes, one after the other. Places are indexes into the bytes. */
export interface Emitter {
  readonly bytes: Uint8Array
  /** A token from the end of the last one up to `end`. An empty one is left out. */
  emit(kind: TokenKind, end: number): void
}

/** Passes tokens on as they are found, and keeps none. */
export class TokenWalk implements Emitter {
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
}
