import type { Row } from '../views/frame.ts'

/** A stream for a terminal: process.stdout, or one that a test made. */
export type TerminalStream = NodeJS.WritableStream & {
  readonly columns?: number
  readonly rows?: number
  readonly isTTY?: boolean
}

/** A whole screen of its own, beside what the terminal showed before. */
export interface Screen {
  /** Shows rows; only what differs from those before is written. */
  draw(rows: readonly Row[]): void
  /** Forgets what is shown: the window has another size, or another program drew on it. */
  forget(): void
  open(): void
  /** Gives back what the terminal showed before. */
  close(): void
}

const csi = '\x1b['
/** The terminal's second screen, without a cursor. */
const enter = `${csi}?1049h${csi}?25l${csi}2J`
const leave = `${csi}?1049l${csi}?25h`
/** Terminals that know these show all that is between them at once. */
const together = [`${csi}?2026h`, `${csi}?2026l`] as const

export function createScreen(output: TerminalStream): Screen {
  let shown: readonly Row[] = []
  let isOpen = false
  return {
    draw(rows) {
      if (!isOpen) return
      const changes = rows.flatMap((row, i) => {
        if (isSameLine(rows, shown, i)) return []
        // A line over several rows is written as one, so that it can be copied as one.
        const place = row.isContinued ? '' : `${csi}${i + 1};1H`
        return [`${place}${row.text}${rows[i + 1]?.isContinued ? '' : `${csi}K`}`]
      })
      const gone = rows.length < shown.length ? `${csi}${rows.length + 1};1H${csi}J` : ''
      shown = rows
      const text = changes.join('') + gone
      if (text !== '') output.write(together[0] + text + together[1])
    },
    forget() {
      shown = []
      if (isOpen) output.write(`${csi}2J`)
    },
    open() {
      if (isOpen) return
      isOpen = true
      shown = []
      output.write(enter)
    },
    close() {
      if (!isOpen) return
      isOpen = false
      output.write(leave)
    },
  }
}

/** The line that the row at an index belongs to is the same in both. */
function isSameLine(a: readonly Row[], b: readonly Row[], at: number): boolean {
  let first = at
  while (first > 0 && a[first]?.isContinued) first -= 1
  let end = at + 1
  while (a[end]?.isContinued) end += 1
  return a.slice(first, end).every(({ text, isContinued }, i) => {
    const other = b[first + i]
    return other?.text === text && other.isContinued === isContinued
  })
}
