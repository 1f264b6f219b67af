import process from 'node:process'

// What the constants say together: who watches waits a quarter of a second at most while bytes pass, and
// holds up the wire for no longer than a slice and the one thing that the slice ends with.

/** Milliseconds without anything new after which the wire counts as idle. */
const quietMs = 2
/** Milliseconds that something waits for the wire to be idle. */
const longestWaitMs = 250
/** Milliseconds of work before bytes are looked for again: a response waits for a slice at each of its ways. */
const sliceMs = 0.25
/** What is told before promises are waited for: to wait costs more than to record. */
const toldAtOnce = 8
/** Things that may wait for the wire to be idle. More of them cost the garbage collector as much as it takes to record them. */
const mostUntold = 1000
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
 * which whatever can be read is read. What a delivery goes on to do in promises counts to its slice. Nothing is lost.
 */
export function createDelivery<T>({
  deliver,
  weigh,
  now = () => performance.now(),
}: DeliveryOptions<T>): Delivery<T> {
  let waiting: (T | undefined)[] = []
  let first = 0
  let weight = 0
  let oldestAt = 0
  let newestAt = 0
  let isDue = false
  let sliceAt = 0

  const next = (): boolean => {
    const item = waiting[first]
    if (item === undefined) return false
    // A list that is old keeps alive what stands in it, even after it was dropped itself.
    waiting[first] = undefined
    first += 1
    if (first === waiting.length || first === 4096) {
      waiting = waiting.slice(first)
      first = 0
    }
    weight -= weigh(item)
    deliver(item)
    return true
  }

  const beginOnceIdle = () => {
    const at = now()
    const isLittle = waiting.length - first < mostUntold && weight < mostWaiting
    const mayWait = at - oldestAt < longestWaitMs && isLittle
    if (at - newestAt < quietMs && mayWait) setTimeout(beginOnceIdle, quietMs)
    else beginSlice()
  }
  const beginSlice = () => {
    sliceAt = now()
    goOn()
  }
  const isSliceOver = () => weight < mostWaiting && now() - sliceAt >= sliceMs
  const goOn = () => {
    let told = 0
    do isDue = next()
    while (isDue && ++told < toldAtOnce && !isSliceOver())
    // A tick that a microtask asks for comes when all microtasks are done: those of the delivery, too.
    if (isDue) queueMicrotask(() => process.nextTick(endOrGoOn))
  }
  const endOrGoOn = () => {
    if (isSliceOver()) setImmediate(beginSlice)
    else goOn()
  }

  return {
    add(item) {
      newestAt = now()
      waiting.push(item)
      weight += weigh(item)
      if (isDue) return
      isDue = true
      oldestAt = newestAt
      setTimeout(beginOnceIdle, quietMs)
    },
    flush() {
      while (next());
    },
  }
}
