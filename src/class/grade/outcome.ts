import * as v from 'valibot'
import type { Check } from '../../course/checks.ts'
import type { StageResult } from '../summary.ts'
import type { CheckLine, WorkerLine } from './job.ts'

const caseOutcome = v.strictObject({
  id: v.string(),
  result: v.picklist(['passes', 'fails', 'not-reached']),
  kind: v.optional(v.string()),
  message: v.optional(v.string()),
  text: v.optional(v.string()),
})

const stageOutcome = v.strictObject({
  stage: v.number(),
  how: v.picklist(['done', 'timeout', 'could-not-run']),
  reason: v.optional(v.string()),
  cases: v.array(caseOutcome),
})

export const outcome = v.strictObject({
  stages: v.array(stageOutcome),
  seconds: v.number(),
})

/** What came of the checks of a stage. */
export type StageOutcome = v.InferOutput<typeof stageOutcome>
/** What came of running the servers of a hand-in. */
export type Outcome = v.InferOutput<typeof outcome>

/** Takes down what a worker says: the first word on a check counts, and none after the end of its stage. */
export function createTally(checksOf: (stage: number) => readonly Check[]) {
  const cases = new Map<number, Map<string, Omit<CheckLine, 'key' | 'type' | 'stage'>>>()
  const ended = new Map<number, Pick<StageOutcome, 'how' | 'reason'>>()
  return {
    take(line: WorkerLine): void {
      if (ended.has(line.stage)) return
      if (line.type === 'stage') {
        const { how, reason } = line
        ended.set(line.stage, { how, ...(reason !== undefined && { reason }) })
        return
      }
      const { key: _key, type: _type, stage, ...one } = line
      const known = cases.get(stage) ?? new Map()
      cases.set(stage, known)
      if (!known.has(one.id) && checksOf(stage).some(({ id }) => id === one.id))
        known.set(one.id, one)
    },
    /** Whether nothing more will be said of a stage. */
    isOver: (stage: number) => ended.has(stage),
    fail(stage: number, reason: string): void {
      if (!ended.has(stage)) ended.set(stage, { how: 'could-not-run', reason })
    },
    outcomeOf(stage: number): StageOutcome {
      const known = cases.get(stage) ?? new Map()
      const all = checksOf(stage).map(({ id }) => known.get(id) ?? { id, result: 'not-reached' })
      const end = ended.get(stage) ?? { how: 'could-not-run' as const }
      // All was said when the time was over.
      const isWhole = end.how === 'timeout' && known.size === all.length
      return { stage, ...end, ...(isWhole && { how: 'done' }), cases: all }
    },
  }
}

/** What a stage's checks mean for it. */
export function resultOf({ how, cases }: StageOutcome): StageResult {
  if (how === 'could-not-run') return 'could-not-run'
  return cases.every(({ result }) => result === 'passes') ? 'passes' : 'fails'
}

export const passedIn = ({ cases }: StageOutcome): number =>
  cases.filter(({ result }) => result === 'passes').length
