import { realpathSync } from 'node:fs'
import { makeTemporary } from '../../process/temporary.ts'
import { checksWords } from '../../words/checks.ts'
import type { Cause } from '../explain/cause.ts'
import type { Comparison } from '../explain/compare/changes.ts'
import { agrees, causeOfChange } from '../explain/compare/from-change.ts'
import type { FindCause, SeenFailure } from '../explain/evidence.ts'
import type { Failure } from '../explain/failure.ts'
import { readIn } from './files.ts'
import { showingCaught } from './show-caught.ts'
import { failureWith, firstThatPasses, type Trial } from './try-changes.ts'

export interface TriedCauseOptions extends Omit<Trial, 'all' | 'place'> {
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
    if (seen.failure.kind === 'not-started' || isSure(cause)) return undefined
    const { file, folder } = trial
    const bytes = readIn(folder)(file)
    if (bytes === undefined) return undefined
    const source = Buffer.from(bytes).toString('utf8')
    const upTo = checks.slice(0, checks.findIndex(({ id }) => id === seen.check.id) + 1)
    const temporary = makeTemporary()
    try {
      const place = realpathSync(temporary.path)
      const last = { ...trial, place, checks: upTo, all: checks }
      const caught = await ofCaught(source, seen, last)
      if (isSure(caught)) return caught
      // A file that is not there may be what the program is prepared for.
      const isForeseen = !isWhole(caught) && /FileNotFound|ENOENT/.test(caught?.what ?? '')
      const known = isForeseen ? (cause ?? caught) : (caught ?? cause)
      return (await ofChange(source, { ...seen, cause: known }, last)) ?? known
    } finally {
      temporary.remove()
    }
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
    { cause, failure }: SeenFailure & { readonly cause: Cause | undefined },
    last: Trial,
  ): Promise<Cause | undefined> {
    const wanted = await solution()
    const { file, folder, program } = last
    const [{ compare }, { undone }] = await Promise.all([
      import('../explain/compare/changes.ts'),
      import('../explain/compare/undone.ts'),
    ])
    const platform = program.language === 'py' ? 'python' : 'node'
    const { changes, same } = wanted === undefined ? none : compare(source, wanted, platform)
    const line = cause?.where?.line
    const isLike = wanted !== undefined && changes.length <= fewChanges
    if (isWhole(cause) && line !== undefined && isLike && !same.has(line)) return undefined
    const slips = undone(source, platform, failure.kind)
    const tried = isLike
      ? [...changes, ...slips]
      : [...slips, ...changes.filter(({ kind }) => kind === 'replace')]
    const change = await firstThatPasses(tried, last, failure.kind === 'hung')
    if (change === undefined || (cause !== undefined && agrees(cause, change))) return undefined
    const found = causeOfChange({ file, textOf: textIn(folder) }, change)
    // What an error means is known, only not what to do.
    const isExplained =
      cause?.why !== undefined && line !== undefined && change.lines.includes(line)
    return isExplained && !isWhole(cause) ? { ...cause, fix: found.fix } : found
  }
}

const none: Comparison = { changes: [], same: new Set() }

/** Programs with no more differences than these are built as the solution is. */
const fewChanges = 8

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

/** A cause that the program itself or its error shows. */
const isSure = (cause: Cause | undefined) =>
  isWhole(cause) && cause?.where !== undefined && cause.isGeneral !== true

const textIn = (folder: string) => (file: string) => {
  const bytes = readIn(folder)(file)
  return bytes && Buffer.from(bytes).toString('utf8')
}
