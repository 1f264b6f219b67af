import type { Exercise } from '../course/course.ts'
import type { ExerciseProgress } from '../workspace/progress.ts'

/** A hint that is shown. */
export interface ShownHint {
  /** The number of its step, from 1. */
  readonly step: number
  /** Its number among the hints of the step, from 1. */
  readonly number: number
  readonly of: number
  /** Markdown. */
  readonly words: string
}

/**
 * The next hint for the step that fails, each time a stronger one; the last again, once all were shown.
 * `failed`: the id of the check that fails now; undefined where none is known, which gives the first step.
 * Undefined where the step has no hints.
 */
export function nextHint(
  { steps }: Exercise,
  known: ExerciseProgress,
  failed: string | undefined,
): ShownHint | undefined {
  const at = Math.max(
    steps.findIndex(({ checks }) => failed !== undefined && checks.includes(failed)),
    0,
  )
  const step = steps[at]
  if (step === undefined) return undefined
  const of = step.hints.length
  const number = Math.min((known.hintsOfSteps?.[step.id] ?? 0) + 1, of)
  const words = step.hints[number - 1]
  return words === undefined ? undefined : { step: at + 1, number, of, words }
}

/** What is known of the exercise once a hint was shown. One that is shown again is not counted. */
export function withHint(
  { steps }: Exercise,
  known: ExerciseProgress,
  { step, number }: ShownHint,
  at: Date,
): ExerciseProgress {
  const id = steps[step - 1]?.id ?? ''
  if ((known.hintsOfSteps?.[id] ?? 0) >= number) return known
  return {
    ...known,
    hints: [...known.hints, at.toISOString()],
    hintsOfSteps: { ...known.hintsOfSteps, [id]: number },
  }
}
