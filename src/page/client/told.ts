/** Who is told of changes, at most once for each frame that the browser draws. */
export interface Told {
  tell(): void
  /** Gives back what ends that the listener is told. */
  subscribe(listener: () => void): () => void
}

export function createTold(): Told {
  const listeners = new Set<() => void>()
  let isTold = true
  return {
    tell() {
      if (!isTold) return
      isTold = false
      afterFrame(() => {
        isTold = true
        for (const listener of listeners) listener()
      })
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** A page that is not in sight draws no frames: there it is told a little later. */
function afterFrame(then: () => void): void {
  if (document.visibilityState === 'visible') requestAnimationFrame(then)
  else setTimeout(then, 100)
}
