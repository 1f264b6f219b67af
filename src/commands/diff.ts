import type { Context } from '../app/context.ts'
import { inMargin } from '../terminal/draw/columns.ts'
import { renderComparison } from '../terminal/views/exercise.ts'
import { sessionWords } from '../words/session.ts'
import { passesAll } from '../workspace/progress.ts'
import { keepShown, workMeant } from './work-meant.ts'

/** `diff [STAGE]`: the learner's server against the solution; asks first, where somebody can answer. */
export async function diff(context: Context, given: string | undefined): Promise<number> {
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
