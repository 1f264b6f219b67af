import * as v from 'valibot'
import { orUndefined } from '../words/caught.ts'
import { version1Questions } from './version-1-questions.ts'

export const progressFile = 'progress.json'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const time = v.pipe(v.string(), v.isoTimestamp())

const checkRun = v.object({
  /** How many checks passed, of how many. */
  passed: count,
  of: count,
  at: time,
  /** The server that was checked, below the learner's folder. */
  file: v.optional(v.string()),
  /** The first check that failed: since when, and after how many runs it still does. */
  failing: v.optional(v.object({ id: v.string(), since: time, runs: count })),
})

const exerciseProgress = v.object({
  /** When each hint was shown. */
  hints: v.array(time),
  /** How many hints of each step were shown, by the step's id; absent before the first. */
  hintsOfSteps: v.optional(v.record(v.string(), count)),
  /** The server that the learner began from, where they were asked: their own of the stage before, or the course's. */
  begunFrom: v.optional(v.picklist(['own', 'course'])),
  /** When the solution was shown; absent where it never was. */
  solution: v.optional(time),
  /** What came of the checks the last time that they ran. */
  checks: v.optional(checkRun),
  /** When all checks passed for the first time. */
  passed: v.optional(time),
})

const stageProgress = v.object({
  /** Id of the screen that was open last; absent before the first. */
  screen: v.optional(v.string()),
  /** When the last screen was left, read to its end; absent before. */
  read: v.optional(time),
  /** Ids of questions, and whether the first answer was right. */
  questions: v.record(v.string(), v.picklist(['right', 'wrong'])),
  exercise: v.optional(exerciseProgress),
})

const progress = v.object({
  course: v.literal('learn-webserver'),
  version: v.literal(2),
  /** Name of the stage that was open last. */
  stage: v.optional(v.string()),
  stages: v.record(v.string(), stageProgress),
})

export type CheckRun = v.InferOutput<typeof checkRun>
export type ExerciseProgress = v.InferOutput<typeof exerciseProgress>
export type StageProgress = v.InferOutput<typeof stageProgress>
export type Progress = v.InferOutput<typeof progress>

export const noProgress: Progress = { course: 'learn-webserver', version: 2, stages: {} }

/** What is known of a stage; the beginning where nothing is. */
export const progressOf = (all: Progress, stage: string): StageProgress =>
  all.stages[stage] ?? { questions: {} }

/** What is known of a stage's exercise. */
export const exerciseProgressOf = ({ exercise }: StageProgress): ExerciseProgress =>
  exercise ?? { hints: [] }

/**
 * The number, from 1, of the screen that was open last among a stage's screen ids. A screen that is gone,
 * or that a version 1 file names by number, gives the nearest one that there is.
 */
export function screenNumber(ids: readonly string[], { screen }: StageProgress): number {
  if (screen === undefined) return 1
  const byNumber = /^#(\d+)$/.exec(screen)
  if (byNumber !== null) return Math.max(1, Math.min(Number(byNumber[1]), ids.length))
  return Math.max(1, ids.indexOf(screen) + 1)
}

/**
 * What the checks' last run leaves in the progress: a check that failed before and fails again is
 * counted on, with the time since when.
 */
export function withRun(
  before: ExerciseProgress,
  run: Omit<CheckRun, 'failing'>,
  failed: string | undefined,
): ExerciseProgress {
  const old = before.checks?.failing
  const failing =
    failed === undefined
      ? undefined
      : failed === old?.id
        ? { ...old, runs: old.runs + 1 }
        : { id: failed, since: run.at, runs: 1 }
  const passed = before.passed ?? (run.passed === run.of ? run.at : undefined)
  return {
    ...before,
    checks: { ...run, ...(failing && { failing }) },
    ...(passed !== undefined && { passed }),
  }
}

/** All checks passed the last time that they ran. */
export const passesAll = ({ checks }: ExerciseProgress): boolean =>
  checks !== undefined && checks.passed === checks.of

/** What two courses know of one stage: the first answer to a question counts. */
export const mergedStage = (stored: StageProgress, now: StageProgress): StageProgress => ({
  ...stored,
  ...now,
  questions: { ...now.questions, ...stored.questions },
})

export type ParsedProgress =
  | { readonly type: 'whole'; readonly progress: Progress }
  /** A newer version of the course wrote it. */
  | { readonly type: 'newer' }
  | { readonly type: 'damaged' }

/** What the text of a progress file holds. A file of version 1 is carried over. */
export function parseProgress(text: string): ParsedProgress {
  const parsed = parse(text.replace(/^\uFEFF/, ''))
  const current = v.safeParse(progress, parsed)
  if (current.success) return { type: 'whole', progress: current.output }
  const first = v.safeParse(version1, parsed)
  if (first.success) return { type: 'whole', progress: carriedOver(first.output) }
  return { type: isNewer(parsed) ? 'newer' : 'damaged' }
}

const parse = (text: string): unknown => orUndefined(() => JSON.parse(text))

const isNewer = (value: unknown) =>
  v.is(
    v.object({ course: v.literal('learn-webserver'), version: v.pipe(v.number(), v.minValue(3)) }),
    value,
  )

/** Version 1 named screens by number and questions by their words. */
const version1 = v.object({
  course: v.literal('learn-webserver'),
  version: v.literal(1),
  stage: v.optional(v.string()),
  stages: v.record(
    v.string(),
    v.object({
      screen: v.pipe(v.number(), v.integer(), v.minValue(1)),
      done: v.optional(time),
      quizzes: v.record(v.string(), v.picklist(['right', 'wrong'])),
      exercise: v.optional(
        v.object({
          hints: count,
          solution: v.optional(time),
          checks: v.optional(
            v.object({ hold: count, of: count, at: time, file: v.optional(v.string()) }),
          ),
        }),
      ),
    }),
  ),
})

function carriedOver({ stage, stages }: v.InferOutput<typeof version1>): Progress {
  const carried = Object.entries(stages).map(([name, { screen, done, quizzes, exercise }]) => {
    const now: StageProgress = {
      screen: `#${screen}`,
      ...(done !== undefined && { read: done }),
      questions: carriedAnswers(quizzes),
      ...(exercise && { exercise: carriedExercise(exercise) }),
    }
    return [name, now] as const
  })
  return {
    ...noProgress,
    ...(stage !== undefined && { stage }),
    stages: Object.fromEntries(carried),
  }
}

/** The answers to questions that are no longer asked are dropped: they would count among those of today. */
const carriedAnswers = (quizzes: StageProgress['questions']): StageProgress['questions'] =>
  Object.fromEntries(
    Object.entries(quizzes).flatMap(([words, first]) => {
      const known = version1Questions.find(([part]) => words.includes(part))
      return known === undefined ? [] : [[known[1], first] as const]
    }),
  )

type Version1Exercise = NonNullable<v.InferOutput<typeof version1>['stages'][string]['exercise']>

function carriedExercise({ hints, solution, checks }: Version1Exercise): ExerciseProgress {
  // When they were shown, version 1 did not keep.
  const at = checks?.at ?? new Date(0).toISOString()
  return {
    hints: Array.from({ length: hints }, () => at),
    ...(solution !== undefined && { solution }),
    ...(checks && {
      checks: {
        passed: checks.hold,
        of: checks.of,
        at: checks.at,
        ...(checks.file !== undefined && { file: checks.file }),
      },
    }),
  }
}
