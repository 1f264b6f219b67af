import type { Context } from '../app/context.ts'
import {
  difference,
  hint,
  solution,
  wantsDifference,
  wantsSolution,
} from '../session/exercise-actions.ts'
import { benchNamed } from '../session/stored-bench.ts'
import { errors } from '../words/errors.ts'

const indented = (lines: readonly string[]) => lines.map((line) => ` ${line}`.trimEnd())

/** `hint [STAGE]`: the next hint of a stage's exercise, each time a stronger one. */
export function showHint(given: string | undefined, context: Context): number {
  context.terminal.print(indented(hint(benchNamed(given, context), context)))
  return 0
}

/** `diff [STAGE]`: the learner's server against the solution; asks first, where somebody can answer. */
export async function showDiff(given: string | undefined, context: Context): Promise<number> {
  const bench = benchNamed(given, context)
  const { terminal } = context
  if (terminal.interactive && !(await wantsDifference(bench, context))) return 0
  terminal.print(indented(await difference(bench, context)))
  return 0
}

/** `solution [STAGE]`: the finished server, after asking twice; `yes`: without asking. */
export async function showSolution(
  given: string | undefined,
  yes: boolean,
  context: Context,
): Promise<number> {
  const { terminal } = context
  const bench = benchNamed(given, context)
  const isShown = yes || bench.progress().solution !== undefined
  if (!isShown && !terminal.interactive)
    throw errors.needsTerminal(
      'solution',
      `To have it all the same: learn-webserver solution --yes ${bench.stage.number}`,
    )
  if (!isShown && !(await wantsSolution(bench, context))) return 0
  terminal.print(indented(await solution(bench, context)))
  return 0
}
