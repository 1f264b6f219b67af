#!/usr/bin/env node
import { join } from 'node:path'
import { debuglog } from 'node:util'
import { CommanderError } from 'commander'
import { installedIn, isAtLeast } from './app/installed.ts'
import { createLifetime } from './app/lifetime.ts'
import type { GlobalOptions } from './app/open-context.ts'
import type { CouldNotRun } from './commands/declared/declare.ts'
import { createProgram } from './program.ts'
import { Interrupted } from './terminal/io/terminal.ts'
import { reasonOf } from './words/caught.ts'
import { asSystemFull, CourseError, errors, unexpectedWords } from './words/errors.ts'

/** The package's folder: this file is dist/cli.cjs in it, even where a link leads here. */
const installed = installedIn(join(import.meta.dirname, '../'))
const lifetime = createLifetime()

let exitCode = 0
/** Gives back what the terminal showed before the course drew on it. */
let leaveScreen = () => {}
/** The exit code where a command can't do what it is for. */
let couldNotRun: CouldNotRun = 1

const program = createProgram(installed.version, {
  inCourse:
    (load, least = 1) =>
    async (...given) => {
      requireNode()
      couldNotRun = least
      const { openContext } = await import('./app/open-context.ts')
      const context = await openContext(program.opts<GlobalOptions>(), installed, lifetime)
      leaveScreen = context.terminal.leave
      exitCode = await (await load())(context, ...given)
    },
  anywhere:
    (load, { couldNotRun: least = 1, nodes } = {}) =>
    async (...given) => {
      if (nodes !== 'any') requireNode()
      couldNotRun = least
      const { openPlace } = await import('./app/open-context.ts')
      const place = await openPlace(program.opts<GlobalOptions>(), installed, lifetime)
      leaveScreen = place.terminal.leave
      exitCode = await (await load())(place, ...given)
    },
})

for (const [signal, number] of [
  ['SIGINT', 2],
  ['SIGTERM', 15],
  ['SIGHUP', 1],
] as const)
  process.on(signal, () => end(128 + number))
let isEnding = false
process.on('uncaughtException', async (error) => {
  // What fails while all is being ended could go on failing for ever. What is left, shells end.
  if (isEnding) process.exit(1)
  isEnding = true
  leaveScreen()
  end(await explain(error))
})
// A reader such as `head` that has seen enough closes the pipe; a terminal that is closed breaks all three.
process.stdout.on('error', () => end(0))
process.stderr.on('error', () => {})
// Merely to look at process.stdin opens it, which takes time: the output is asked first.
if (process.stdout.isTTY) process.stdin.on('error', () => end(1))

program
  .parseAsync()
  .catch(async (error) => {
    leaveScreen()
    exitCode = await explain(error)
  })
  .then(() => end(exitCode))

function requireNode(): void {
  const { node } = process.versions
  if (!isAtLeast(node, installed.wanted)) throw errors.oldNode(node, installed.wanted)
}

/** Says what went wrong; gives back the exit code. */
async function explain(error: unknown): Promise<number> {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0
    const said = error.message.replace(/^error: /, '').replace(/\n/g, ' ')
    return explain(
      errors.badOption(`${said[0]?.toUpperCase()}${said.slice(1)}`.replace(/\.?$/, '.')),
    )
  }
  if (error instanceof CourseError) {
    process.stderr.write(`${error.message}\n${error.next}\n`)
    return Math.max(error.exitCode, couldNotRun)
  }
  if (error instanceof Interrupted) {
    process.stdout.write('\n')
    return 130
  }
  const full = asSystemFull(error)
  if (full !== undefined) return explain(full)
  const said = reasonOf(error)
  process.stderr.write(`${unexpectedWords(said)}\n`)
  if (debuglog('learn-webserver').enabled)
    process.stderr.write(`${error instanceof Error ? error.stack : ''}\n`)
  return couldNotRun
}

/** How long all that runs may take to end. */
const exitTimeoutMs = 3000

/** Ends what runs, gives the terminal back and leaves. */
async function end(code: number): Promise<never> {
  isEnding = true
  setTimeout(() => process.exit(code), exitTimeoutMs).unref()
  leaveScreen()
  await lifetime.end()
  // Of a large output, some may not have been written yet.
  await new Promise((resolve) =>
    process.stdout.write(process.stdout.isTTY ? '\x1b[?25h' : '', resolve),
  )
  process.exit(code)
}
