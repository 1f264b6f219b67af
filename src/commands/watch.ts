import { agreeToCommand } from '../app/agree-to-command.ts'
import { type Context, existingFolder, stageMeant } from '../app/context.ts'
import { tellNoKeys } from '../app/no-keys.ts'
import { finishedIn, sessionEffects, workplaceIn } from '../app/session-effects.ts'
import { openExercise } from '../session/exercise.ts'
import { openPage } from '../session/page.ts'
import { createSession } from '../session/session.ts'
import { hasExercise } from '../session/state.ts'
import { followClass } from './follow-class.ts'

/**
 * `watch [STAGE]`: the learner's own server of a stage, restarted and checked at each save. Ends when it is
 * interrupted or quit.
 */
export async function watch(context: Context, given: string | undefined): Promise<number> {
  const { terminal, course, options } = context
  const folder = existingFolder(context)
  const stage = stageMeant(given, folder, context)
  await agreeToCommand(folder, context)
  const workplace = workplaceIn(folder, context)
  await workplace.bring(stage)
  tellNoKeys(terminal)
  const number = stage.screens.findIndex(hasExercise) + 1
  const { session, running } = createSession({
    kind: 'exercise',
    first: { type: 'screen', number, picked: undefined, isAnswered: true, isLookedUp: false },
    effects: sessionEffects(context, finishedIn(folder, context)),
    ports: options,
    workplace,
    course,
  })
  running.set({ stage, screen: number })
  const over = terminal.play(session)
  void followClass(folder, running, context)
  if (options.page) void openPage(running)
  const opened = await openExercise(running, stage, 'checked')
  if (opened === 'left') running.set({ end: 'quit' })
  await over
  return 0
}
