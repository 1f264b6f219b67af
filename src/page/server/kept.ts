import type { Exchange } from '../../wire/exchange.ts'

/** What an exchange takes in memory beside the bytes of its messages, as measured. */
const overheadBytes = 3 * 1024

interface Entry {
  readonly exchange: Exchange
  size: number
}

/** Exchanges of which all can be told, as far as a bound in bytes allows. The oldest go first. */
export interface Kept {
  /** Takes an exchange, or takes note that it has grown. Gives those that had to go. */
  add(exchange: Exchange): readonly Exchange[]
  get(number: number): Exchange | undefined
  /** Those near a number, itself among them, in the order of their numbers. */
  near(number: number): readonly Exchange[]
  /** The last `count` before a number. */
  before(number: number, count: number): readonly Exchange[]
  clear(): void
}

/** Exchanges on each side of one that notes on it look at. */
const nearby = 125

export function createKept(maxBytes: number): Kept {
  /** In the order of their numbers. */
  let entries: Entry[] = []
  let total = 0

  const placeOf = (number: number) => {
    let low = 0
    let high = entries.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((entries[middle]?.exchange.number ?? 0) < number) low = middle + 1
      else high = middle
    }
    return low
  }
  const entryOf = (number: number) => {
    if (number > (entries.at(-1)?.exchange.number ?? 0)) return undefined
    const entry = entries[placeOf(number)]
    return entry?.exchange.number === number ? entry : undefined
  }

  return {
    add(exchange) {
      const size = sizeOf(exchange)
      const there = entryOf(exchange.number)
      total += size - (there?.size ?? 0)
      if (there !== undefined) there.size = size
      else entries.splice(placeOf(exchange.number), 0, { exchange, size })
      if (total <= maxBytes) return nothing
      let count = 0
      // More than must go: what is left is moved up once for many.
      for (; total > maxBytes * 0.9 && count < entries.length - 1; count++)
        total -= entries[count]?.size ?? 0
      const gone = entries.slice(0, count)
      entries = entries.slice(count)
      return gone.map((entry) => entry.exchange)
    },
    get: (number) => entryOf(number)?.exchange,
    near(number) {
      const at = placeOf(number)
      return entries.slice(Math.max(at - nearby, 0), at + nearby).map(({ exchange }) => exchange)
    },
    before(number, count) {
      const at = placeOf(number)
      return entries.slice(Math.max(at - count, 0), at).map(({ exchange }) => exchange)
    },
    clear() {
      entries = []
      total = 0
    },
  }
}

const nothing: readonly never[] = []

function sizeOf({ request, interim, response }: Exchange): number {
  let size = overheadBytes + (request?.bytes.length ?? 0) + (response?.bytes.length ?? 0)
  for (const message of interim) size += message.bytes.length
  return size
}
