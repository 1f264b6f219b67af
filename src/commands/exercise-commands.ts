import { type Context, existingFolder, stageMeant } from '../app/context.ts'
import { workplaceIn } from '../app/session-effects.ts'
import { exerciseOf, type Stage } from '../course/course.ts'
import type { Workplace } from '../session/effects.ts'
import { nextHint, withHint } from '../session/hints.ts'
import { inMargin } from '../terminal/draw/columns.ts'
import { renderComparison, renderHint, renderProgram } from '../terminal/views/exercise.ts'
import { errors } from '../words/errors.ts'
import { sessionWords } from '../words/session.ts'
import { passesAll } from '../workspace/progress.ts'

/** The exercise of a stage, outside a session. */
interface Work {
  readonly stage: Stage
  readonly workplace: Workplace
}

function workMeant(context: Context, given: string | undefined): Work {
  const folder = existingFolder(context)
  return { stage: stageMeant(given, folder, context), workplace: workplaceIn(folder, context) }
}

/** `hint [STAGE]`: the next hint for the step that failed at the last check, each time a stronger one. */
export function showHint(context: Context, given: string | undefined): number {
  const { stage, workplace } = workMeant(context, given)
  const { terminal, now } = context
  const exercise = exerciseOf(stage)
  const known = workplace.progress.exercise(stage.name)
  const hint = exercise && nextHint(exercise, known, known.checks?.failing?.id)
  if (exercise !== undefined && hint !== undefined)
    workplace.progress.keepExercise(stage.name, withHint(exercise, known, hint, now()))
  terminal.print(
    inMargin(hint === undefined ? [sessionWords.noHints] : renderHint(hint, terminal.theme)),
  )
  return 0
}

/** `diff [STAGE]`: the learner's server against the solution; asks first, where somebody can answer. */
export async function showDiff(context: Context, given: string | undefined): Promise<number> {
  const work = workMeant(context, given)
  const { stage, workplace } = work
  const { terminal } = context
  const { shown, file } = workplace.own(stage)
  const progress = workplace.progress.exercise(stage.name)
  const isSolved = passesAll(progress) && progress.checks?.file === shown
  const solution = await workplace.solution(stage)
  const own = file === undefined ? undefined : workplace.read(file)
  const say = (lines: readonly string[]) => terminal.print(inMargin(lines))
  if (file === undefined || solution === undefined) say([sessionWords.noSolution])
  else if (own === undefined) say([sessionWords.noFile(file)])
  else {
    const isKnown = isSolved || progress.solution !== undefined
    if (!isKnown && terminal.interactive && !(await terminal.confirm(sessionWords.showDiff)))
      return 0
    if (!isSolved) keepShown(work, context)
    say(renderComparison(own, solution, terminal.theme))
  }
  return 0
}

/** `solution [STAGE]`: the finished server, after asking twice. */
export async function showSolution(
  context: Context,
  given: string | undefined,
  { yes = false }: { yes?: boolean },
): Promise<number> {
  const { terminal } = context
  const work = workMeant(context, given)
  const { stage, workplace } = work
  const isKnown = yes || workplace.progress.exercise(stage.name).solution !== undefined
  if (!isKnown && !terminal.interactive)
    throw errors.needsTerminal('solution', sessionWords.showWithoutAsking(stage.number))
  if (!isKnown && !(await terminal.confirm(sessionWords.showSolution))) return 0
  if (!isKnown && !(await terminal.confirm(sessionWords.showSolutionStill))) return 0
  const { file, language } = workplace.own(stage)
  const text = await workplace.solution(stage)
  if (file === undefined || text === undefined) terminal.print([` ${sessionWords.noSolution}`])
  else {
    keepShown(work, context)
    terminal.print(inMargin(renderProgram(text, file, language, terminal.theme)))
  }
  return 0
}

/** That the solution was shown is kept. */
function keepShown({ stage, workplace }: Work, { now }: Context): void {
  const { solution } = workplace.progress.exercise(stage.name)
  workplace.progress.keepExercise(stage.name, { solution: solution ?? now().toISOString() })
}
