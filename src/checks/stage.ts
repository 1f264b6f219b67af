import { join } from 'node:path'
import type { Stage } from '../course/course.ts'
import { makeTemporary } from '../server/temporary.ts'
import type { Result } from './failure.ts'
import { copyForChecks } from './files.ts'
import { runChecks } from './run.ts'
import { emittedIn, startForChecks } from './start.ts'

export interface StageOptions {
  readonly stage: Stage
  /** The learner's folder. */
  readonly folder: string
  /** The program, below that folder. @default the stage's server.ts */
  readonly program?: string
  readonly signal?: AbortSignal
  /** See ChecksOptions. */
  readonly patience?: number
  /** Has something called where all ends early; gives back what takes it out again. */
  readonly onStart?: (stop: () => Promise<void>) => () => void
}

/**
 * Runs a stage's checks against the learner's own program, on a port of its own and in a copy of
 * their folder, and gives each result as it comes.
 */
export async function* checkStage(options: StageOptions): AsyncGenerator<Result, void, void> {
  const {
    stage,
    folder,
    program = `${stage.folder}/server.ts`,
    signal,
    patience = 1,
    onStart,
  } = options
  const place = makeTemporary()
  const cwd = join(place.path, 'folder')
  copyForChecks(folder, cwd)
  const server = await startForChecks({
    file: join(folder, program),
    root: folder,
    emitted: emittedIn(folder),
    cwd,
    limit: (stage.checks[0]?.limit ?? 8000) * Math.min(patience, 2),
  })
  const stop = async () => {
    await server.stop()
    place.remove()
  }
  const forget = onStart?.(stop)
  try {
    yield* runChecks({
      checks: stage.checks,
      server,
      folder: cwd,
      root: folder,
      port: stage.port,
      ...(signal !== undefined && { signal }),
      patience,
    })
  } finally {
    forget?.()
    await stop()
  }
}
