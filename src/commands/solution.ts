import type { Context } from '../app/context.ts'
import { inMargin } from '../terminal/draw/columns.ts'
import { renderProgram } from '../terminal/views/exercise.ts'
import { errors } from '../words/errors.ts'
import { sessionWords } from '../words/session.ts'
import { keepShown, workMeant } from './work-meant.ts'

/** `solution [STAGE]`: the finished server, after asking twice. */
export async function solution(
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
