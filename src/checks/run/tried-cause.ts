import { realpathSync } from 'node:fs'
import type { Language } from '../../course/language.ts'
import { makeTemporary } from '../../process/temporary.ts'
import { checksWords } from '../../words/checks.ts'
import type { Cause } from '../explain/cause.ts'
import type { Comparison } from '../explain/compare/changes.ts'
import type { Change } from '../explain/compare/edit.ts'
import { agrees, causeOfChange } from '../explain/compare/from-change.ts'
import type { FindCause, SeenFailure } from '../explain/evidence.ts'
import type { Failure } from '../explain/failure.ts'
import { readIn } from './files.ts'
import { showingCaught } from './show-caught.ts'
import { showingReached } from './show-reached.ts'
import { failureWith, firstThatPasses, type Trial } from './try-changes.ts'

export interface TriedCauseOptions extends Omit<Trial, 'all' | 'place' | 'isSilent'> {
  /** The stage's finished server, in the learner's language; undefined where there is none. */
  readonly solution: () => Promise<string | undefined>
  /** What the rules say. */
  readonly find: FindCause
}

/**
 * Looks for a cause as the rules do. Where they know none, or accuse a line that the solution has too, the
 * program is run again: with a trace of the errors that it catches, and then with one part after the other
 * as it is in the solution. The part with which the check passes was the cause. Costs up to some seconds,
 * after a failure only.
 */
export function triedCause({
  solution,
  find,
  checks,

  ...trial
}: TriedCauseOptions): FindCause {
  return async (seen) => {
    const cause = await find(seen)
    try {
      return (await tried(seen, cause)) ?? cause
    } catch {
      // What was found without a trial is told all the same.
      return cause
    }
  }

  async function tried(seen: SeenFailure, cause: Cause | undefined): Promise<Cause | undefined> {
    if (seen.failure.kind === 'not-started') return undefined
    if (isSure(cause) && cause?.isOfText !== true) return undefined
    const { file, folder } = trial
    const bytes = readIn(folder)(file)
    if (bytes === undefined) return undefined
    const source = Buffer.from(bytes).toString('utf8')
    const wanted = await comparedWith(source)
    const isOwn = cause?.where !== undefined && !wanted.same.has(cause.where.line)
    if (wanted.isLike && (isSure(cause) || (isOwn && isPlace(cause, seen)))) return undefined
    const upTo = checks.slice(0, checks.findIndex(({ id }) => id === seen.check.id) + 1)
    const temporary = makeTemporary()
    try {
      const place = realpathSync(temporary.path)
      const isSilent = silent.has(seen.failure.kind)
      const last = { ...trial, place, checks: upTo, all: checks, isSilent }
      const [caught, isReached] = await Promise.all([
        ofCaught(source, seen, last),
        reachedWith(source, last),
      ])
      if (isSure(caught)) return caught
      // A file that is not there may be what the program is prepared for.
      const isForeseen = !isWhole(caught) && /FileNotFound|ENOENT/.test(caught?.what ?? '')
      const known = isForeseen ? (cause ?? caught) : (caught ?? cause)
      const found = await ofChange(source, { ...seen, cause: known, isReached, ...wanted }, last)
      return found ?? known
    } finally {
      temporary.remove()
    }
  }

  async function comparedWith(source: string): Promise<Compared> {
    const [wanted, { compare }, { nearStrings }, { nearTags }] = await Promise.all([
      solution(),
      import('../explain/compare/changes.ts'),
      import('../explain/compare/near-strings.ts'),
      import('../explain/compare/near-tags.ts'),
    ])
    if (wanted === undefined) return { changes: [], near: [], same: new Set(), isLike: false }
    const platform = platformOf(trial.program.language)
    const compared = compare(source, wanted, platform)
    const near = [nearStrings, nearTags].flatMap((changes) => changes(source, wanted, platform))
    return { ...compared, near, isLike: compared.changes.length <= fewChanges }
  }

  /** Which places of the program the check that fails gets to. */
  async function reachedWith(source: string, last: Trial): Promise<(offset: number) => boolean> {
    const traced = await showingReached(source, last.program.language)
    if (traced === undefined) return () => true
    const seen = await failureWith(traced.source, last)
    return seen === undefined ? () => true : traced.isReached(seen.printedInAll)
  }

  /** An error that the program catches and keeps to itself. */
  async function ofCaught(
    source: string,
    seen: SeenFailure,
    last: Trial,
  ): Promise<Cause | undefined> {
    if (seen.error !== undefined || !maybeCaught.has(seen.failure.kind)) return undefined
    const shown = await showingCaught(source, last.program.language)
    const error = shown === undefined ? undefined : (await failureWith(shown, last))?.error
    if (error?.at === undefined || !isTelling(error.message, seen)) return undefined
    const cause = await find({ ...seen, error })
    return cause?.where && { ...cause, what: checksWords.happened.keptToItself(error.message) }
  }

  async function ofChange(
    source: string,
    { cause, failure, isReached, changes, near, same, isLike }: Tried,
    last: Trial,
  ): Promise<Cause | undefined> {
    const line = cause?.where?.line
    if (isWhole(cause) && line !== undefined && isLike && !same.has(line)) return undefined
    const { undone } = await import('../explain/compare/undone.ts')
    const slips = undone(source, platformOf(last.program.language), failure.kind)
    const likely = isLike
      ? [...near, ...changes, ...slips]
      : [...near, ...slips, ...changes.filter(isOfProgram)]
    const isNear = ({ lines }: Change) => line !== undefined && lines.includes(line)
    const isKnown = isSure(cause)
    // A line is taken out last: without it, less may be wrong, and less is done.
    const orderOf = (change: Change) =>
      isKnown && isNear(change) ? -1 : change.isBold && change.kind === 'remove' ? 1 : 0
    const tried = likely
      .filter((change) => placesOf(source, change.source).some(isReached))
      // What a rule says is confirmed by a change of its line, and refuted only by a slip that shows elsewhere.
      .filter((change) => !isKnown || isNear(change) || change.isBold === false)
      .map((change) => (isKnown && !isNear(change) ? { ...change, isBold: true } : change))
      .sort((a, b) => orderOf(a) - orderOf(b))
    const change = await firstThatPasses(tried, last)
    if (change === undefined || (cause !== undefined && agrees(cause, change))) return undefined
    if (isKnown && isNear(change)) return undefined
    const found = causeOfChange({ file: last.file, textOf: textIn(last.folder) }, change)
    // What an error means is known, only not what to do.
    const isExplained = cause?.why !== undefined && isNear(change)
    return isExplained && !isWhole(cause) ? { ...cause, fix: found.fix } : found
  }
}

/** A program beside the solution. */
interface Compared extends Comparison {
  /** Words and tags of its strings, as the solution writes them. */
  readonly near: readonly Change[]
  /** It is built as the solution is. */
  readonly isLike: boolean
}

/** A failure whose cause is looked for by changes. */
type Tried = SeenFailure &
  Compared & {
    /** What is known of the cause without them. */
    readonly cause: Cause | undefined
    readonly isReached: (offset: number) => boolean
  }

/** Only a word or two of the solution: more of it tells nothing of a program that is built otherwise. */
const isOfProgram = ({ kind, text }: Change) => kind === 'replace' && /^[^<\n]{1,20}$/.test(text)

const platformOf = (language: Language) => (language === 'py' ? 'python' : 'node')

/** Where two texts begin to differ, and where they end to: as places of the first. */
function placesOf(was: string, is: string): number[] {
  const most = Math.min(was.length, is.length)
  let start = 0
  while (start < most && was[start] === is[start]) start++
  let end = 0
  while (end < most - start && was.at(-1 - end) === is.at(-1 - end)) end++
  return [start, was.length - end]
}

/** Programs with no more differences than these are built as the solution is. */
const fewChanges = 8

const silent: ReadonlySet<Failure['kind']> = new Set(['hung', 'unfinished', 'left-open'])

/** Failures that an error can have made which the program has caught. */
const maybeCaught: ReadonlySet<Failure['kind']> = new Set([
  'hung',
  'unanswered',
  'reset',
  'unfinished',
  'left-open',
  'wrong-status',
  'wrong-body',
  'malformed',
  'wrong-output',
])

/** Not every error that is caught is a mistake: a browser leaves, a file or a form field is absent. */
function isTelling(message: string, { check }: SeenFailure): boolean {
  if (/^(?:KeyError|IndexError|ValueError|LookupError|EOFError|\w*Timeout\w*)\b/.test(message))
    return false
  if (/^(?:OSError|Connection\w+|BrokenPipe\w+)\b|ECONN|EPIPE|PREMATURE_CLOSE|ABORT/.test(message))
    return false
  return !(Object.values(check.files).includes(null) && /FileNotFound|ENOENT/.test(message))
}

/** It says what to do, and does not only guess. */
const isWhole = (cause: Cause | undefined) => cause?.fix !== undefined && cause.isGuess !== true

/** Where a wrong status code is sent: the check itself says what it should be. */
const isPlace = (cause: Cause | undefined, { failure, check }: SeenFailure) =>
  cause?.id === 'where-sent' &&
  failure.kind === 'wrong-status' &&
  !Object.values(check.files).includes(null) &&
  cause.where?.text?.includes(String(failure.status)) === true

/** A cause that the program itself or its error shows. */
const isSure = (cause: Cause | undefined) =>
  isWhole(cause) && cause?.where !== undefined && cause.isGeneral !== true

const textIn = (folder: string) => (file: string) => {
  const bytes = readIn(folder)(file)
  return bytes && Buffer.from(bytes).toString('utf8')
}
