import type { Cause } from './cause.ts'
import { causeOfCaughtError, causeOfPrintedError } from './errors/of-error.ts'
import type { Evidence, Rule } from './evidence.ts'
import { byBytes } from './from-bytes.ts'
import { addressRules } from './outside/listening.ts'
import { printedTooLate } from './outside/output.ts'
import { outsideRules } from './outside/rules.ts'
import { sharedConnection } from './outside/silence.ts'
import { connectionSlips } from './source/connection-slips.ts'
import { otherExcept } from './source/file-slips.ts'
import { firstSlips, openedOnce } from './source/first-slips.ts'
import { formSlips } from './source/form-slips.ts'
import { freeSlips, lateFreeSlips } from './source/free-slips.ts'
import { listSlips } from './source/list-slips.ts'
import { neverEnds } from './source/loop-slips.ts'
import { printedSlips } from './source/printed-slips.ts'
import { programSlips } from './source/program-slips.ts'
import { breakNotReturn, sharedAccept } from './source/received-slips.ts'
import { responseSlips } from './source/response-slips.ts'
import { lastSlips, sentSlips } from './source/sent-slips.ts'
import type { SlipRule } from './source/slip.ts'
import { unfinishedSlips } from './source/unfinished-slips.ts'
import { emptyFile, unreadable } from './unreadable.ts'

/** A rule that needs the learner's program: it says nothing where that could not be read. */
const inSource =
  (rule: SlipRule): Rule =>
  (evidence) => {
    const { outline } = evidence
    const cause = outline && rule({ ...evidence, outline })
    return cause && { ...cause, isOfText: true }
  }

/** A rule that sees what happened, and looks for its place in the program by a pattern. */
function general(rule: Rule): Rule {
  return (evidence) => {
    const cause = rule(evidence)
    return cause && { ...cause, isGeneral: true }
  }
}

/** From the most specific to the most general: the first that recognizes the failure tells its cause. */
const rules: readonly Rule[] = [
  unreadable,
  emptyFile,
  ...firstSlips.map(inSource),
  sharedConnection,
  inSource(sharedAccept),
  inSource(breakNotReturn),
  inSource(otherExcept),
  causeOfPrintedError,
  causeOfCaughtError,
  ...addressRules,
  printedTooLate,
  ...[
    neverEnds,
    ...listSlips,
    ...freeSlips,
    ...sentSlips,
    ...unfinishedSlips,
    ...printedSlips,
    ...formSlips,
    ...responseSlips,
    ...connectionSlips,
    ...programSlips,
    openedOnce,
    ...lateFreeSlips,
  ].map(inSource),
  ...[...outsideRules, ...byBytes, ...lastSlips.map(inSource)].map(general),
]

/** The cause of a failure; undefined where nothing points to one. */
export function findCause(evidence: Evidence): Cause | undefined {
  for (const rule of rules) {
    const cause = rule(evidence)
    if (cause !== undefined) return cause
  }
  return undefined
}
