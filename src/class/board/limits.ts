/** Lets so many through in a time, and then no more until it has gone by. */
export interface Limit {
  /** Whether one more may come now; it is counted where it may. */
  take(key: string, nowMs: number): boolean
  /** The same, and nothing is counted. */
  has(key: string, nowMs: number): boolean
}

interface Bucket {
  tokens: number
  atMs: number
}

/** Keys that are known at once; of more, those go that have been used least lately. */
const maxKeys = 4096

/** A bucket for each key, which holds `burst` and fills up again in `fillMs`. */
export function createLimit(burst: number, fillMs: number): Limit {
  const buckets = new Map<string, Bucket>()
  const now = (key: string, nowMs: number): Bucket => {
    const { tokens, atMs } = buckets.get(key) ?? { tokens: burst, atMs: nowMs }
    return {
      tokens: Math.min(tokens + (Math.max(nowMs - atMs, 0) * burst) / fillMs, burst),
      atMs: nowMs,
    }
  }
  return {
    take(key, nowMs) {
      const bucket = now(key, nowMs)
      const isAllowed = bucket.tokens >= 1
      if (isAllowed) bucket.tokens -= 1
      buckets.delete(key)
      buckets.set(key, bucket)
      const [oldest] = buckets.keys()
      if (buckets.size > maxKeys && oldest !== undefined) buckets.delete(oldest)
      return isAllowed
    },
    has: (key, nowMs) => now(key, nowMs).tokens >= 1,
  }
}
