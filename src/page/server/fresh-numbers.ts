/** Numbers of exchanges that a page has not been told of; of so many that come, the latest stay. */
export interface FreshNumbers {
  add(number: number): void
  /** Takes some of them out, in the order of their places; none where none is left. */
  take(most: number): number[]
  clear(): void
}

/** Flags in an array: thousands may come a second, and nothing may grow. */
export function createFreshNumbers(size: number): FreshNumbers {
  const flags = new Uint8Array(size)
  const numbers = new Float64Array(size)
  let cursor = 0
  return {
    add(number) {
      const slot = number % size
      flags[slot] = 1
      numbers[slot] = number
    },
    take(most) {
      const taken: number[] = []
      while (taken.length < most) {
        const ahead = flags.indexOf(1, cursor)
        const found = ahead < 0 ? flags.indexOf(1) : ahead
        if (found < 0) break
        flags[found] = 0
        cursor = found + 1
        taken.push(numbers[found] ?? 0)
      }
      return taken
    },
    clear() {
      flags.fill(0)
      cursor = 0
    },
  }
}
