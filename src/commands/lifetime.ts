/** What has to be ended before the course ends. */
export interface Lifetime {
  /** Has `end` called at the end; gives back a function that takes it out again. */
  add(end: () => Promise<void> | void): () => void
  /** Calls them all, the newest first, and waits for them. Called twice, it does nothing more. */
  end(): Promise<void>
}

export function createLifetime(): Lifetime {
  const ends = new Set<() => Promise<void> | void>()
  return {
    add(end) {
      ends.add(end)
      return () => ends.delete(end)
    },
    async end() {
      const all = [...ends].reverse()
      ends.clear()
      for (const end of all) await end()
    },
  }
}
