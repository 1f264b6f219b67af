/** All that a program printed, as far as it is kept. */
export interface Printed {
  readonly lines: readonly string[]
  /** Takes bytes that it wrote; gives back their lines. */
  take(stream: 'stdout' | 'stderr', bytes: Uint8Array): string[]
  /** Another program begins. */
  clear(): void
}

const maxLines = 2000
const maxLineLength = 4000

export function createPrinted(): Printed {
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() }
  const lines: string[] = []
  return {
    lines,
    take(stream, bytes) {
      const text = decoders[stream].decode(bytes, { stream: true })
      const fresh = text.replace(/\r?\n$/, '').split(/\r?\n/)
      lines.push(...fresh.map((line) => copyOf(line.slice(0, maxLineLength))))
      if (lines.length > maxLines) lines.splice(0, lines.length - maxLines)
      return fresh
    },
    clear() {
      lines.length = 0
    },
  }
}

/** A part of a string keeps the whole of it in memory, in V8; a copy does not. */
const copyOf = (text: string) => Buffer.from(text, 'utf16le').toString('utf16le')
