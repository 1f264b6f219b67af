/** Bytes of memory that a message may take whatever the others have: a usual head and its tokens. */
const share = 16 * 1024

/**
 * What messages that still grow may take together, in bytes of memory. They can be as many as there are
 * connections, and none of them can be let go of while it grows. A line that has not ended is kept beside
 * it, as far as `limits.line`: cut short, it would be read as what it is not.
 */
export class Allowance {
  left: number

  constructor(limit: number) {
    this.left = limit
  }
}

/** What one of the messages has taken. */
export class Account {
  readonly #allowance: Allowance
  #taken = 0

  constructor(allowance: Allowance) {
    this.#allowance = allowance
  }

  /** Takes so much, or what there is of it; gives how much that was. */
  take(wanted: number): number {
    const allowance = this.#allowance
    const taken = Math.min(wanted, Math.max(allowance.left, share - this.#taken, 0))
    allowance.left -= taken
    this.#taken += taken
    return taken
  }

  /** Gives everything back: the message grows no more. */
  close(): void {
    this.#allowance.left += this.#taken
    this.#taken = 0
  }
}
