import type { Report } from '../report.ts'
import {
  type Failing,
  failingOf,
  handOf,
  isStuck,
  presenceOf,
  type StuckLimits,
  usualLimits,
} from './needs.ts'
import type { Student } from './state.ts'

/** One of a student's cells: how far they are with a stage. */
export type Cell =
  | { readonly type: 'not-begun' }
  | { readonly type: 'reading'; readonly screen: number }
  | { readonly type: 'working'; readonly passed: number; readonly of: number }
  | { readonly type: 'stuck'; readonly passed: number; readonly of: number }
  | { readonly type: 'read' }
  | { readonly type: 'passes'; readonly of: number }

/** How far a student is with a stage. */
export function cellOf(
  student: Student,
  stage: string,
  nowMs: number,
  limits: StuckLimits = usualLimits,
): Cell {
  const known = student.report?.stages[stage]
  if (known === undefined) return { type: 'not-begun' }
  const { passed = 0, of = 0, screen = 1, read } = known
  if (of > 0 && passed === of) return { type: 'passes', of }
  if (of > 0) {
    const failing = student.report?.stage === stage ? failingOf(student, nowMs) : undefined
    const type = failing !== undefined && isStuck(failing, limits) ? 'stuck' : 'working'
    return { type, passed, of }
  }
  return read ? { type: 'read' } : { type: 'reading', screen }
}

/** A check that fails in somebody's stage. */
export interface FailingCheck {
  readonly stage: string
  readonly check: string
  /** How many are stuck at it, and at how many it fails. */
  readonly stuck: number
  readonly failing: number
}

/** The class at a glance. */
export interface Glance {
  readonly students: number
  readonly here: number
  readonly hands: number
  readonly stuck: number
  /** In the course's order: how many have the stage open, and how many pass its checks. */
  readonly stages: readonly {
    readonly stage: string
    readonly open: number
    readonly pass: number
  }[]
  /** The three checks at which most are stuck; where nobody is, those that fail for most. */
  readonly checks: readonly FailingCheck[]
}

const maxChecks = 3

export function glanceOf(
  students: readonly Student[],
  stages: readonly string[],
  nowMs: number,
  limits: StuckLimits = usualLimits,
): Glance {
  const isHere = (student: Student) => presenceOf(student, nowMs) === 'here'
  const failing = students
    .filter(isHere)
    .flatMap((student) => failingOf(student, nowMs) ?? [])
    .map((found) => ({ found, isStuck: isStuck(found, limits) }))
  return {
    students: students.length,
    here: students.filter(isHere).length,
    hands: students.filter((student) => handOf(student) !== undefined).length,
    stuck: failing.filter(({ isStuck }) => isStuck).length,
    stages: stages.map((stage) => ({
      stage,
      open: students.filter((student) => isHere(student) && student.report?.stage === stage).length,
      pass: students.filter(({ report }) => passes(report, stage)).length,
    })),
    checks: mostFailing(failing),
  }
}

function passes(report: Report | undefined, stage: string): boolean {
  const { passed, of } = report?.stages[stage] ?? {}
  return passed !== undefined && passed === of
}

function mostFailing(
  failing: readonly { readonly found: Failing; readonly isStuck: boolean }[],
): FailingCheck[] {
  const counts = new Map<string, FailingCheck>()
  for (const { found, isStuck } of failing) {
    const { stage, check } = found
    const key = `${stage}/${check}`
    const known = counts.get(key) ?? { stage, check, stuck: 0, failing: 0 }
    counts.set(key, {
      ...known,
      stuck: known.stuck + (isStuck ? 1 : 0),
      failing: known.failing + 1,
    })
  }
  return [...counts.values()]
    .sort((a, b) => b.stuck - a.stuck || b.failing - a.failing || order(a, b))
    .slice(0, maxChecks)
}

const order = (a: FailingCheck, b: FailingCheck) =>
  `${a.stage}/${a.check}` < `${b.stage}/${b.check}` ? -1 : 1
