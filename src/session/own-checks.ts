import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Cause } from '../checks/explain/cause.ts'
import type { Result } from '../checks/explain/failure.ts'
import { missingServer } from '../checks/explain/unreadable.ts'
import { checkStage, type StageOptions } from '../checks/run/stage.ts'
import type { Stage } from '../course/course.ts'
import { checksIn } from '../course/language.ts'
import type { OwnServer } from '../workspace/own-server.ts'
import { ownServer } from '../workspace/own-server.ts'
import type { Settings } from '../workspace/settings.ts'

/** Whose server is checked, how long checks may take, what ends them early, and what stands ready for them. */
export interface CheckPlace extends Pick<StageOptions, 'patience' | 'onStart' | 'standby'> {
  /** The learner's folder. */
  readonly folder: string
  readonly settings: Settings
}

/**
 * Holds the learner's own server of a stage to its checks and gives each result as it comes. Throws a
 * CourseError where the folder's settings are wrong.
 */
export async function* ownChecks(
  stage: Stage,
  { folder, settings, ...place }: CheckPlace,
  more: Pick<StageOptions, 'through' | 'signal' | 'port'> = {},
): AsyncGenerator<Result, void, void> {
  const program = ownServer(stage, settings)
  const { file } = program
  if (file !== undefined && !existsSync(join(folder, file)))
    return yield* notBegun(
      stage,
      program,
      missingServer(file, namesIn(folder, stage), stage.number),
    )
  yield* checkStage({
    stage,
    folder,
    program,
    ...place,
    ...more,
  })
}

function namesIn(folder: string, stage: Stage): string[] {
  const path = join(folder, stage.folder)
  return existsSync(path) ? readdirSync(path) : []
}

function* notBegun({ checks }: Stage, { language }: OwnServer, cause: Cause) {
  const [first, ...others] = checksIn(checks, language)
  if (first === undefined) return
  const failure = { kind: 'not-started', reason: cause.what ?? '' } as const
  yield {
    check: first,
    verdict: { type: 'fails', failure, sent: undefined, error: undefined, cause },
  } satisfies Result
  for (const check of others) yield { check, verdict: { type: 'not-reached' } } satisfies Result
}
