import { join } from 'node:path'
import { CourseError } from '../errors.ts'
import { emitProgram } from '../server/emit.ts'
import type { Command } from '../server/guard.ts'
import { type End, type Program, startProgram } from '../server/program.ts'
import { createPrinted } from './printed.ts'
import type { CheckedServer } from './run.ts'

export interface StartOptions {
  /** The learner's file. */
  readonly file: string
  /** The learner's folder. */
  readonly root: string
  /** Where the JavaScript copies go. */
  readonly emitted: string
  /** The folder that the program runs in. */
  readonly cwd: string
  /** Milliseconds to wait until it listens. */
  readonly limit: number | undefined
}

/** A program that runs for the sake of its checks. */
export interface StartedServer extends CheckedServer {
  stop(): Promise<void>
}

/** Starts a learner's program, to be checked. A file that can't be read is an end, not an error. */
export async function startForChecks(options: StartOptions): Promise<StartedServer> {
  const command = commandFor(options)
  return typeof command === 'string'
    ? notStarted(command)
    : startCommand(command, options.cwd, options.limit)
}

/** Starts any program that listens on PORT, to be checked. */
export async function startCommand(
  command: Command,
  cwd: string,
  limit: number | undefined,
): Promise<StartedServer> {
  const printed = createPrinted()
  let tellEnd = (_end: End) => {}
  const ended = new Promise<End>((resolve) => {
    tellEnd = resolve
  })
  const program: Program = await startProgram({
    command,
    cwd,
    onOutput: printed.take,
    onEnd: (end) => tellEnd(end),
    ...(limit !== undefined && { limit }),
  })
  return {
    connect: program.connect,
    ready: program.ready,
    ended,
    printed,
    stop: program.stop,
  }
}

function commandFor({ file, root, emitted }: StartOptions): Command | string {
  try {
    return { file: process.execPath, args: [emitProgram(file, root, emitted)] }
  } catch (error) {
    if (!(error instanceof CourseError)) throw error
    return error.message
  }
}

function notStarted(reason: string): StartedServer {
  const end: End = { type: 'not-started', reason }
  return {
    connect: () => {
      throw new Error('a program that was not started has no connections')
    },
    ready: Promise.resolve({ type: 'ended', end }),
    ended: Promise.resolve(end),
    printed: createPrinted(),
    stop: async () => {},
  }
}

/** Where the JavaScript copies of a learner's programs go. */
export const emittedIn = (folder: string) => join(folder, '.learn-webserver')
