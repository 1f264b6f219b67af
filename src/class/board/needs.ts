import type { Report, StageReport } from '../report.ts'
import type { Student } from './state.ts'

/** When a student is taken to be stuck. */
export interface StuckLimits {
  /** Minutes for which the same check has failed … */
  readonly minutes: number
  /** … and saves in that time; a hint that was asked for counts as all of them. */
  readonly saves: number
}

export const usualLimits: StuckLimits = { minutes: 6, saves: 3 }

/** After so long without a word a row is grey: three heartbeats were missed. */
const silentAfterMs = 60_000

/** Whether a student is there: `closed` by themselves, `silent` where the network may be broken. */
export type Presence = 'here' | 'silent' | 'closed' | 'not-started'

/** What a student is at, and whether somebody has to come. The most urgent first. */
export type Need =
  | { readonly type: 'hand'; readonly sinceMs: number }
  | { readonly type: 'stuck'; readonly sinceMs: number }
  | { readonly type: 'silent'; readonly sinceMs: number }
  | { readonly type: 'failing'; readonly sinceMs: number }
  | { readonly type: 'none' }

/** A check that fails, with times on the board's clock. */
export interface Failing {
  readonly stage: string
  readonly check: string
  readonly sinceMs: number
  /** How long it has failed while the student was heard. */
  readonly forMs: number
  readonly saves: number
  readonly hints: number
}

export function presenceOf({ report, heardMs }: Student, nowMs: number): Presence {
  if (report === undefined) return 'not-started'
  if (report.closed) return 'closed'
  return nowMs - heardMs > silentAfterMs ? 'silent' : 'here'
}

/** A time on the student's clock as one on the board's: the newest report says how far apart they are. */
export const onBoardsClock = ({ report, reportedMs }: Student, timeMs: number): number =>
  timeMs + reportedMs - (report?.atMs ?? timeMs)

/** Since when a hand is raised that nobody has answered, on the board's clock. */
export function handOf(student: Student): number | undefined {
  const { report, answeredHandMs } = student
  const raisedMs = report?.handMs
  return raisedMs === undefined || report?.closed || raisedMs <= (answeredHandMs ?? -1)
    ? undefined
    : onBoardsClock(student, raisedMs)
}

const openStage = ({ stage, stages }: Report): StageReport | undefined =>
  stage === undefined ? undefined : stages[stage]

/** The check that fails in the stage that is open. */
export function failingOf(student: Student, nowMs: number): Failing | undefined {
  const { report, heardMs } = student
  const open = report && openStage(report)
  const stage = report?.stage
  if (open?.failing === undefined || stage === undefined) return undefined
  const { id, sinceMs, runs } = open.failing
  const since = onBoardsClock(student, sinceMs)
  // While nothing is heard, nobody knows whether it still fails.
  const untilMs = presenceOf(student, nowMs) === 'here' ? nowMs : heardMs
  return {
    stage,
    check: id,
    sinceMs: since,
    forMs: Math.max(untilMs - since, 0),
    saves: runs,
    hints: open.hints ?? 0,
  }
}

/** The same check fails for some minutes, and the student has tried. */
export function isStuck(failing: Failing, { minutes, saves }: StuckLimits): boolean {
  return failing.forMs >= minutes * 60_000 && (failing.saves >= saves || failing.hints > 0)
}

export function needOf(student: Student, nowMs: number, limits: StuckLimits = usualLimits): Need {
  const handMs = handOf(student)
  if (handMs !== undefined) return { type: 'hand', sinceMs: handMs }
  const presence = presenceOf(student, nowMs)
  if (presence === 'closed' || presence === 'not-started') return { type: 'none' }
  if (presence === 'silent') return { type: 'silent', sinceMs: student.heardMs }
  const failing = failingOf(student, nowMs)
  if (failing === undefined) return { type: 'none' }
  return { type: isStuck(failing, limits) ? 'stuck' : 'failing', sinceMs: failing.sinceMs }
}

const urgency: readonly Need['type'][] = ['hand', 'stuck', 'silent', 'failing', 'none']

/** The students, those first who need somebody: hands as they were raised, then who is on one check longest. */
export function byNeed(
  students: Iterable<Student>,
  nowMs: number,
  limits: StuckLimits = usualLimits,
): Student[] {
  return [...students]
    .map((student, joined) => ({ student, joined, need: needOf(student, nowMs, limits) }))
    .sort(
      (a, b) =>
        urgency.indexOf(a.need.type) - urgency.indexOf(b.need.type) ||
        sinceOf(a.need) - sinceOf(b.need) ||
        Number(a.student.report?.closed ?? false) - Number(b.student.report?.closed ?? false) ||
        a.joined - b.joined,
    )
    .map(({ student }) => student)
}

const sinceOf = (need: Need) => (need.type === 'none' ? 0 : need.sinceMs)

/** The place of each raised hand, from 1, by the student's id. */
export function handPlaces(students: Iterable<Student>): ReadonlyMap<string, number> {
  const raised = [...students].flatMap((student) => {
    const sinceMs = handOf(student)
    return sinceMs === undefined ? [] : [{ id: student.id, sinceMs }]
  })
  raised.sort((a, b) => a.sinceMs - b.sinceMs)
  return new Map(raised.map(({ id }, i) => [id, i + 1]))
}
