import { addressesOfPort, type ListeningAddress } from '../../process/listening.ts'
import { type End, startProgram } from '../../process/program.ts'
import { type ProgramUpstream, type Start, startOf } from '../../process/upstream.ts'
import { usageOf } from '../../process/usage.ts'
import { CourseError } from '../../words/errors.ts'
import { createPrinted } from './printed.ts'
import type { CheckedServer } from './run-context.ts'

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
}

/** Starts a learner's program, to be checked. A file that can't be read is an end, not an error. */
export async function startForChecks(
  upstream: ProgramUpstream,
  { limit, named }: StartOptions = {},
): Promise<StartedServer> {
  const start = await startOrReason(upstream)
  if (typeof start === 'string') return notStarted(start)
  const printed = createPrinted(named)
  let tellEnd = (_end: End) => {}
  const ended = new Promise<End>((resolve) => {
    tellEnd = resolve
  })
  const program = await startProgram({
    ...start,
    onOutput: printed.take,
    onEnd: (end) => tellEnd(end),
    ...(limit !== undefined && { limit }),
  })
  return {
    connect: program.connect,
    ready: program.ready,
    ended,
    printed,
    port: program.port,
    listening: program.listeningSockets,
    listeningHosts: async () => (await addressesOfPort(program.port))?.map(({ host }) => host),
    usage: () => (program.pid === undefined ? undefined : usageOf(program.pid)),
    stop: program.stop,
  }
}

async function startOrReason(upstream: ProgramUpstream): Promise<Start | string> {
  try {
    return await startOf(upstream)
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
    port: undefined,
    listening: async () => [],
    stop: async () => {},
  }
}
