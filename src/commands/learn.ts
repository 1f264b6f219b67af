import { homedir } from 'node:os'
import { relative } from 'node:path'
import { type Context, learnersFolder, stageNamed } from '../app/context.ts'
import type { Stage } from '../course/course.ts'
import { Interrupted } from '../terminal/io/terminal.ts'
import { menuHeading, menuRows } from '../terminal/views/menu.ts'
import { CourseError } from '../words/errors.ts'
import { bringFiles } from '../workspace/files.ts'
import { checkFolder, makeFolder, rememberFolder, typedFolder } from '../workspace/folder.ts'
import { type Progress, progressFile } from '../workspace/progress.ts'
import { openProgressStore, type ProgressStore } from '../workspace/progress-store.ts'
import { chooseLanguage, readSettings } from '../workspace/settings.ts'
import { isDone } from '../workspace/stage-state.ts'

/** `learn-webserver [STAGE]`: the course, from where the learner stopped or from a stage on. */
export async function learn(given: string | undefined, context: Context): Promise<number> {
  const { course, terminal } = context
  const stage = given === undefined ? undefined : stageNamed(given, course)
  const found = learnersFolder(context)
  if (!terminal.interactive) {
    const { printStage } = await import('../session/print-stage.ts')
    printStage(stage ?? course.stages[0], context)
    return 0
  }
  const isNew = found.type === 'new'
  if (isNew) await welcome(context)
  const folder = isNew && !found.asked ? await askForFolder(found.path, context) : found.path
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
    await bringFiles(current, folder, readSettings(folder).language, context.files)
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

const welcomeWords = `
You are going to build a web server, in six small stages, and watch every byte your own browser
sends it.

You read a little, a real server starts, your browser opens, and what passes between the two
appears here, explained. Then you write that server yourself, and are told at each save what holds.

The course follows a set of Python slides, *Let's build a web server*, and shows the Python call
beside each of ours.
`

async function welcome({ terminal }: Context) {
  const { renderProse } = await import('../terminal/draw/prose.ts')
  const { look } = terminal
  terminal.page()
  terminal.print([
    ` ${look.paint('strong', 'learn-webserver')}`,
    '',
    ...renderProse(welcomeWords, look).map((line) => ` ${line}`.trimEnd()),
    '',
  ])
}

/** Asks where the servers are to be kept, until the answer is a place that will do. */
async function askForFolder(suggested: string, { terminal, cwd }: Context): Promise<string> {
  const { look } = terminal
  while (true) {
    const answer = await terminal.input(
      'Where should your servers be saved?',
      relative(cwd, suggested) || suggested,
    )
    try {
      const typed = typedFolder(answer, { cwd, home: homedir() })
      if (typed.type === 'leave') throw new Interrupted()
      const { path } = checkFolder(typed.path)
      makeFolder(path)
      terminal.print(['', ` Your folder: ${look.paint('strong', path)}`])
      return path
    } catch (error) {
      if (!(error instanceof CourseError)) throw error
      terminal.print([` ${look.paint('warning', error.message)}`, ' Name another one.'])
    }
  }
}

/** Reads the folder's progress. A new folder is made, and known from now on. */
async function open(
  folder: string,
  isNew: boolean,
  { course, files, terminal, options, now }: Context,
): Promise<ProgressStore> {
  chooseLanguage(folder, options.lang)
  const [first] = course.stages
  if (isNew && first !== undefined)
    await bringFiles(first, folder, readSettings(folder).language, files)
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
