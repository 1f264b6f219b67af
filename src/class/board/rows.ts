import type { Course } from '../../course/course.ts'
import { nameKey } from '../student-name.ts'
import { cellOf } from './glance.ts'
import {
  byNeed,
  failingOf,
  handOf,
  needOf,
  onBoardsClock,
  presenceOf,
  type StuckLimits,
} from './needs.ts'
import type { Row, StageOfClass } from './protocol.ts'
import type { ClassState, Student } from './state.ts'

/** The stages as the page names them. */
export const stagesOfClass = ({ stages }: Pick<Course, 'stages'>): StageOfClass[] =>
  stages.map(({ number, name, title, screens, checks }) => ({
    number,
    name,
    title,
    screens: screens.length,
    checks: Object.fromEntries(checks.map(({ id, check }) => [id, check])),
  }))

/** The rows of the page, those first who need somebody. */
export function rowsOf(
  students: ClassState,
  stages: readonly StageOfClass[],
  nowMs: number,
  limits: StuckLimits,
): Row[] {
  const names = namesOf(students)
  return byNeed(students.values(), nowMs, limits).map((student) => ({
    ...rowOf(student, stages, nowMs, limits),
    name: names.get(student.id) ?? student.name,
  }))
}

/** Each student's name; the second and later ones who have the same get a number. */
export function namesOf(students: ClassState): ReadonlyMap<string, string> {
  const counts = new Map<string, number>()
  return new Map(
    [...students.values()].map(({ id, name }) => {
      const count = (counts.get(nameKey(name)) ?? 0) + 1
      counts.set(nameKey(name), count)
      return [id, count === 1 ? name : `${name} (${count})`]
    }),
  )
}

function rowOf(
  student: Student,
  stages: readonly StageOfClass[],
  nowMs: number,
  limits: StuckLimits,
): Row {
  const { id, name, report, heardMs, shown } = student
  const presence = presenceOf(student, nowMs)
  const failing = failingOf(student, nowMs)
  const known = stages.flatMap((stage) => {
    const found = report?.stages[stage.name]
    return found === undefined ? [] : [{ ...found, number: stage.number }]
  })
  return {
    id,
    name,
    presence,
    heardMs,
    need: needOf(student, nowMs, limits).type,
    handMs: handOf(student),
    stage: report?.stage,
    screen: report?.stage === undefined ? undefined : report.stages[report.stage]?.screen,
    cells: stages.map((stage) => cellOf(student, stage.name, nowMs, limits)),
    failing: failing && {
      stage: failing.stage,
      check: failing.check,
      sinceMs: failing.sinceMs,
      untilMs: presence === 'here' ? undefined : heardMs,
      saves: failing.saves,
      hints: failing.hints,
    },
    hints: known.reduce((sum, { hints = 0 }) => sum + hints, 0),
    solutions: known.filter(({ solution }) => solution).map(({ number }) => number),
    savesMs: (report?.savesMs ?? []).map((timeMs) => onBoardsClock(student, timeMs)),
    language: report?.language ?? '',
    version: report?.version ?? '',
    shown: shown && { file: shown.file, seq: shown.seq },
  }
}
