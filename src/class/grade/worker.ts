import { join } from 'node:path'
import type { Result } from '../../checks/explain/failure.ts'
import { checkStage } from '../../checks/run/stage.ts'
import type { Stage } from '../../course/course.ts'
import { confinementIn } from '../../process/isolation/isolation.ts'
import { reasonOf } from '../../words/caught.ts'
import { ownServer, programAt } from '../../workspace/own-server.ts'
import { type Job, type JobStage, maxTextLength, type WorkerLine } from './job.ts'

export interface WorkerOptions {
  /** A check that fails, in one line and as a learner reads it. */
  readonly say: (
    result: Result,
    stage: Stage,
  ) => { readonly message: string; readonly text: string }
  readonly write: (line: WorkerLine) => void
  /** Has something called where all ends early; gives back what takes it out again. */
  readonly onStart: (stop: () => Promise<void>) => () => void
}

/** On a busy machine all takes longer, and other hand-ins are checked at the same time. */
const patience = 2

/** Checks the stages of a hand-in, one after the other: what is wrong with one stops no other. */
export async function runJob(job: Job, options: WorkerOptions): Promise<void> {
  for (const one of job.stages) {
    const ended = (how: 'done' | 'timeout' | 'could-not-run', reason?: string) =>
      options.write({
        key: job.key,
        type: 'stage',
        stage: one.stage.number,
        how,
        ...(reason !== undefined && { reason: reason.slice(0, maxTextLength) }),
      })
    try {
      ended((await checkOne(one, job, options)) ? 'done' : 'timeout')
    } catch (error) {
      ended('could-not-run', reasonOf(error))
    }
  }
}

/** Gives back false where the time was over before all checks were tried. */
async function checkOne(
  { stage, root, language, file, command }: JobStage,
  { key, folder, firstFailure, stageLimitMs, isolation }: Job,
  { say, write, onStart }: WorkerOptions,
): Promise<boolean> {
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(), stageLimitMs)
  try {
    const results = checkStage({
      stage,
      folder: join(folder, root),
      program:
        command === undefined ? programAt(file, language) : ownServer(stage, { language, command }),
      patience,
      goOn: !firstFailure,
      signal: over.signal,
      confinement: confinementIn(isolation),
      onStart,
    })
    for await (const result of results)
      write({ key, type: 'check', stage: stage.number, ...asLine(result, stage, say) })
    return !over.signal.aborted
  } finally {
    clearTimeout(timer)
  }
}

function asLine(result: Result, stage: Stage, say: WorkerOptions['say']) {
  const { check, verdict } = result
  const about = { id: check.id, result: verdict.type }
  if (verdict.type !== 'fails') return about
  const { message, text } = say(result, stage)
  return {
    ...about,
    kind: verdict.failure.kind,
    message: message.slice(0, maxTextLength),
    text: text.slice(0, maxTextLength),
  }
}
