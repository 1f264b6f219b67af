import stringWidth from 'fast-string-width'
import type { Course, Stage } from '../../course/course.ts'
import { type Progress, progressOf } from '../../workspace/progress.ts'
import type { Look } from '../draw/theme.ts'

/** The learner has been through all of its screens, and nothing is known not to hold. */
export function isDone({ name }: Stage, progress: Progress): boolean {
  const { done, exercise } = progressOf(progress, name)
  return done !== undefined && (exercise?.checks === undefined || holdsAll(exercise.checks))
}

const holdsAll = ({ hold, of }: { readonly hold: number; readonly of: number }) => hold === of

/** How far a stage is, as one reads it; empty for one that was not begun. */
export function stageState(stage: Stage, progress: Progress): string {
  if (progress.stages[stage.name] === undefined) return ''
  const { done, screen, exercise } = progressOf(progress, stage.name)
  const place =
    done === undefined
      ? `screen ${Math.min(screen, stage.screens.length)} of ${stage.screens.length}`
      : isDone(stage, progress)
        ? 'done'
        : 'seen'
  return exercise?.checks === undefined ? place : `${place}, ${checksWords(exercise.checks)}`
}

/** How many checks held when they ran last. */
export function checksWords(checks: { readonly hold: number; readonly of: number }): string {
  const { hold, of } = checks
  return holdsAll(checks) ? `${of} checks hold` : `${hold} of ${of} checks hold`
}

/** A row of the menu for each stage, its columns aligned. */
export function menuRows({ stages }: Course, progress: Progress, look: Look): string[] {
  const { symbols, paint } = look
  const titleWidth = Math.max(...stages.map(({ title }) => stringWidth(title)))
  return stages.map((stage) => {
    const state = stageState(stage, progress)
    const mark = isDone(stage, progress)
      ? paint('good', symbols.done)
      : ' '.repeat(symbols.done.length)
    const title = stage.title + ' '.repeat(titleWidth - stringWidth(stage.title))
    const minutes = `${String(stage.minutes).padStart(2)} min`
    return `${mark} ${stage.number}  ${title}   ${paint('dim', minutes)}   ${state}`.trimEnd()
  })
}

/** The line above the menu: the course, the learner's folder, how much is done. */
export function menuHeading(
  course: Course,
  progress: Progress,
  folder: string,
  look: Look,
): string {
  const done = course.stages.filter((stage) => isDone(stage, progress)).length
  const count = `${done} of ${course.stages.length} done`
  return `${look.paint('strong', 'learn-webserver')}   ${look.paint('dim', `${folder} ${look.symbols.dot} ${count}`)}`
}
