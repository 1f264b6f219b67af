import type { Check } from '../../course/checks.ts'
import { checksWords } from '../../words/checks.ts'
import type { Cause, Where } from './cause.ts'
import type { Excerpt } from './excerpt.ts'
import { expectedWords } from './expected.ts'
import type { Failure, Verdict } from './failure.ts'
import { happenedIn } from './happened.ts'

/**
 * A failure in words, for a terminal, for JSON and for a report. It is shown in this order: what
 * happened, where, why, fix, more. What is not known is undefined, and not shown.
 */
export interface Explanation {
  /** The line that sends the request again; undefined where nothing was sent. */
  readonly request: string | undefined
  readonly what: What
  /** The error that the program printed, as it printed it: `TypeError: …`. */
  readonly error: string | undefined
  /** The learner's line that is wrong, with words for its part. */
  readonly where: (Where & { readonly why: string | undefined }) | undefined
  readonly expected: string | undefined
  /** Where no line is marked, or where the check has more to say than the line. */
  readonly why: string | undefined
  readonly fix: string | undefined
  /** The screen that tells more; undefined where no screen does. */
  readonly screen: string | undefined
}

/** What happened: the line that is wrong, if one came, and words for the wrong part of it. */
export interface What {
  /** `answer`: what the server sent; `output`: what it printed; `program`: what became of it. */
  readonly from: 'answer' | 'output' | 'program'
  readonly excerpt: Excerpt | undefined
  readonly words: string
}

/** What a beginner is told about a check that fails. */
export function explain(check: Check, verdict: Verdict & { type: 'fails' }): Explanation {
  const { failure, sent, cause } = verdict
  const error = failure.kind === 'crashed' ? failure.error : verdict.error
  const base = { request: sent?.again, error: error?.message, what: whatOf(check, failure, cause) }
  if (cause !== undefined) return { ...base, ...fromCause(cause, check) }
  if (error !== undefined)
    return {
      ...base,
      where: error.at && { ...error.at, endColumn: undefined, text: undefined, why: undefined },
      expected: undefined,
      why: undefined,
      fix: error.at && checksWords.fixFirst(error.at.line),
      screen: undefined,
    }
  const isUnbegun = failure.kind === 'not-started'
  return {
    ...base,
    where: undefined,
    expected: expectedWords(check, failure),
    why: isUnbegun ? checksWords.untilStarts : check.why,
    fix: isUnbegun ? undefined : check.hint,
    screen: isUnbegun ? undefined : check.screen,
  }
}

function whatOf(check: Check, failure: Failure, cause: Cause | undefined): What {
  const what = happenedIn(failure, check)
  return cause?.what === undefined || what.excerpt !== undefined
    ? what
    : { ...what, from: 'program', words: cause.what }
}

function fromCause({ where, why, fix, screen }: Cause, check: Check) {
  return {
    where: where && { ...where, why },
    expected: undefined,
    why: where === undefined ? why : undefined,
    fix,
    screen: screen ?? check.screen,
  }
}
