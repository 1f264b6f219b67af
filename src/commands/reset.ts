import { resolve } from 'node:path'
import { type Context, existingFolder, stageNamed } from '../app/context.ts'
import type { Stage } from '../course/course.ts'
import { errors } from '../words/errors.ts'
import { resetFiles } from '../workspace/files.ts'
import { openProgressStore } from '../workspace/progress-store.ts'
import { readSettings } from '../workspace/settings.ts'

/** `reset [STAGE]`: the course's version of a stage, or of all, after asking. A changed file is kept. */
export async function reset(given: string | undefined, context: Context): Promise<number> {
  const { course, files, terminal } = context
  const stages = given === undefined ? course.stages : [stageNamed(given, course)]
  const folder = existingFolder(context)
  if (!terminal.interactive)
    throw errors.needsTerminal('reset', 'Run it in a terminal, or delete the files by hand.')
  const what = given === undefined ? 'all stages' : stages.map(nameOf).join()
  terminal.print([` In ${folder}. Files that you changed are kept, in backups/.`])
  if (!(await terminal.confirm(`Put ${what} back to the beginning?`))) {
    terminal.print([' Nothing was changed.'])
    return 0
  }
  const { language } = readSettings(folder)
  // Where it can't be read, the files stay as they are, too.
  const progress = openProgressStore(folder, context.now)
  for (const stage of stages) {
    for (const { file, backup } of await resetFiles(stage, folder, language, files, context.now()))
      terminal.print([
        ` ${file} is as it was at the beginning.`,
        ...(backup === undefined ? [] : [` Yours is kept: ${resolve(folder, backup)}`]),
      ])
  }
  progress.forget(stages.map(({ name }) => name))
  return 0
}

const nameOf = (stage: Stage) => `stage ${stage.number}, ${stage.title},`
