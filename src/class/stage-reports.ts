import { type Stage, screenNumber } from '../course/course.ts'
import { exerciseProgressOf, type Progress, progressOf } from '../workspace/progress.ts'
import type { Report, StageReport } from './report.ts'

/**
 * What progress says of each stage that was begun, as it is told to a board. `openedMs`: when the course was opened:
 * a check that failed yesterday has not kept anybody waiting since.
 */
export function stageReports(
  stages: readonly Stage[],
  progress: Progress,
  openedMs: number,
): Report['stages'] {
  return Object.fromEntries(
    stages
      .filter(({ name }) => progress.stages[name] !== undefined)
      .map((stage) => [stage.name, stageReport(stage, progress, openedMs)]),
  )
}

function stageReport(stage: Stage, all: Progress, openedMs: number): StageReport {
  const progress = progressOf(all, stage.name)
  const { checks, hints, solution, passed } = exerciseProgressOf(progress)
  const { failing } = checks ?? {}
  return {
    screen: progress.screen === undefined ? 1 : (screenNumber(stage, progress.screen) ?? 1),
    ...(progress.read !== undefined && { read: true }),
    ...(checks && { passed: checks.passed, of: checks.of }),
    ...(failing && {
      failing: {
        id: failing.id,
        sinceMs: Math.max(Date.parse(failing.since), openedMs),
        runs: Math.min(failing.runs, 9999),
      },
    }),
    ...(hints.length > 0 && { hints: hints.length }),
    ...(solution !== undefined && { solution: true }),
    ...(passed !== undefined && { doneMs: Date.parse(passed) }),
  }
}
