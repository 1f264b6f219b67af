import { PassThrough, Writable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import type { Session } from '../../src/session/as-seen.ts'
import { play } from '../../src/terminal/io/play.ts'
// Loaded beforehand, so that what they do is done in the turns that are waited for.
import '../../src/session/server.ts'
import '../../src/terminal/views/session.ts'
import { plainTheme } from './theme.ts'

/** A terminal in memory: what is typed goes in, and what is drawn can be read. */
class MockTerminal extends Writable {
  readonly isTTY = true
  columns: number
  rows: number
  /** Escape sequences and text as they were written. */
  written = ''
  #grid: string[] = []
  #at = { row: 0, column: 0 }

  constructor(columns: number, rows: number) {
    super({ decodeStrings: false })
    this.columns = columns
    this.rows = rows
  }

  override _write(chunk: unknown, _encoding: string, done: () => void): void {
    const text = String(chunk)
    this.written += text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
    for (const [whole, order, given] of text.matchAll(/\x1b\[([?\d;]*)([A-Za-z])|[^\x1b]/g)) {
      if (given === undefined) this.#put(whole)
      else this.#obey(given, order ?? '')
    }
    done()
  }

  #put(text: string): void {
    if (this.#at.column >= this.columns) this.#at = { row: this.#at.row + 1, column: 0 }
    const { row, column } = this.#at
    const line = [...(this.#grid[row] ?? '').padEnd(column)]
    line[column] = text
    this.#grid[row] = line.join('')
    this.#at.column += 1
  }

  #obey(order: string, given: string): void {
    const [row = 1, column = 1] = given.split(';').map((part) => Number(part) || 1)
    if (order === 'H') this.#at = { row: row - 1, column: column - 1 }
    if (order === 'K')
      this.#grid[this.#at.row] = (this.#grid[this.#at.row] ?? '').slice(0, this.#at.column)
    if (order === 'J') this.#grid = given === '2' ? [] : this.#grid.slice(0, this.#at.row)
  }

  /** What the screen shows. */
  screen(): string {
    return Array.from({ length: this.rows }, (_, row) => (this.#grid[row] ?? '').trimEnd()).join(
      '\n',
    )
  }

  resize(columns: number, rows: number): void {
    this.columns = columns
    this.rows = rows
    this.emit('resize')
  }
}

/** Plays a session on a terminal in memory. */
export function playOn(session: Session, columns = 80, rows = 24) {
  const output = new MockTerminal(columns, rows)
  const input = Object.assign(new PassThrough(), { setRawMode: (_isRaw: boolean) => {} })
  const theme = {
    ...plainTheme(columns),
    get columns() {
      return output.columns
    },
    get rows() {
      return output.rows
    },
  }
  const { over, lend } = play(session, { theme, input, output })
  over.catch(() => {})
  return {
    output,
    over,
    lend,
    /** Types text, as a keyboard sends it, and gives back what the screen shows then. */
    async type(text: string): Promise<string> {
      // An escape character alone is the Esc key once nothing has followed it.
      const done = text === '\x1b' ? changed(session) : undefined
      input.write(text)
      await done
      return this.drawn()
    },
    async drawn(): Promise<string> {
      // Many exchanges are drawn in as many turns.
      for (let i = 0; i < 100; i++) await turn()
      return output.screen()
    },
    end: () => input.end(),
  }
}

const changed = (session: Session) =>
  new Promise<void>((resolve) => {
    const stop = session.onChange(() => {
      stop()
      resolve()
    })
  })
