import stringWidth from 'fast-string-width'
import type { Course, Stage } from '../../course/course.ts'
import { menuWords } from '../../words/menu.ts'
import type { Progress } from '../../workspace/progress.ts'
import { isDone, stageState } from '../../workspace/stage-state.ts'
import type { Look } from '../draw/theme.ts'

/** How far a stage is, as one reads it; empty for one that was not begun. */
export function stateWords(stage: Stage, progress: Progress): string {
  const state = stageState(stage, progress)
  const checks = 'checks' in state && state.checks
  const passing = checks ? [menuWords.checksPass(checks.passed, checks.of)] : []
  switch (state.type) {
    case 'new':
      return ''
    case 'begun':
      return [menuWords.screenOf(state.screen, stage.screens.length), ...passing].join(', ')
    case 'read':
      return [menuWords.read, ...passing].join(', ')
    case 'done':
      return passing.join()
  }
}

/** A row of the menu for each stage, its columns aligned. */
export function menuRows(
  { stages }: Pick<Course, 'stages'>,
  progress: Progress,
  look: Look,
): string[] {
  const { symbols, paint } = look
  const titleWidth = Math.max(...stages.map(({ title }) => stringWidth(title)))
  return stages.map((stage) => {
    const state = stateWords(stage, progress)
    const mark = isDone(stage, progress)
      ? paint('good', symbols.done)
      : ' '.repeat(symbols.done.length)
    const title = stage.title + ' '.repeat(titleWidth - stringWidth(stage.title))
    const minutes = menuWords.minutes(stage.minutes).padStart(6)
    return `${mark} ${stage.number}  ${title}   ${paint('dim', minutes)}   ${state}`.trimEnd()
  })
}

/** The line above the menu: the course, the learner's folder, how much is done. */
export function menuHeading(
  course: Pick<Course, 'stages'>,
  progress: Progress,
  folder: string,
  look: Look,
): string {
  const done = course.stages.filter((stage) => isDone(stage, progress)).length
  const count = menuWords.stagesDone(done, course.stages.length)
  return `${look.paint('strong', 'learn-webserver')}   ${look.paint('dim', `${folder} ${look.symbols.dot} ${count}`)}`
}
