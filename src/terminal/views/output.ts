import { wrapAnsi } from 'fast-wrap-ansi'
import type { Look } from '../draw/theme.ts'
import { visibleText } from '../draw/visible.ts'

/** A burst of more lines is cut to its first. */
const shortBurst = 10

export interface OutputView {
  /** Takes what the program wrote; gives back the lines to print now. */
  take(stream: 'stdout' | 'stderr', bytes: Uint8Array): string[]
  /** Everything it wrote so far, as far as it was kept. */
  all(): string[]
}

/** Lines of output that are kept for `all`, and how much of each. */
const kept = 2000
const longest = 4000
/** Lines that are printed in so many milliseconds; of more, none is until it is calm again. */
const flood = { lines: 40, within: 1000 }

/**
 * What a server program prints, marked as its own. A long burst, such as a whole request, is cut
 * to its first lines; errors are not. A flood is counted and not shown. `now` is in milliseconds.
 */
export function createOutputView(
  name: string,
  look: Look,
  hint: string | undefined,
  now = () => performance.now(),
): OutputView {
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() }
  const lines: string[] = []
  const bar = `${look.paint('dim', `${name} ${look.symbols.down}`)} `
  const columns = () => Math.max(look.columns - name.length - 5, 8)
  const how = hint === undefined ? '' : `, ${hint}`
  const more = (count: number) => {
    const words = `${look.symbols.ellipsis} ${count} more line${count === 1 ? '' : 's'}${how}`
    return bar + look.paint('dim', words)
  }
  let windowStart = now()
  let shown = 0
  let skipped = 0
  /** What may be printed now of some lines: all of them, or a count of those that were held back. */
  const dammed = (rows: readonly string[]): string[] => {
    const at = now()
    const out: string[] = []
    if (at - windowStart >= flood.within) {
      const isOver = skipped === 0 || at - windowStart >= 2 * flood.within
      if (skipped > 0) out.push(more(skipped))
      shown = isOver ? 0 : flood.lines
      skipped = 0
      windowStart = at
    }
    const room = flood.lines - shown
    shown += Math.min(rows.length, room)
    skipped += Math.max(rows.length - room, 0)
    return [...out, ...rows.slice(0, room)]
  }
  const mark = (line: string): string[] =>
    wrapAnsi(visibleText(line, look.symbols), columns(), { hard: true, trim: false })
      .split('\n')
      .map((row) => (bar + row).trimEnd())
  return {
    take(stream, bytes) {
      const text = decoders[stream].decode(bytes, { stream: true })
      const all = text.replace(/\r?\n$/, '').split(/\r?\n/)
      lines.push(...all.map((line) => copyOf(line.slice(0, longest))))
      if (lines.length > kept) lines.splice(0, lines.length - kept)
      // Blank lines at the end would stand between this and what belongs to it.
      const burst = all.slice(0, all.findLastIndex((line) => line !== '') + 1)
      const short = burst.map((line) => line.slice(0, longest))
      if (stream === 'stderr' || burst.length <= shortBurst) return dammed(short.flatMap(mark))
      const left = burst.slice(1).filter((line) => line !== '').length
      return dammed([...mark(short[0] ?? ''), more(left)])
    },
    all: () => [`Everything that ${name} printed:`, ...lines.flatMap(mark)],
  }
}

/** A part of a string keeps the whole of it in memory, in V8; a copy does not. */
const copyOf = (text: string) => Buffer.from(text, 'utf16le').toString('utf16le')
