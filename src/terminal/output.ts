import { wrapAnsi } from 'fast-wrap-ansi'
import type { Look } from './look.ts'
import { visibleText } from './visible.ts'

/** A burst of more lines is cut to its first. */
const shortBurst = 10

export interface OutputView {
  /** Takes what the program wrote; gives back the lines to print now. */
  take(stream: 'stdout' | 'stderr', bytes: Uint8Array): string[]
  /** Everything it wrote so far, as far as it was kept. */
  all(): string[]
}

/** Lines of output that are kept for `all`. */
const kept = 2000

/**
 * What a server program prints, marked as its own. A long burst, such as a whole request, is cut
 * to its first lines; errors are not.
 */
export function createOutputView(name: string, look: Look, hint: string | undefined): OutputView {
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() }
  const lines: string[] = []
  const bar = `${look.paint('dim', `${name} ${look.symbols.down}`)} `
  const columns = Math.max(look.columns - name.length - 5, 8)
  const mark = (line: string): string[] =>
    wrapAnsi(visibleText(line, look.symbols), columns, { hard: true, trim: false })
      .split('\n')
      .map((row) => (bar + row).trimEnd())
  return {
    take(stream, bytes) {
      const text = decoders[stream].decode(bytes, { stream: true })
      const all = text.replace(/\r?\n$/, '').split(/\r?\n/)
      lines.push(...all)
      if (lines.length > kept) lines.splice(0, lines.length - kept)
      // Blank lines at the end would stand between this and what belongs to it.
      const burst = all.slice(0, all.findLastIndex((line) => line !== '') + 1)
      if (stream === 'stderr' || burst.length <= shortBurst) return burst.flatMap(mark)
      const left = burst.slice(1).filter((line) => line !== '').length
      const how = hint === undefined ? '' : `, ${hint}`
      const more = `${look.symbols.ellipsis} ${left} more line${left === 1 ? '' : 's'}${how}`
      return [...mark(burst[0] ?? ''), bar + look.paint('dim', more)]
    },
    all: () => [`Everything that ${name} printed:`, ...lines.flatMap(mark)],
  }
}
