import { watch } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from '../app/context.ts'
import { stageNamed } from '../app/stage-named.ts'
import type { Course } from '../course/course.ts'
import { loadCourse } from '../course/load.ts'
import { renderScreen } from '../terminal/views/screen.ts'
import { previewWords } from '../words/author.ts'
import { CourseError } from '../words/errors.ts'

export interface PreviewOptions {
  /** Columns to draw for; undefined for those of the terminal. */
  readonly columns?: number
}

/**
 * `author preview STAGE/SCREEN`: draws a screen of a lesson, again whenever lessons/ change, with all
 * mistakes of the lessons at once. Where nobody sits at a terminal, it is drawn once.
 */
export async function authorPreview(
  context: Context,
  given: string,
  { columns }: PreviewOptions,
): Promise<number> {
  const { terminal, files, course, options, cwd } = context
  const { theme } = terminal
  const drawnFor = columns === undefined ? theme : { ...theme, columns }
  const draw = () => {
    try {
      return screenLines(given, loadCourse(files.lessons, course.language))
    } catch (error) {
      if (!(error instanceof CourseError)) throw error
      return [theme.paint('error', error.message), error.next]
    }
  }
  const screenLines = (named: string, fresh: Course) => {
    const [stageGiven = '', screenGiven = '1'] = named.split('/')
    const stage = stageNamed(stageGiven, fresh)
    const index = stage.screens.findIndex(
      ({ id }, i) => id === screenGiven || String(i + 1) === screenGiven,
    )
    const screen = stage.screens[index]
    if (screen === undefined)
      throw new CourseError({ said: previewWords.bad(named), next: previewWords.form })
    return renderScreen(screen, { stage, stages: fresh.stages.length, number: index + 1 }, drawnFor)
  }
  if (!terminal.interactive) {
    terminal.print(draw())
    return 0
  }
  const show = () => {
    terminal.page()
    terminal.print([...draw(), '', ` ${theme.paint('dim', previewWords.saved)}`])
  }
  show()
  let timer: NodeJS.Timeout | undefined
  const watcher = watch(resolve(cwd, options.lessons ?? files.lessons), { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(show, quietMs)
  })
  context.lifetime.add(() => watcher.close())
  while (true) await wait(2 ** 30)
}

/** An editor saves in several steps. */
const quietMs = 50
