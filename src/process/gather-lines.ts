type Take = (stream: 'stdout' | 'stderr', bytes: Uint8Array) => void

/** How long the beginning of a line waits for its end. */
const flushAfterMs = 30

/** Bytes of a beginning that waits at most. */
const maxWaitingBytes = 64 * 1024

const lineFeed = 0x0a

/**
 * Passes on what a program prints, in whole lines: an unbuffered one, as Python is run, writes a line in
 * pieces. The beginning of a line is passed on alone when its end doesn't come, or at `flush`.
 */
export function gatherLines(take: Take): { readonly take: Take; flush(): void } {
  const streams = { stdout: gatherer('stdout', take), stderr: gatherer('stderr', take) }
  return {
    take: (stream, bytes) => streams[stream].add(bytes),
    flush() {
      streams.stdout.flush()
      streams.stderr.flush()
    },
  }
}

function gatherer(stream: 'stdout' | 'stderr', take: Take) {
  let begun: Uint8Array = new Uint8Array(0)
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    if (begun.length === 0) return
    const bytes = begun
    begun = new Uint8Array(0)
    take(stream, bytes)
  }
  return {
    flush,
    add(bytes: Uint8Array) {
      begun = begun.length === 0 ? bytes : Buffer.concat([begun, bytes])
      if (begun.at(-1) === lineFeed || begun.length > maxWaitingBytes) flush()
      else timer ??= setTimeout(flush, flushAfterMs)
    },
  }
}
