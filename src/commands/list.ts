import { type Context, learnersFolder } from '../app/context.ts'
import { menuHeading, menuRows, stageState } from '../terminal/views/menu.ts'
import { errors } from '../words/errors.ts'
import { noProgress, readProgress } from '../workspace/progress.ts'

/** `list`: the stages and how far the learner is. */
export function list(json: boolean, context: Context): number {
  const { course, terminal } = context
  const found = learnersFolder(context)
  if (found.type === 'new' && found.asked) throw errors.noFolder(found.path)
  const { progress, setAside } =
    found.type === 'there'
      ? readProgress(found.path, context.now())
      : { progress: noProgress, setAside: undefined }
  if (setAside !== undefined)
    process.stderr.write(`progress.json could not be read. It was kept as ${setAside}.\n`)
  if (json) {
    const stages = course.stages.map((stage) => ({
      number: stage.number,
      name: stage.name,
      title: stage.title,
      minutes: stage.minutes,
      port: stage.port,
      visit: stage.visit,
      screens: stage.screens.length,
      state: stageState(stage, progress) || 'not begun',
    }))
    process.stdout.write(`${JSON.stringify(stages, null, 2)}\n`)
    return 0
  }
  const where = found.type === 'there' ? found.path : 'no folder yet'
  const { look } = terminal
  terminal.print([
    ` ${menuHeading(course, progress, where, look)}`,
    '',
    ...menuRows(course, progress, look).map((row) => ` ${row}`),
  ])
  return 0
}
