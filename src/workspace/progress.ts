import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { errors } from '../words/errors.ts'
import { alone } from './file-lock.ts'
import { writeWhole } from './write-atomic.ts'

export const progressFile = 'progress.json'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const time = v.pipe(v.string(), v.isoTimestamp())

const exerciseProgress = v.object({
  /** How many hints were shown. */
  hints: count,
  /** When the solution was shown, as an ISO date; absent where it never was. */
  solution: v.optional(time),
  /** What came of the checks the last time that they ran. */
  checks: v.optional(
    v.object({
      hold: count,
      of: count,
      at: time,
      /** Whose they were. */ file: v.optional(v.string()),
    }),
  ),
})

const stageProgress = v.object({
  /** The screen that was open last, from 1. */
  screen: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** When the last screen was left for the next stage, as an ISO date; absent before. */
  done: v.optional(time),
  /** Questions and whether the first answer was right. */
  quizzes: v.record(v.string(), v.picklist(['right', 'wrong'])),
  exercise: v.optional(exerciseProgress),
})

const progress = v.object({
  course: v.literal('learn-webserver'),
  version: v.literal(1),
  /** Name of the stage that was open last. */
  stage: v.optional(v.string()),
  stages: v.record(v.string(), stageProgress),
})

export type ExerciseProgress = v.InferOutput<typeof exerciseProgress>
export type StageProgress = v.InferOutput<typeof stageProgress>
export type Progress = v.InferOutput<typeof progress>

export const noProgress: Progress = { course: 'learn-webserver', version: 1, stages: {} }

/** What is known of a stage; the beginning where nothing is. */
export function progressOf(all: Progress, stage: string): StageProgress {
  return all.stages[stage] ?? { screen: 1, quizzes: {} }
}

/** What is known of a stage's exercise. */
export const exerciseProgressOf = ({ exercise }: StageProgress): ExerciseProgress =>
  exercise ?? { hints: 0 }

export function withStage(all: Progress, stage: string, now: StageProgress): Progress {
  return { ...all, stage, stages: { ...all.stages, [stage]: now } }
}

export interface ReadProgress {
  readonly progress: Progress
  /** Where a file that could not be read was put. */
  readonly setAside: string | undefined
}

/**
 * Reads the progress kept in a folder. A damaged file is renamed, never deleted. Throws a
 * CourseError where it was written by a newer version.
 */
export function readProgress(folder: string, now: Date): ReadProgress {
  const path = join(folder, progressFile)
  if (!existsSync(path)) return { progress: noProgress, setAside: undefined }
  const found = parseProgress(textOf(path))
  if (found.type === 'whole') return { progress: found.progress, setAside: undefined }
  if (found.type === 'newer') throw errors.newerProgress(path)
  const aside = `progress.damaged-${now.toISOString().replaceAll(/[:.]/g, '-')}.json`
  try {
    renameSync(path, join(folder, aside))
  } catch (error) {
    throw errors.cannotWrite(path, reasonOf(error))
  }
  return { progress: noProgress, setAside: aside }
}

/** The same, and the file is there from now on. Throws a CourseError where it can't be written, too. */
export function openProgress(folder: string, now: Date): ReadProgress {
  const path = join(folder, progressFile)
  // What is there whole need not be written, and nobody is waited for.
  const progress = written(folder)
  if (progress !== undefined) return { progress, setAside: undefined }
  return alone(path, () => {
    const read = readProgress(folder, now)
    if (!existsSync(path)) writeProgress(folder, read.progress)
    return read
  })
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw errors.progressUnreadable(path, reasonOf(error))
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** Writes the progress so that a crash leaves the old file or the new one, never half of one. */
export function writeProgress(folder: string, value: Progress): void {
  const path = join(folder, progressFile)
  try {
    writeWhole(path, `${JSON.stringify(value, null, 2)}\n`)
  } catch (error) {
    throw errors.cannotWrite(path, reasonOf(error))
  }
}

export type ParsedProgress =
  | { readonly type: 'whole'; readonly progress: Progress }
  /** A newer version of the course wrote it. */
  | { readonly type: 'newer' }
  | { readonly type: 'damaged' }

/** What the text of a progress file holds. */
export function parseProgress(text: string): ParsedProgress {
  const parsed = parse(text)
  const result = v.safeParse(progress, parsed)
  if (result.success) return { type: 'whole', progress: result.output }
  return { type: isNewer(parsed) ? 'newer' : 'damaged' }
}

/**
 * Keeps what is known of a stage. What another run of the course has written meanwhile, of this stage
 * or of others, is kept as well. `before` is what is taken where the file can't be read.
 */
export function keepStage(
  folder: string,
  before: Progress,
  stage: string,
  now: StageProgress,
): Progress {
  return alone(join(folder, progressFile), () => {
    const all = written(folder) ?? before
    const stored = progressOf(all, stage)
    // What was answered first counts.
    const quizzes = { ...now.quizzes, ...stored.quizzes }
    const progress = withStage(all, stage, { ...stored, ...now, quizzes })
    writeProgress(folder, progress)
    return progress
  })
}

/**
 * Forgets what is known of some stages, and of them alone. Throws a CourseError where the file can't be
 * written, or was by a newer version.
 */
export function forgetStages(folder: string, stages: readonly string[], now: Date): void {
  alone(join(folder, progressFile), () => {
    const { progress } = readProgress(folder, now)
    const left = Object.entries(progress.stages).filter(([name]) => !stages.includes(name))
    writeProgress(folder, { ...progress, stages: Object.fromEntries(left) })
  })
}

function written(folder: string): Progress | undefined {
  try {
    const found = parseProgress(readFileSync(join(folder, progressFile), 'utf8'))
    return found.type === 'whole' ? found.progress : undefined
  } catch {
    return undefined
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isNewer = (value: unknown) =>
  v.is(
    v.object({ course: v.literal('learn-webserver'), version: v.pipe(v.number(), v.minValue(2)) }),
    value,
  )
