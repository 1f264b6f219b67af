import stringWidth from 'fast-string-width'
import type { Course } from '../../course/course.ts'
import { languages } from '../../course/language.ts'
import { menuWords } from '../../words/menu.ts'
import type { Progress } from '../../workspace/progress.ts'
import { isDone } from '../../workspace/stage-state.ts'
import { stateWords } from '../../workspace/stage-words.ts'
import { wrap } from '../draw/columns.ts'
import type { Theme } from '../draw/theme.ts'

/** A row of the menu for each stage, its columns aligned: how far it is, and how long it takes while it is not done. */
export function menuRows(
  { stages }: Pick<Course, 'stages'>,
  progress: Progress,
  theme: Theme,
): string[] {
  const { symbols, paint } = theme
  const states = stages.map((stage) => stateWords(stage, progress))
  const widest = (texts: readonly string[]) => Math.max(...texts.map((text) => stringWidth(text)))
  const titleColumns = widest(stages.map(({ title }) => title))
  const stateColumns = widest(states)
  return stages.map((stage, i) => {
    const isOver = isDone(stage, progress)
    const mark = isOver ? paint('good', symbols.done) : ' '.repeat(stringWidth(symbols.done))
    const cells = [
      padded(stage.title, titleColumns),
      ...(stateColumns === 0 ? [] : [padded(states[i] ?? '', stateColumns)]),
      ...(isOver ? [] : [paint('dim', menuWords.minutes(stage.minutes))]),
    ]
    return `${mark} ${stage.number}  ${cells.join('   ')}`.trimEnd()
  })
}

const padded = (text: string, columns: number) =>
  text + ' '.repeat(Math.max(columns - stringWidth(text), 0))

/**
 * Above the menu: the course, the learner's folder, their language, how much is done; on one line where it
 * fits. Before there is a folder, no language was chosen.
 */
export function menuHeading(
  { stages }: Pick<Course, 'stages'>,
  progress: Progress,
  folder: string | undefined,
  theme: Theme,
): string[] {
  const done = stages.filter((stage) => isDone(stage, progress)).length
  const [first] = stages
  const parts = [
    ...(folder === undefined
      ? [menuWords.noFolderYet]
      : [folder, ...(first === undefined ? [] : [languages[first.language].title])]),
    menuWords.stagesDone(done, stages.length),
  ]
  const name = theme.paint('strong', 'learn-webserver')
  const where = theme.paint('dim', parts.join(` ${theme.symbols.dot} `))
  const line = `${name}   ${where}`
  return stringWidth(line) <= theme.columns - 2 ? [line] : [name, ...wrap(where, theme.columns - 2)]
}
