import { join } from 'node:path'
import type { Cause } from '../checks/explain/cause.ts'
import type { Result } from '../checks/explain/failure.ts'
import { missingServer, oddServer } from '../checks/explain/unreadable.ts'
import { checkStage, type StageOptions } from '../checks/run/stage.ts'
import type { Stage } from '../course/course.ts'
import { checksIn } from '../course/language.ts'
import { type CourseFiles, solutionOf } from '../course/program.ts'
import { kindAt, namesIn } from '../process/read-regular.ts'
import type { OwnServer } from '../workspace/own-server.ts'
import { ownServer } from '../workspace/own-server.ts'
import type { Settings } from '../workspace/settings.ts'

/** Whose server is checked, how long checks may take, what ends them early, and what stands ready for them. */
export interface CheckPlace
  extends Pick<StageOptions, 'patience' | 'onStart' | 'standby' | 'confinement'> {
  /** The learner's folder. */
  readonly folder: string
  readonly settings: Settings
  /** The course's own files: its finished servers are among them. */
  readonly files: CourseFiles
}

/**
 * Holds the learner's own server of a stage to its checks and gives each result as it comes. Throws a
 * CourseError where the folder's settings are wrong.
 */
export async function* ownChecks(
  stage: Stage,
  { folder, settings, files, ...place }: CheckPlace,
  more: Pick<StageOptions, 'through' | 'signal' | 'port'> = {},
): AsyncGenerator<Result, void, void> {
  const program = ownServer(stage, settings)
  const { file } = program
  const cause = file === undefined ? undefined : whyNone(file, stage, folder)
  if (cause !== undefined) return yield* notBegun(stage, program, cause)
  yield* checkStage({
    stage,
    folder,
    program,
    solution: () => solutionOf(stage, program.language, files),
    ...place,
    ...more,
  })
}

/** Why a server's file is none that could be started; undefined where it is one. */
function whyNone(file: string, stage: Stage, folder: string): Cause | undefined {
  const kind = kindAt(join(folder, file))
  if (kind === 'file') return undefined
  return kind === 'none'
    ? missingServer(file, namesIn(join(folder, stage.folder)), stage.number)
    : oddServer(file)
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
