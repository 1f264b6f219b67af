/** Something that can give up bytes that it keeps. */
export interface Keeper {
  /** Gives up all bytes that it took, and takes none any more. */
  evict(): void
}

/** What all messages of a session may keep together; the oldest give up theirs first. */
export class Memory {
  readonly #maxBytes: number
  /** How much each of them took, in the order they began to. */
  readonly #taken = new Map<object, { readonly keeper: Keeper; bytes: number }>()
  #total = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  take(keeper: Keeper, bytes: number): void {
    const taken = this.#taken.get(keeper)
    if (taken === undefined) this.#taken.set(keeper, { keeper, bytes })
    else taken.bytes += bytes
    this.#total += bytes
    if (this.#total <= this.#maxBytes) return
    for (const oldest of this.#taken.values()) {
      this.giveBack(oldest.keeper)
      oldest.keeper.evict()
      if (this.#total <= this.#maxBytes) return
    }
  }

  /** Takes note that nobody holds the keeper any more, or that it has given up its bytes. */
  giveBack(keeper: object): void {
    this.#total -= this.#taken.get(keeper)?.bytes ?? 0
    this.#taken.delete(keeper)
  }
}
