import { resolve } from 'node:path'
import { type Context, existingFolder, settingsFor, stageMeant } from '../app/context.ts'
import { openProgress } from '../app/session-effects.ts'
import { resetWords } from '../words/commands.ts'
import { errors } from '../words/errors.ts'
import { resetFiles } from '../workspace/files.ts'

/** `reset [STAGE]`: the course's version of a stage, or with --all of all, after asking. A changed file is kept. */
export async function reset(
  context: Context,
  given: string | undefined,
  { all = false }: { all?: boolean },
): Promise<number> {
  const { course, files, terminal } = context
  const folder = existingFolder(context)
  const stages = all ? course.stages : [stageMeant(given, folder, context)]
  if (!terminal.interactive) throw errors.needsTerminal('reset', resetWords.byHand)
  const what = all
    ? resetWords.allStages
    : stages.map(({ number, title }) => resetWords.stage(number, title)).join()
  terminal.print([` ${resetWords.inFolder(folder)}`])
  if (!(await terminal.confirm(resetWords.question(what)))) {
    terminal.print([` ${resetWords.nothing}`])
    return 0
  }
  const { language } = settingsFor(folder, context)
  // Where it can't be read, the files stay as they are too.
  const progress = openProgress(folder, context)
  for (const stage of stages) {
    for (const { file, backup } of await resetFiles(stage, folder, language, files, context.now()))
      terminal.print([
        ` ${resetWords.done(file)}`,
        ...(backup === undefined ? [] : [` ${resetWords.backup(resolve(folder, backup))}`]),
      ])
  }
  progress.forget(stages.map(({ name }) => name))
  return 0
}
