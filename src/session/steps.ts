import type { Result } from '../checks/explain/failure.ts'
import { exerciseOf, type Stage } from '../course/course.ts'

/** A step of an exercise with what came of its checks. */
export interface StepResults {
  /** What is to be done, in Markdown; undefined for checks that belong to no step. */
  readonly task: string | undefined
  /** Its place in the exercise, from 1, and how many checks it has: while they run, not all of them have a result. */
  readonly number: number
  readonly of: number
  readonly results: readonly Result[]
}

/** The results of a run of the checks, by the step that each belongs to. A step without results is left out. */
export function stepsOf(stage: Stage, results: readonly Result[]): StepResults[] {
  const steps = exerciseOf(stage)?.steps ?? []
  const ofStep = (ids: readonly string[]) => results.filter(({ check }) => ids.includes(check.id))
  const known = steps.map(({ task, checks }, i) => ({
    task,
    number: i + 1,
    of: checks.length,
    results: ofStep(checks),
  }))
  const rest = results.filter(({ check }) => !steps.some(({ checks }) => checks.includes(check.id)))
  const others = { task: undefined, number: steps.length + 1, of: rest.length, results: rest }
  return [...known, others].filter((step) => step.results.length > 0)
}
