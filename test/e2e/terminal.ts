import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, vi } from 'vitest'
import { isThere } from '../required.ts'
import { patienceMs } from './slowness.ts'

const run = promisify(execFile)

/** A real terminal, for tests that press keys and read the screen. */
export interface TestTerminal {
  /** What the screen shows, and what has scrolled out of it. */
  text(): Promise<string>
  /** Only what the screen shows now. */
  screen(): Promise<string>
  /** What the screen shows now, with its colours as escape sequences. */
  painted(): Promise<string>
  /** Presses keys, by tmux's names: `Enter`, `C-c`, `q`. */
  press(...keys: string[]): Promise<void>
  type(text: string): Promise<void>
  /**
   * Types a line for the shell, once the shell waits for one: what was run before has ended, and reads no key
   * of it. The screen says `exit code 0` after it.
   */
  command(line: string): Promise<void>
  /** Waits until the screen shows it. */
  sees(what: string | RegExp): Promise<void>
  /** Waits until it stands anywhere in what was shown. */
  showed(what: string | RegExp): Promise<void>
  /** What tmux says of it, by one of its formats: `#{pane_pid}`. */
  ask(format: string): Promise<string>
  close(): void
}

export interface TerminalOptions {
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly columns?: number
  readonly rows?: number
}

/** tmux is there. */
export const hasTmux = isThere('tmux', spawnSync('tmux', ['-V']).status === 0)

const patience = { timeout: patienceMs, interval: 50 }
let opened = 0

/** Opens a shell in a terminal of its own. */
export function openTestTerminal({
  cwd,
  env,
  columns = 80,
  rows = 24,
}: TerminalOptions): TestTerminal {
  const server = `learn-webserver-${process.pid}-${++opened}`
  const tmux = (...args: string[]) =>
    run('tmux', ['-L', server, ...args]).then(({ stdout }) => stdout)
  const settings = Object.entries({ LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', ...env })
  execFileSync(
    'tmux',
    [
      ...['-L', server, '-f', '/dev/null', 'new-session', '-d', '-s', 'test'],
      ...['-x', String(columns), '-y', String(rows), '-c', cwd],
      ...settings.flatMap(([name, value]) => ['-e', `${name}=${value}`]),
      // A person's terminal is none of CI's, where chalk leaves the colours out.
      "env -u CI PS1='$ ' sh",
    ],
    { env: { ...process.env, ...env } },
  )
  const screen = () => tmux('capture-pane', '-p', '-t', 'test')
  const text = () => tmux('capture-pane', '-p', '-J', '-S', '-', '-t', 'test')
  const shows = (look: () => Promise<string>) => async (what: string | RegExp) => {
    // Not by expect.poll, which has no place where tests run side by side.
    await vi.waitFor(async () => {
      const shown = expect(await look())
      return typeof what === 'string' ? shown.toContain(what) : shown.toMatch(what)
    }, patience)
  }
  const press = async (...keys: string[]) => void (await tmux('send-keys', '-t', 'test', ...keys))
  const type = async (words: string) => void (await tmux('send-keys', '-t', 'test', '-l', words))
  const sees = shows(screen)
  return {
    text,
    screen,
    press,
    type,
    async command(line) {
      await sees(/\$\s*$/)
      await type(`${line}; echo "exit code $?"`)
      await press('Enter')
    },
    painted: () => tmux('capture-pane', '-p', '-e', '-t', 'test'),
    sees,
    showed: shows(text),
    ask: async (format) => (await tmux('display-message', '-p', '-t', 'test', format)).trim(),
    close: () => void spawnSync('tmux', ['-L', server, 'kill-server']),
  }
}
