import type { Stage } from '../course/course.ts'
import {
  type CheckRun,
  exerciseProgressOf,
  type Progress,
  passesAll,
  progressOf,
  screenNumber,
} from './progress.ts'

/** How far a learner is with a stage. `checks` is what came of their last run. */
export type StageState =
  | { readonly type: 'new' }
  | { readonly type: 'begun'; readonly screen: number; readonly checks: CheckRun | undefined }
  /** All screens were read, and the checks did not all pass. */
  | { readonly type: 'read'; readonly checks: CheckRun | undefined }
  /** The checks pass. */
  | { readonly type: 'done'; readonly checks: CheckRun }

export function stageState(stage: Stage, all: Progress): StageState {
  if (all.stages[stage.name] === undefined) return { type: 'new' }
  const progress = progressOf(all, stage.name)
  const exercise = exerciseProgressOf(progress)
  const { checks } = exercise
  if (checks !== undefined && passesAll(exercise)) return { type: 'done', checks }
  if (progress.read !== undefined) return { type: 'read', checks }
  const ids = stage.screens.map(({ id }) => id)
  return { type: 'begun', screen: screenNumber(ids, progress), checks }
}

/** The stage's checks pass. */
export const isDone = (stage: Stage, all: Progress): boolean =>
  stageState(stage, all).type === 'done'
