import { relative } from 'node:path'
import { type Context, inLanguageOf, learnersFolder, settingsFor } from '../app/context.ts'
import { folderFor } from '../app/first-questions.ts'
import { stageNamed } from '../app/stage-named.ts'
import type { Stage } from '../course/course.ts'
import { menuHeading, menuRows } from '../terminal/views/menu.ts'
import { bringFiles } from '../workspace/files.ts'
import { rememberFolder } from '../workspace/folder.ts'
import { type Progress, progressFile } from '../workspace/progress.ts'
import { openProgressStore, type ProgressStore } from '../workspace/progress-store.ts'
import { isDone } from '../workspace/stage-state.ts'

/**
 * `learn-webserver [STAGE]`: the course, from where the learner stopped or from a stage on. `commands`: what
 * else a mistyped stage could have meant.
 */
export async function learn(
  given: string | undefined,
  commands: readonly string[],
  before: Context,
): Promise<number> {
  const { terminal } = before
  const asked =
    given === undefined ? undefined : stageNamed(given, before.course, { others: commands })
  const found = learnersFolder(before)
  if (!terminal.interactive) {
    const { printStage } = await import('../session/print-stage.ts')
    printStage(asked ?? before.course.stages[0], before)
    return 0
  }
  const isNew = found.type === 'new'
  const folder = await folderFor(found, before)
  const context = inLanguageOf(folder, before)
  const { course } = context
  const stage = asked && course.stages[asked.number - 1]
  const progress = await open(folder, isNew, context)
  let next: Stage | undefined
  if (stage !== undefined) next = stage
  else if (isNew) next = course.stages[0]
  else {
    terminal.print([''])
    next = await menu(folder, progress.current(), context)
  }

  while (next !== undefined) {
    const current: Stage = next
    await bringFiles(current, folder, settingsFor(folder, context).language, context.files)
    const { walk } = await import('../session/lesson-player.ts')
    const begun = progress.stage(current.name)
    const result = await walk({ stage: current, folder, begun }, context, (now) =>
      progress.keep(current.name, now),
    )
    switch (result) {
      case 'quit':
        terminal.print(['', ' Your place is kept. To go on, give the same command again.'])
        return 0
      case 'stages':
        terminal.page()
        next = await menu(folder, progress.current(), context, current)
        break
      case 'done':
        next = course.stages[current.number]
        if (next === undefined) {
          terminal.page()
          next = await menu(folder, progress.current(), context)
        }
        break
    }
  }
  return 0
}

/** Reads the folder's progress. A new folder is made, and known from now on. */
async function open(folder: string, isNew: boolean, context: Context): Promise<ProgressStore> {
  const { course, files, terminal, now } = context
  const [first] = course.stages
  if (isNew && first !== undefined)
    await bringFiles(first, folder, settingsFor(folder, context).language, files)
  const store = openProgressStore(folder, now)
  const { setAside } = store
  if (setAside !== undefined)
    terminal.print([
      ` ${terminal.look.paint('warning', `${progressFile} could not be read.`)}`,
      ` It was kept as ${setAside},`,
      ' and a new one begun.',
    ])
  rememberFolder(folder)
  return store
}

/** The stages with their state; undefined where the learner leaves. */
async function menu(
  folder: string,
  progress: Progress,
  { course, terminal, cwd }: Context,
  from?: Stage,
): Promise<Stage | undefined> {
  const { look } = terminal
  const shown = relative(cwd, folder) || '.'
  terminal.print([` ${menuHeading(course, progress, shown, look)}`, ''])
  const rows = menuRows(course, progress, look)
  const options = course.stages.map((stage, i) => ({ value: stage, text: rows[i] ?? '' }))
  const start =
    course.stages.find((stage) => !isDone(stage, progress) && stage.name === progress.stage) ??
    course.stages.find((stage) => !isDone(stage, progress))
  return terminal.choose<Stage | undefined>(
    'Which stage?',
    [...options, { value: undefined, text: `${' '.repeat(look.symbols.done.length)} quit` }],
    from ?? start,
  )
}
