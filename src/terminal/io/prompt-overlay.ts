import { Writable } from 'node:stream'

/** A stream for a terminal: process.stdout, or one that a test made. */
export type TerminalStream = NodeJS.WritableStream & {
  readonly columns?: number
  readonly rows?: number
  readonly isTTY?: boolean
}

/** Lines above, and at most one prompt below that stays whole while lines are added. */
export interface Paper {
  /** Adds lines above the prompt. */
  print(lines: readonly string[]): void
  /** A stream for one prompt to draw itself on. */
  promptOutput(): Writable
  /** Keeps lines back until `release`, while something else draws on the terminal. */
  hold(): void
  /** Draws the prompt anew, after something else had the terminal. */
  redraw(): void
  release(): void
}

/** Milliseconds that lines are gathered for while a prompt is open, so that it is redrawn once. */
const gather = 16

const csi = '\x1b['
const eraseLine = `${csi}2K`
const showCursor = `${csi}?25h`
/** What a prompt writes before each new drawing: down to its last row, then erase row by row. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
const erasure = /^(?:\x1b\[\d+B)?\x1b\[2K(?:\x1b\[1A\x1b\[2K)*\x1b\[G/
/** Where a drawing ends with its cursor some rows above its last row. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
const cursorAbove = /\x1b\[(\d+)A(?:\x1b\[\d+G)+$/

/** Prints on a terminal while inquirer's prompts are open, without breaking them. */
export function createPaper(stream: TerminalStream): Paper {
  let waiting: string[] = []
  let timer: NodeJS.Timeout | undefined
  /** The prompt as it was drawn last; empty where none is open. */
  let frame = ''
  let held = false

  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    if (held || waiting.length === 0) return
    const text = `${waiting.join('\n')}\n`
    waiting = []
    stream.write(frame === '' ? text : eraseFrame(frame) + text + frame)
  }

  return {
    redraw: () => void stream.write(frame),
    hold() {
      flush()
      held = true
    },
    release() {
      held = false
      flush()
    },
    print(lines) {
      waiting.push(...lines)
      if (frame === '' || held) flush()
      else timer ??= setTimeout(flush, gather)
    },
    promptOutput() {
      flush()
      const output = new Writable({
        decodeStrings: false,
        write(chunk, _encoding, done) {
          const text = String(chunk)
          stream.write(text)
          if (text.includes(showCursor)) frame = ''
          else if (erasure.test(text)) frame = text.replace(erasure, '')
          else frame += text
          done()
        },
      })
      return Object.defineProperties(output, {
        columns: { get: () => stream.columns },
        rows: { get: () => stream.rows },
        isTTY: { get: () => stream.isTTY },
      })
    },
  }
}

function eraseFrame(frame: string): string {
  const above = Number(cursorAbove.exec(frame)?.[1] ?? 0)
  const rows = frame.split('\n').length - 1
  const down = above > 0 ? `${csi}${above}B` : ''
  return `${down}${`${eraseLine}${csi}1A`.repeat(rows)}${eraseLine}${csi}G`
}
