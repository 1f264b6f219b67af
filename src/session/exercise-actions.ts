import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Context } from '../app/context.ts'
import { exerciseOf, type Stage } from '../course/course.ts'
import { solutionOf } from '../course/program.ts'
import { renderDiff } from '../terminal/draw/diff.ts'
import { fileLink, renderHint, renderProgram } from '../terminal/views/exercise.ts'
import { resetFiles } from '../workspace/files.ts'
import { type OwnServer, ownServer } from '../workspace/own-server.ts'
import {
  type ExerciseProgress,
  exerciseProgressOf,
  passesAll,
  type StageProgress,
} from '../workspace/progress.ts'
import type { Settings } from '../workspace/settings.ts'

/** Where a stage's exercise is done, and what is known of it. */
export interface Workbench {
  readonly stage: Stage
  readonly folder: string
  readonly own: OwnServer
  readonly progress: () => ExerciseProgress
  keep(change: Partial<ExerciseProgress>): void
}

export interface WorkbenchOptions {
  readonly stage: Stage
  readonly folder: string
  readonly settings: Settings
  readonly progress: () => StageProgress
  /** Keeps what is new. */
  readonly save: (change: Pick<StageProgress, 'exercise'>) => void
}

/** Lays out a stage's exercise. Throws a CourseError where the folder's settings are wrong. */
export function createWorkbench(options: WorkbenchOptions): Workbench {
  const { stage, folder } = options
  const progress = () => exerciseProgressOf(options.progress())
  return {
    stage,
    folder,
    own: ownServer(stage, options.settings),
    progress,
    keep: (change) => options.save({ exercise: { ...progress(), ...change } }),
  }
}

/** Where the learner's file is, as a line; the terminal may open it. */
export function placeLine({ own, folder }: Workbench, { terminal, cwd }: Context): string {
  const { look } = terminal
  if (own.file === undefined) return `Your server: ${own.shown}`
  const path = join(folder, own.file)
  return `Your file:   ${look.paint('accent', fileLink(relative(cwd, path), path, look))}`
}

/** The next hint, a stronger one than before; the last again, once all were shown. */
export function hint(bench: Workbench, { terminal, now }: Context): string[] {
  const hints = exerciseOf(bench.stage)?.hints ?? []
  const shown = bench.progress().hints
  const number = Math.min(shown.length + 1, hints.length)
  const chosen = hints[number - 1]
  if (chosen === undefined) return ['There are no hints for this stage.']
  if (number > shown.length) bench.keep({ hints: [...shown, now().toISOString()] })
  const { look } = terminal
  const words = chosen
  return [
    ...renderHint(words, number, hints.length, look),
    ...(number === hints.length ? ['', look.paint('dim', 'That was the last one.')] : []),
  ]
}

/** What there is between the learner's server and the solution. That its lines were shown is remembered. */
export async function difference(
  bench: Workbench,
  { terminal, files, now }: Context,
): Promise<string[]> {
  const { own, stage, folder } = bench
  const solution = await solutionOf(stage, own.language, files)
  if (own.file === undefined || solution === undefined)
    return ['The course has no solution in this language to compare yours with.']
  const path = join(folder, own.file)
  if (!existsSync(path)) return [`There is no ${own.file} yet.`]
  const lines = renderDiff(readFileSync(path, 'utf8'), solution, terminal.look)
  if (lines.length > 0 && !isSolved(bench))
    bench.keep({ solution: bench.progress().solution ?? now().toISOString() })
  return lines.length === 0
    ? ['Your server is the solution, letter by letter.']
    : [
        '- yours   + the solution',
        terminal.look.paint('dim', 'There are other ways. What counts is that the checks hold.'),
        '',
        ...lines,
      ]
}

/** The solution. That it was shown is remembered. */
export async function solution(
  bench: Workbench,
  { terminal, files, now }: Context,
): Promise<string[]> {
  const { own, stage } = bench
  const text = await solutionOf(stage, own.language, files)
  if (own.file === undefined || text === undefined)
    return ['The course has no solution in this language.']
  bench.keep({ solution: bench.progress().solution ?? now().toISOString() })
  return renderProgram(text, own.file, own.language, terminal.look)
}

/** All checks held when they ran last, and on this file: another language may have had another one. */
export function isSolved({ own, progress }: Workbench): boolean {
  return passesAll(progress()) && progress().checks?.file === own.shown
}

/** Asks whether the differences are wanted, as the solution stands in them; not once it is solved. */
export const wantsDifference = async (bench: Workbench, context: Context): Promise<boolean> =>
  isSolved(bench) || wantsSolution(bench, context, 'A diff shows lines of the solution. Show it?')

/** Asks whether the solution is wanted, twice, unless it was shown before. */
export async function wantsSolution(
  bench: Workbench,
  { terminal }: Context,
  question = 'Show the solution?',
): Promise<boolean> {
  if (bench.progress().solution !== undefined) return true
  terminal.print([''])
  if (!(await terminal.confirm(question))) return false
  return terminal.confirm('What you find yourself stays with you longer. Show it all the same?')
}

/** Puts the beginning back, after asking. */
export async function startOver(bench: Workbench, context: Context): Promise<string[]> {
  const { terminal, files, now } = context
  const { stage, folder, own } = bench
  const what = own.file ?? `the files of stage ${stage.number}`
  terminal.print([''])
  if (!(await terminal.confirm(`Put ${what} back to the beginning? Yours is kept.`)))
    return ['Nothing was changed.']
  bench.keep({ hints: [] })
  const reset = await resetFiles(stage, folder, own.language, files, now())
  return reset.flatMap(({ file, backup }) => [
    `${file} is as it was at the beginning.`,
    ...(backup === undefined
      ? []
      : [`Yours is kept: ${relative(context.cwd, join(folder, backup))}`]),
  ])
}
