import type { Result } from '../checks/explain/failure.ts'
import { exerciseOf, type Stage } from '../course/course.ts'

/** A step of an exercise with what came of its checks. */
export interface StepResults {
  /** What is to be done, in Markdown; undefined for checks that belong to no step. */
  readonly task: string | undefined
  readonly results: readonly Result[]
}

/** The results of a run of the checks, by the step that each belongs to. A step without results is left out. */
export function stepsOf(stage: Stage, results: readonly Result[]): StepResults[] {
  const steps = exerciseOf(stage)?.steps ?? []
  const ofStep = (ids: readonly string[]) => results.filter(({ check }) => ids.includes(check.id))
  const known = steps.map(({ task, checks }) => ({ task, results: ofStep(checks) }))
  const rest = results.filter(({ check }) => !steps.some(({ checks }) => checks.includes(check.id)))
  return [...known, { task: undefined, results: rest }].filter((step) => step.results.length > 0)
}
