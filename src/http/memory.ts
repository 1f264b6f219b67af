/** Something that can give up bytes that it keeps. */
export interface Keeper {
  /** Gives up all bytes that it took, and takes none any more. */
  evict(): void
}

/** What all messages of a session may keep together; the oldest give up theirs first. */
export class Memory {
  readonly #maxBytes: number
  /** How much each of them took, in the order they began to. */
  readonly #taken = new Map<object, { readonly keeper: Keeper; readonly bytes: number }>()
  #total = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  take(keeper: Keeper, bytes: number): void {
    this.#taken.set(keeper, { keeper, bytes: (this.#taken.get(keeper)?.bytes ?? 0) + bytes })
    this.#total += bytes
    for (const oldest of this.#taken.values()) {
      if (this.#total <= this.#maxBytes) return
      this.giveBack(oldest.keeper)
      oldest.keeper.evict()
    }
  }

  /** Takes note that nobody holds the keeper any more, or that it has given up its bytes. */
  giveBack(keeper: object): void {
    this.#total -= this.#taken.get(keeper)?.bytes ?? 0
    this.#taken.delete(keeper)
  }
}
