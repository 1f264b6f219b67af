import type { Context } from '../app/context.ts'
import { exerciseOf } from '../course/course.ts'
import { nextHint, withHint } from '../session/hints.ts'
import { inMargin } from '../terminal/draw/columns.ts'
import { renderHint } from '../terminal/views/exercise.ts'
import { sessionWords } from '../words/session.ts'
import { passesAll } from '../workspace/progress.ts'
import { workMeant } from './work-meant.ts'

/** `hint [STAGE]`: the next hint for the step that failed at the last check, each time a stronger one. */
export function hint(context: Context, given: string | undefined): number {
  const { stage, workplace } = workMeant(context, given)
  const { terminal, now } = context
  const exercise = exerciseOf(stage)
  const known = workplace.progress.exercise(stage.name)
  if (passesAll(known)) {
    terminal.print(inMargin([sessionWords.noHintNeeded]))
    return 0
  }
  const next = exercise && nextHint(exercise, known, known.checks?.failing?.id)
  if (exercise !== undefined && next !== undefined)
    workplace.progress.keepExercise(stage.name, withHint(exercise, known, next, now()))
  terminal.print(
    inMargin(next === undefined ? [sessionWords.noHints] : renderHint(next, terminal.theme)),
  )
  return 0
}
