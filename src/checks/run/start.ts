import type { Language } from '../../course/language.ts'
import { deferred } from '../../process/deferred.ts'
import type { End } from '../../process/end.ts'
import { heldStart } from '../../process/held-start.ts'
import type { Confinement } from '../../process/isolation/confinement.ts'
import { addressesOfPort, type ListeningAddress } from '../../process/listening.ts'
import { type Program, startProgram } from '../../process/program.ts'
import { type ProgramUpstream, type Start, startOf } from '../../process/upstream.ts'
import { isRunning } from '../../process/usage.ts'
import { CourseError, errors } from '../../words/errors.ts'
import { createPrinted } from './printed.ts'
import type { CheckedServer } from './run-context.ts'

/** A program to be checked. */
export interface CheckedProgram {
  readonly language: Language
  /** Its file, below the learner's folder; undefined where a command starts it. */
  readonly file: string | undefined
  /** How the program of a folder is started in it. */
  startedIn(folder: string): ProgramUpstream
}

/** A program that runs for the sake of its checks. */
export interface StartedServer extends CheckedServer {
  /** The port that it was given in PORT; undefined where it was not started. */
  readonly port: number | undefined
  /** Where it and what it started listen now. */
  listening(): Promise<readonly ListeningAddress[]>
  stop(): Promise<void>
}

export interface StartOptions {
  /** Milliseconds to wait until it listens. */
  readonly limit?: number | undefined
  /** A folder, and what it is called in what the program prints. */
  readonly named?: readonly [folder: string, name: string]
  /** What the program may reach. @default what this process may */
  readonly confinement?: Confinement | undefined
}

/**
 * Starts a learner's program, to be checked. A file that can't be read is an end, not an error. Throws a
 * CourseError where this machine can't start it, whatever is in it.
 */
export async function startForChecks(
  upstream: ProgramUpstream,
  options: StartOptions = {},
): Promise<StartedServer> {
  const start = await startOrReason(upstream)
  return typeof start === 'string' ? notStarted(start) : (await startServer(start, options)).server
}

/** A program that waits to be started: its file may still change. */
export interface HeldServer {
  /** Starts it with its file as it is now. */
  start(): Promise<StartedServer>
  stop(): Promise<void>
}

/**
 * Has a program stand ready, in its folder, that need not have files yet; undefined where that can't be done.
 * `place` is a folder beside it.
 */
export async function holdForChecks(
  upstream: ProgramUpstream,
  place: string,
  options: StartOptions = {},
): Promise<HeldServer | undefined> {
  const held = await heldStart(upstream, place)
  if (held === undefined) return undefined
  const { server, program } = await startServer(held, options, true)
  return {
    async start() {
      const start = await startOrReason(upstream)
      if (typeof start === 'string') {
        await program.stop()
        return notStarted(start)
      }
      program.release()
      return server
    },
    stop: program.stop,
  }
}

async function startServer(
  start: Start,
  { limit, named, confinement }: StartOptions,
  isHeld = false,
): Promise<{ server: StartedServer; program: Program }> {
  const printed = createPrinted(named)
  const { promise: ended, resolve: tellEnd } = deferred<End>()
  const program = await startProgram({
    ...start,
    onOutput: printed.take,
    onEnd: tellEnd,
    isHeld,
    ...(limit !== undefined && { limit }),
    ...(confinement !== undefined && { confinement }),
  })
  const { pid, port, connect, ready, listeningSockets, stop } = program
  if (pid === undefined) {
    // The system has refused: it has no shell, no memory, no more files to open.
    const end = await ended
    throw errors.cannotStart(end.type === 'not-started' ? end.reason : '')
  }
  const server = {
    connect,
    ready,
    ended,
    printed,
    port,
    listening: listeningSockets,
    listeningHosts: async () => (await addressesOfPort(port))?.map(({ host }) => host),
    isRunning: () => isRunning(pid),
    stop,
  }
  return { server, program }
}

/** Errors of a learner's program, and not of the machine. */
const ofProgram: ReadonlySet<string> = new Set<keyof typeof errors>([
  'serverFile',
  'serverMissing',
  'notOrdinary',
])

async function startOrReason(upstream: ProgramUpstream): Promise<Start | string> {
  try {
    return await startOf(upstream)
  } catch (error) {
    if (!(error instanceof CourseError && ofProgram.has(error.code))) throw error
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
    port: undefined,
    listening: async () => [],
    stop: async () => {},
  }
}
