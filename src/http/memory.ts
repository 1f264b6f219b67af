/**
 * Something that can give up bytes that it keeps. They stand in a list by their links, which are undone when one goes:
 * what a Map drops may live on in the table that it had before it grew, and half of a busy tap's garbage did.
 */
export abstract class Keeper {
  /** Bytes that it has taken. */
  taken = 0
  older: Keeper | undefined = undefined
  newer: Keeper | undefined = undefined

  /** Gives up all bytes that it took, and takes none any more. */
  abstract evict(): void
}

/** What all messages of a session may keep together; the oldest give up theirs first. */
export class Memory {
  readonly #maxBytes: number
  /** In the order they began to take bytes. */
  #oldest: Keeper | undefined = undefined
  #newest: Keeper | undefined = undefined
  #total = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  take(keeper: Keeper, bytes: number): void {
    if (bytes === 0) return
    if (keeper.taken === 0) this.#append(keeper)
    keeper.taken += bytes
    this.#total += bytes
    while (this.#total > this.#maxBytes && this.#oldest !== undefined) {
      const oldest = this.#oldest
      this.giveBack(oldest)
      oldest.evict()
    }
  }

  /** Takes note that nobody holds the keeper any more, or that it has given up its bytes. */
  giveBack(keeper: Keeper): void {
    if (keeper.taken === 0) return
    this.#total -= keeper.taken
    keeper.taken = 0
    const { older, newer } = keeper
    if (older === undefined) this.#oldest = newer
    else older.newer = newer
    if (newer === undefined) this.#newest = older
    else newer.older = older
    keeper.older = keeper.newer = undefined
  }

  #append(keeper: Keeper): void {
    const newest = this.#newest
    keeper.older = newest
    if (newest === undefined) this.#oldest = keeper
    else newest.newer = keeper
    this.#newest = keeper
  }
}
