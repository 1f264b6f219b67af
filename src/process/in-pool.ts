/** Begins each piece of work as soon as one of so many workers is free; what comes of it, in their order. */
export function inPool<T>(work: readonly (() => Promise<T>)[], size: number): Promise<T>[] {
  const settle: ((promise: Promise<T>) => void)[] = []
  const results = work.map(() => new Promise<T>((resolve) => settle.push(resolve)))
  let next = 0
  const worker = async () => {
    while (next < work.length) {
      const i = next++
      const running = work[i]?.()
      if (running === undefined) return
      settle[i]?.(running)
      await running.catch(() => {})
    }
  }
  for (let i = 0; i < size; i++) void worker()
  return results
}
