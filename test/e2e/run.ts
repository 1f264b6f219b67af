import { type ChildProcess, spawn } from 'node:child_process'
import { expect } from 'vitest'
import { cli, type TestPlace } from './place.ts'

/** The command as a child process without a terminal. */
export interface Running {
  readonly child: ChildProcess
  stdout(): string
  stderr(): string
  /** Settles with the exit code, or the signal's name. */
  readonly ended: Promise<number | string | null>
}

/** Starts the built command with arguments. `file`: the command itself, or a link to it. */
export function start(
  place: TestPlace,
  args: readonly string[],
  env: Record<string, string> = {},
  file = cli,
): Running {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: place.cwd,
    env: { ...process.env, ...place.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (bytes) => {
    stdout += bytes
  })
  child.stderr.on('data', (bytes) => {
    stderr += bytes
  })
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    ended: new Promise((resolve) => child.once('close', (code, signal) => resolve(signal ?? code))),
  }
}

/** Runs the built command to its end. */
export async function runToEnd(place: TestPlace, ...args: string[]) {
  const running = start(place, args)
  const code = await running.ended
  return { code, stdout: running.stdout(), stderr: running.stderr() }
}

/** Waits until the command has printed it. */
export async function printed(running: Running, what: string | RegExp): Promise<void> {
  const poll = expect.poll(() => running.stdout() + running.stderr())
  await (typeof what === 'string' ? poll.toContain(what) : poll.toMatch(what))
}

/** The lines of JSON that the command has printed whole. */
export function jsonLines<Line>(running: Running): Line[] {
  return running
    .stdout()
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
}
