import { type Context, existingFolder, stageMeant } from '../app/context.ts'
import { workplaceIn } from '../app/session-effects.ts'
import type { Stage } from '../course/course.ts'
import type { Workplace } from '../session/effects.ts'

/** The exercise of a stage, outside a session. */
export interface Work {
  readonly stage: Stage
  readonly workplace: Workplace
}

export function workMeant(context: Context, given: string | undefined): Work {
  const folder = existingFolder(context)
  return { stage: stageMeant(given, folder, context), workplace: workplaceIn(folder, context) }
}

/** That the solution was shown is kept. */
export function keepShown({ stage, workplace }: Work, { now }: Context): void {
  const { solution } = workplace.progress.exercise(stage.name)
  workplace.progress.keepExercise(stage.name, { solution: solution ?? now().toISOString() })
}
