import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Course, Stage } from '../../course/course.ts'
import { type CourseFiles, readProgram } from '../../course/program.ts'
import { type Isolation, isolateWorker } from '../../process/isolation/isolation.ts'
import type { Command } from '../../process/kill-with-parent.ts'
import { makeTemporary } from '../../process/temporary.ts'
import { bringSite } from '../../workspace/files.ts'
import type { HandInFiles } from './intake.ts'
import type { JobStage } from './job.ts'
import { layOut } from './lay-out.ts'
import { createTally, type StageOutcome } from './outcome.ts'
import { runWorker } from './run-worker.ts'
import type { Handed, Survey } from './survey.ts'

export interface CheckOptions {
  readonly course: Course
  readonly files: CourseFiles
  /** Milliseconds that the checks of a stage may take. */
  readonly stageLimitMs: number
  /** The first check of a stage that fails is the last that is tried. */
  readonly firstFailure: boolean
  /** Commands of settings are run. */
  readonly allowCommand: boolean
  /** What starts a worker, and the files and folders that it needs. */
  readonly worker: { readonly command: Command; readonly readable: readonly string[] }
  readonly isolation: Isolation
  readonly signal: AbortSignal
}

/**
 * Checks servers of a hand-in in processes of their own: where one ends early, that costs the stage that it was at,
 * and another goes on. Rejects where this machine can't do it.
 */
export async function checkHandIn(
  files: HandInFiles,
  { lacking }: Pick<Survey, 'lacking'>,
  servers: readonly Handed[],
  options: CheckOptions,
): Promise<StageOutcome[]> {
  const temporary = makeTemporary()
  try {
    const copy = join(temporary.path, 'hand-in')
    const stages = servers.flatMap((server) => jobStage(server, options))
    layOut(
      files,
      servers.filter(({ isForeign }) => !isForeign),
      copy,
    )
    await bringLacking(lacking, copy, options.files)
    const tally = createTally((stage) => checksOf(stage, options.course.stages))
    while (!options.signal.aborted) {
      const left = stages.filter(({ stage }) => !tally.isOver(stage.number))
      const [first] = left
      if (first === undefined) break
      const { stageLimitMs, firstFailure, isolation, signal } = options
      const { command, readable } = options.worker
      const end = await runWorker(
        isolateWorker(isolation, { command, readable: [...readable, copy] }),
        { folder: copy, stages: left, stageLimitMs, firstFailure, isolation },
        { onLine: tally.take, signal },
      )
      const current = left.find(({ stage }) => !tally.isOver(stage.number))
      if (current !== undefined)
        tally.fail(current.stage.number, end.type === 'failed' ? end.reason : '')
    }
    return servers.map(({ stage }) => tally.outcomeOf(stage))
  } finally {
    temporary.remove()
  }
}

const checksOf = (number: number, stages: readonly Stage[]) => stages[number - 1]?.checks ?? []

function jobStage(
  { stage: number, root, language, file, command }: Handed,
  { allowCommand, course }: CheckOptions,
): JobStage[] {
  const stage = course.in(language).stages[number - 1]
  return stage === undefined
    ? []
    : [{ stage, root, language, file, ...(allowCommand && { command }) }]
}

async function bringLacking(
  lacking: Survey['lacking'],
  copy: string,
  course: CourseFiles,
): Promise<void> {
  for (const { root, file, language } of lacking) {
    const folder = join(copy, root)
    if (file === 'site') bringSite(folder, course)
    else {
      const text = await readProgram(file, language, course)
      writeFileSync(join(folder, `${file}.${language}`), text ?? '')
    }
  }
}
