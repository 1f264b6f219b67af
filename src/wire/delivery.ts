// What the constants say together: who watches waits a tenth of a second at most while bytes pass, and
// holds up the wire for no longer than a slice and the one thing that the slice ends with.

/** Milliseconds without anything new after which the wire counts as idle. */
const quietMs = 2
/** Milliseconds that something waits for the wire to be idle. */
const longestWaitMs = 100
/** Milliseconds of work before bytes are looked for again. */
const sliceMs = 1
/** What may wait, by weight. Beyond it, memory is more dear than time. */
const mostWaiting = 32 * 1024 * 1024

export interface Delivery<T> {
  add(item: T): void
  /** Delivers all that waits, now. */
  flush(): void
}

export interface DeliveryOptions<T> {
  readonly deliver: (item: T) => void
  /** About how many bytes of memory an item holds. */
  readonly weigh: (item: T) => number
  /** Milliseconds. @default performance.now */
  readonly now?: () => number
}

/**
 * Hands things on in their order, and later than the wire: when it is idle, or in slices of time between
 * which whatever can be read is read. Nothing is lost.
 */
export function createDelivery<T>({
  deliver,
  weigh,
  now = () => performance.now(),
}: DeliveryOptions<T>): Delivery<T> {
  let waiting: { readonly item: T; readonly at: number }[] = []
  let first = 0
  let weight = 0
  let newestAt = 0
  let isDue = false

  const next = (): boolean => {
    const entry = waiting[first]
    if (entry === undefined) return false
    first += 1
    if (first === waiting.length || first === 4096) {
      waiting = waiting.slice(first)
      first = 0
    }
    weight -= weigh(entry.item)
    deliver(entry.item)
    return true
  }

  const work = () => {
    const beginAt = now()
    const oldestAt = waiting[first]?.at ?? beginAt
    const isIdle = beginAt - newestAt >= quietMs
    if (!isIdle && beginAt - oldestAt < longestWaitMs && weight < mostWaiting)
      return void setTimeout(work, quietMs)
    while (next()) if (weight < mostWaiting && now() - beginAt >= sliceMs) break
    isDue = waiting.length > 0
    if (isDue) setImmediate(work)
  }

  return {
    add(item) {
      newestAt = now()
      waiting.push({ item, at: newestAt })
      weight += weigh(item)
      if (isDue) return
      isDue = true
      setTimeout(work, quietMs)
    },
    flush() {
      while (next());
    },
  }
}
