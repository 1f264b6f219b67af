import type { Check } from '../../course/checks.ts'
import { checksWords } from '../../words/checks.ts'
import type { Cause, Where } from './cause.ts'
import { expectedWords } from './expected.ts'
import type { Failure, Verdict } from './failure.ts'
import { happenedIn } from './happened.ts'
import type { What } from './what.ts'

/**
 * A failure in words, for a terminal, for JSON and for a report. It is shown in this order: what
 * happened, where, why, fix, more. What is not known is undefined, and not shown.
 */
export interface Explanation {
  /** The line that sends the request again; undefined where nothing was sent. */
  readonly request: string | undefined
  /** What that line can't do again; undefined where it does all that the check does. */
  readonly requestNote: string | undefined
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

/** What a beginner is told about a check that fails. */
export function explain(check: Check, verdict: Verdict & { type: 'fails' }): Explanation {
  const { failure, sent, cause } = verdict
  const error = failure.kind === 'crashed' ? failure.error : verdict.error
  const base = {
    request: sent?.again,
    requestNote: sent && requestNote(check),
    error: error?.message,
    what: whatOf(check, failure, cause, error !== undefined),
  }
  if (cause !== undefined) return { ...base, ...fromCause(cause, check, failure) }
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
    fix: isHintFor(check, failure) ? check.hint : undefined,
    screen: isUnbegun ? undefined : check.screen,
  }
}

/** What a check does beside the request, and its line to copy can't. */
function requestNote({ before, send, files }: Check): string | undefined {
  const breaks = [before, send].some((each) => each !== undefined && /^leave/.test(each.afterwards))
  const names = Object.keys(files)
  const absent = names.filter((name) => files[name] === null)
  const changed = names.filter((name) => files[name] !== null)
  const notes = [
    ...(breaks ? [checksWords.notQuite.leaves] : []),
    ...(absent.length > 0 ? [checksWords.notQuite.without(absent)] : []),
    ...(changed.length > 0 ? [checksWords.notQuite.files(changed)] : []),
  ]
  return notes.length === 0 ? undefined : notes.join(' ')
}

/**
 * Whether the check's hint is about what went wrong: it is about what the check looks at, and where
 * something else went wrong it would accuse the learner of what they did not do.
 */
function isHintFor({ expect }: Check, { kind }: Failure): boolean {
  switch (kind) {
    case 'not-listening':
      return expect.running !== undefined
    case 'early':
    case 'printed-early':
    case 'busy':
    case 'other-address':
      return true
    case 'wrong-status':
      return expect.body === undefined && expect.output === undefined
    case 'malformed':
      return (
        expect.lines !== undefined ||
        expect['blank-line'] !== undefined ||
        expect.head !== undefined
      )
    case 'missing-field':
    case 'wrong-field':
      return expect.fields !== undefined
    case 'wrong-length':
      return expect.length !== undefined
    case 'wrong-body':
      return expect.body !== undefined
    case 'left-open':
    case 'not-kept':
      return expect.connection !== undefined && expect.length === undefined
    case 'wrong-output':
      return expect.output !== undefined
    default:
      return false
  }
}

function whatOf(check: Check, failure: Failure, cause: Cause | undefined, hasError: boolean): What {
  const what = happenedIn(failure, check)
  if (hasError && what.from === 'output')
    return { from: 'program', excerpt: undefined, words: checksWords.happened.errorMeanwhile }
  // The error itself is shown on a line of its own.
  if (hasError && failure.kind === 'error-printed' && cause?.what === undefined)
    return { ...what, words: checksWords.happened.errorShown }
  return cause?.what === undefined || what.excerpt !== undefined
    ? what
    : { ...what, from: 'program', words: cause.what }
}

/** A sentence as words that hang from a mark. */
const asLabel = (text: string) =>
  text
    .replace(/\.$/, '')
    .replace(/^(?:A|An|The|This|That|It|There|Your|Nobody|With|Without|In)\b/, (word) =>
      word.toLowerCase(),
    )

function fromCause(cause: Cause, check: Check, failure: Failure) {
  const { where, why, fix, isTried, screen = check.screen } = cause
  const shownScreen = screen === false ? undefined : screen
  // The place alone is known: then the check has more to say.
  if (why === undefined && fix === undefined)
    return {
      where: where && { ...where, why: checksWords.sentHere },
      expected: expectedWords(check, failure),
      why: check.why,
      fix: isHintFor(check, failure) ? check.hint : undefined,
      screen: shownScreen,
    }
  return {
    where: where && { ...where, why: why && asLabel(why) },
    expected: isTried ? expectedWords(check, failure) : undefined,
    why: isTried ? check.why : where === undefined ? why : undefined,
    fix,
    screen: shownScreen,
  }
}
