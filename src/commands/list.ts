import { type Context, learnersFolder } from '../app/context.ts'
import { jsonPage } from '../json/json-line.ts'
import { inMargin } from '../terminal/draw/columns.ts'
import { menuHeading, menuRows } from '../terminal/views/menu.ts'
import { errors } from '../words/errors.ts'
import { menuWords } from '../words/menu.ts'
import { noProgress } from '../workspace/progress.ts'
import { readProgress } from '../workspace/progress-store.ts'
import { stateWords } from '../workspace/stage-words.ts'

/** `list`: the stages and how far the learner is. */
export function list(context: Context, { json = false }: { json?: boolean }): number {
  const { course, terminal } = context
  const found = learnersFolder(context)
  if (found.type === 'new' && found.asked) throw errors.noFolder(found.path)
  const progress = found.type === 'there' ? readProgress(found.path).progress : noProgress
  if (json) {
    const stages = course.stages.map((stage) => ({
      number: stage.number,
      name: stage.name,
      title: stage.title,
      minutes: stage.minutes,
      port: stage.port,
      visit: stage.visit,
      screens: stage.screens.length,
      state: stateWords(stage, progress) || menuWords.notBegun,
    }))
    process.stdout.write(jsonPage(stages))
    return 0
  }
  const folder = found.type === 'there' ? found.path : undefined
  const { theme } = terminal
  terminal.print([
    ...inMargin([
      ...menuHeading(course, progress, folder, theme),
      '',
      ...menuRows(course, progress, theme),
    ]),
  ])
  return 0
}
