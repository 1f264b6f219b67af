import { setTimeout as wait } from 'node:timers/promises'
import { type Context, existingFolder, settingsFor } from '../app/context.ts'
import { tellNoKeys } from '../app/no-keys.ts'
import { stageNamed } from '../app/stage-named.ts'
import { exerciseOf } from '../course/course.ts'
import { openExercise } from '../session/exercise.ts'
import { workAt } from '../session/exercise-keys.ts'
import { exerciseHelpLines } from '../session/help.ts'
import { openStoredBench } from '../session/stored-bench.ts'
import { renderProse } from '../terminal/draw/prose.ts'
import { bringFiles } from '../workspace/files.ts'

/**
 * `watch STAGE`: the learner's own server of a stage, started anew and checked at each save. Ends when it
 * is interrupted or quit.
 */
export async function watchStage(given: string, context: Context): Promise<number> {
  const { terminal, files } = context
  const { look } = terminal
  const stage = stageNamed(given, context.course)
  const folder = existingFolder(context)
  await bringFiles(stage, folder, settingsFor(folder, context).language, files)
  tellNoKeys(terminal)
  const task = exerciseOf(stage)?.task
  terminal.print([
    ` ${look.paint('strong', `Stage ${stage.number} ${look.symbols.dot} ${stage.title}`)}`,
    '',
    ...(task === undefined ? [] : renderProse(task, look).map((line) => ` ${line}`.trimEnd())),
  ])
  const exercise = await openExercise(openStoredBench(stage, folder, context), 'checked', context)
  if (!terminal.interactive) return forever()
  while (true) {
    const name = await workAt(
      exercise,
      () => [
        { key: '?', name: 'help', does: 'help' },
        { key: 'q', name: 'quit', does: 'quit' },
      ],
      context,
    )
    if (name === 'quit') return 0
    terminal.print(exerciseHelpLines(look))
  }
}

/** Until a signal ends the process. */
async function forever(): Promise<never> {
  while (true) await wait(2 ** 30)
}
