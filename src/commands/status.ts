import { type Context, existingFolder } from '../app/context.ts'
import { stageNamed } from '../app/stage-named.ts'
import type { Stage } from '../course/course.ts'
import { jsonPage } from '../json/json-line.ts'
import { renderTable } from '../terminal/draw/table.ts'
import { statusWords } from '../words/commands.ts'
import {
  exerciseProgressOf,
  type Progress,
  progressOf,
  screenNumber,
} from '../workspace/progress.ts'
import { readProgress } from '../workspace/progress-store.ts'

/** `status [STAGE]`: what the learner has seen, answered and built, a row for each stage or for one. */
export function status(
  context: Context,
  given: string | undefined,
  { json = false }: { json?: boolean },
): number {
  const { course, terminal } = context
  const folder = existingFolder(context)
  const { progress } = readProgress(folder)
  const { stages } = course
  const meant = given === undefined ? stages : [stageNamed(given, course)]
  const rows = meant.map((stage) => rowOf(stage, progress))
  if (json) {
    process.stdout.write(jsonPage(rows))
    return 0
  }
  const head = statusWords.head
  const cells = rows.map((row) => [
    String(row.stage),
    row.title,
    row.seen === 'all' ? statusWords.all : statusWords.of(row.seen, row.screens),
    row.questions === 0 || row.seen === 0 ? '' : statusWords.of(row.right, row.questions),
    row.checks === undefined ? '' : statusWords.of(row.checks.passed, row.checks.of),
    row.solution === undefined ? hintWords(row.hints) : statusWords.solutionShown,
    row.checks === undefined ? '' : shortTime(row.checks.at),
  ])
  terminal.print(renderTable(head, cells, terminal.theme))
  return 0
}

const hintWords = (hints: number) => (hints === 0 ? '' : String(hints))

/** `2026-11-22 14:02`, in the zone of this machine. */
function shortTime(iso: string): string {
  const at = new Date(iso)
  const two = (part: number) => String(part).padStart(2, '0')
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`
}

function rowOf(stage: Stage, progress: Progress) {
  const known = progressOf(progress, stage.name)
  const { hints, checks, solution } = exerciseProgressOf(known)
  const ids = stage.screens.map(({ id }) => id)
  const isBegun = progress.stages[stage.name] !== undefined
  const questions = stage.screens.flatMap(({ blocks }) => blocks).filter(isQuiz)
  return {
    stage: stage.number,
    name: stage.name,
    title: stage.title,
    seen: known.read !== undefined ? ('all' as const) : isBegun ? screenNumber(ids, known) : 0,
    screens: stage.screens.length,
    questions: questions.length,
    right: Object.values(known.questions).filter((answer) => answer === 'right').length,
    checks,
    hints: hints.length,
    solution,
  }
}

const isQuiz = ({ type }: { readonly type: string }) => type === 'quiz'
