import { boardPageWords as words } from '../../../words/board-page.ts'
import type { Cell } from '../glance.ts'
import type { Row, StageOfClass } from '../protocol.ts'

/** Whole minutes between two moments. */
const minutesBetween = (fromMs: number, toMs: number): number =>
  Math.max(Math.floor((toMs - fromMs) / 60_000), 0)

/** `14:02`, in the zone of this browser. */
export const timeOf = (timeMs: number): string =>
  new Date(timeMs).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })

/** What a student is at, or why somebody should come. */
export function nowWords(row: Row, stages: readonly StageOfClass[], nowMs: number): string {
  const { need, presence, handMs, heardMs } = row
  const stage = stages.find(({ name }) => name === row.stage)
  const where = stage && words.need.reads(stage.number, row.screen ?? 1, stage.screens)
  if (need === 'hand' && handMs !== undefined)
    return words.need.hand(minutesBetween(handMs, nowMs), where)
  if (presence === 'silent') return words.need.silent(timeOf(heardMs))
  if (presence === 'closed') return words.need.closed
  if (presence === 'not-started') return words.need['not-started']
  if (need === 'stuck') return words.need.stuck
  return where ?? words.need.menu
}

/** What a cell says, in as few words as tell it. */
export function cellWords(cell: Cell, stage: StageOfClass | undefined): string {
  switch (cell.type) {
    case 'reading':
      return words.cell.reading(cell.screen, stage?.screens ?? cell.screen)
    case 'working':
      return words.cell.working(cell.passed, cell.of)
    case 'stuck':
      return words.cell.stuck(cell.passed, cell.of)
    default:
      return words.cell[cell.type]
  }
}

/** What a check says; its id, where this course does not know it. */
export const checkWords = (stages: readonly StageOfClass[], stage: string, check: string): string =>
  stages.find(({ name }) => name === stage)?.checks[check] ?? check

/** How long the check fails, and what was tried. */
export function triedWords({ failing }: Row, nowMs: number): string {
  if (failing === undefined) return ''
  const { sinceMs, untilMs = nowMs, saves, hints } = failing
  return words.tried(minutesBetween(sinceMs, untilMs), saves, hints)
}
