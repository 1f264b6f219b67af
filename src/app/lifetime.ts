/** What has to be ended before the course ends. */
export interface Lifetime {
  /** Has `end` called at the end; gives back a function that takes it out again. */
  add(end: () => Promise<void> | void): () => void
  /** Calls them all, the newest first, and waits for them. Called again, it waits for the same. */
  end(): Promise<void>
}

export function createLifetime(): Lifetime {
  const ends = new Set<() => Promise<void> | void>()
  let ending: Promise<void> | undefined
  const endAll = async () => {
    for (const end of [...ends].reverse()) await end()
  }
  return {
    add(end) {
      ends.add(end)
      return () => ends.delete(end)
    },
    end() {
      ending ??= endAll()
      return ending
    },
  }
}
