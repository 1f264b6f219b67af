import type { Cause } from './cause.ts'
import { causeOfPrintedError } from './errors/of-error.ts'
import type { Evidence, Rule } from './evidence.ts'
import { outsideRules } from './outside/rules.ts'

/** From the most specific to the most general: the first that recognizes the failure tells its cause. */
const rules: readonly Rule[] = [causeOfPrintedError, ...outsideRules]

/** The cause of a failure; undefined where nothing points to one. */
export function findCause(evidence: Evidence): Cause | undefined {
  for (const rule of rules) {
    const cause = rule(evidence)
    if (cause !== undefined) return cause
  }
  return undefined
}
