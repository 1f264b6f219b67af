import type { Socket } from 'node:net'
import type { Stage } from '../../course/course.ts'
import { checksIn } from '../../course/language.ts'
import type { Confinement } from '../../process/isolation/confinement.ts'
import type { FindCause } from '../explain/evidence.ts'
import type { Result } from '../explain/failure.ts'
import { causeFinder } from '../explain/gather-evidence.ts'
import { copyForChecks } from './files.ts'
import { runChecks } from './run.ts'
import { makeRunPlace, type Standby } from './standby.ts'
import { type CheckedProgram, startForChecks } from './start.ts'
import { triedCause } from './tried-cause.ts'

export interface StageOptions {
  readonly stage: Stage
  /** The learner's folder. */
  readonly folder: string
  readonly program: CheckedProgram
  /** A client's way to the program, where it leads through a tap. @default straight to it */
  readonly through?: (connect: () => Socket) => Promise<Through>
  readonly signal?: AbortSignal
  /** The port that the lines to copy name. @default the stage's */
  readonly port?: number
  /** See ChecksOptions. */
  readonly patience?: number
  /** All checks that can be tried are tried. @default the first that fails is the last */
  readonly goOn?: boolean
  /** Has the program stand ready for the next run. @default it is started when it is needed */
  readonly standby?: Standby
  /** What the program may reach. One that stands ready may reach all: there is no `standby` beside it. */
  readonly confinement?: Confinement
  /** The stage's finished server, to compare with. @default nothing is compared */
  readonly solution?: () => Promise<string | undefined>
  /** Has something called where all ends early; gives back what takes it out again. */
  readonly onStart?: (stop: () => Promise<void>) => () => void
}

/** A tap, or something like it. */
export interface Through {
  connect(): Socket
  /** What passes from now on belongs to no check: see `onTrial`. */
  stopTelling(): void
  close(): Promise<void>
}

/**
 * Runs a stage's checks against the learner's own program and gives each result as it comes. The program
 * is that of a copy of their folder and runs there, on a port of its own. What it prints names the
 * learner's folder. Throws a CourseError where this machine can't do it, whatever the program is.
 */
export async function* checkStage(options: StageOptions): AsyncGenerator<Result, void, void> {
  const {
    stage,
    folder,
    program,
    through,
    signal,
    patience = 1,
    goOn,
    onStart,
    confinement,
  } = options
  const standby = confinement === undefined ? options.standby : undefined
  const { language, file } = program
  const { port = stage.port, solution } = options
  const checks = checksIn(stage.checks, language)
  const place = (await standby?.take(program)) ?? makeRunPlace()
  const { folder: cwd, held } = place
  // Who goes on has more to wait for, and has waited long enough then.
  const limit = (stage.checks[0]?.limit ?? 8000) * (goOn ? 1 : Math.min(patience, 2))
  const start = () =>
    startForChecks(program.startedIn(cwd), { limit, named: [cwd, folder], confinement })
  const begin = async () => {
    try {
      copyForChecks(folder, cwd)
      return await (held === undefined ? start() : held.start())
    } catch (error) {
      await held?.stop()
      place.remove()
      throw error
    }
  }
  let server = await begin()
  const way = await through?.(server.connect)
  const stop = async () => {
    await way?.close()
    await server.stop()
    place.remove()
  }
  const startAgain = async () => {
    await server.stop()
    server = await start()
    return server
  }
  const forget = onStart?.(stop)
  // The server of this moment: it may have been started again.
  const find: FindCause = (seen) =>
    causeFinder({
      language,
      file,
      folder,
      copy: cwd,
      port: server.port,
      listening: server.listening,
    })(seen)
  try {
    yield* runChecks({
      checks,
      server: { ...server, ...(way !== undefined && { connect: way.connect }) },
      folder: cwd,
      root: folder,
      port,
      ...(signal !== undefined && { signal }),
      patience,
      ...(goOn && { startAgain }),
      ...(way !== undefined && { onTrial: way.stopTelling }),
      findCause:
        file === undefined || solution === undefined
          ? find
          : triedCause({
              find,
              solution,
              confinement,
              program,
              file,
              folder,
              checks,
              port,
              patience,
              signal,
            }),
    })
  } finally {
    forget?.()
    standby?.prepare(program, folder, limit)
    await stop()
  }
}
