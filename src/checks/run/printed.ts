/** What a server program has printed so far. */
export interface Printed {
  readonly stdout: string
  readonly stderr: string
}

/** Keeps what a program prints, and tells when there is more. */
export interface PrintedSoFar {
  take(stream: 'stdout' | 'stderr', bytes: Uint8Array): void
  now(): Printed
  /** Calls back at every addition; gives back a function that ends that. */
  onMore(tell: () => void): () => void
}

/** Characters kept of each stream: a program may flood it. */
const kept = 200_000

/** `named`: a folder, and what it is called in the text. */
export function createPrinted(named?: readonly [folder: string, name: string]): PrintedSoFar {
  const renamed = (text: string) =>
    named === undefined || !text.includes(named[0]) ? text : text.replaceAll(named[0], named[1])
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() }
  const texts = { stdout: '', stderr: '' }
  const listeners = new Set<() => void>()
  return {
    take(stream, bytes) {
      const text = decoders[stream].decode(bytes, { stream: true })
      if (texts[stream].length >= kept) return
      texts[stream] += text
      for (const tell of listeners) tell()
    },
    now: () => ({ stdout: renamed(texts.stdout), stderr: renamed(texts.stderr) }),
    onMore(tell) {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
  }
}

/** What was printed after `before`. */
export const printedSince = (now: Printed, before: Printed): Printed => ({
  stdout: now.stdout.slice(before.stdout.length),
  stderr: now.stderr.slice(before.stderr.length),
})
