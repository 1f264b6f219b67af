import type { Check } from '../../course/checks.ts'
import { deferred } from '../../process/deferred.ts'
import type { Failure, Result } from '../explain/failure.ts'
import type { Earlier } from './consequence.ts'
import { mayHaveEnded, startFailure } from './end-failure.ts'
import { failedVerdict } from './failed-verdict.ts'
import { runCheck } from './run-check.ts'
import type { CheckedServer, ChecksOptions, RunContext } from './run-context.ts'

/**
 * Runs the checks in order and gives each result as it comes. The first that fails is the last that is
 * tried, unless the server can be started again: then each is tried that can be. What can't be tried is not
 * reached: all of them without a server, and a check on a connection that a check before has lost.
 */
export async function* runChecks(options: ChecksOptions): AsyncGenerator<Result, void, void> {
  const { checks, signal, startAgain } = options
  const earlier: Earlier[] = []
  let context = begin(options.server, options, earlier)
  try {
    const readiness = await orAborted(context.server.ready, signal)
    if (readiness === undefined) return
    let unready = startFailure(readiness, context)
    let isOver = false
    let sentBefore = 0
    const lost = new Set<string>()
    for (const [i, written] of checks.entries()) {
      if (signal?.aborted) return
      if (isOver || (written.on !== undefined && lost.has(written.on))) {
        yield { check: written, verdict: { type: 'not-reached' } }
        continue
      }
      const check = inTime(countedFrom(written, sentBefore), context)
      const began = performance.now()
      const verdict =
        unready === undefined
          ? await runCheck(check, context)
          : await failedVerdict(check, unready, {}, context)
      if (verdict === undefined) return
      const tookMs = performance.now() - began
      yield { check: written, verdict }
      if (verdict.type !== 'fails') continue
      if (unready !== undefined || startAgain === undefined) {
        isOver = true
        continue
      }
      const { failure } = verdict
      earlier.push({ check: written, failure, cause: verdict.cause })
      if (tookMs >= check.limit * (options.patience ?? 1)) context.timesUp += 1
      if (written.on !== undefined) lost.add(written.on)
      if (context.end === undefined && !isDoubtful(failure)) continue
      // What has hung or crashed would fail every check to come, which may all be about something else.
      for (const name of context.kept.keys()) lost.add(name)
      leave(context)
      sentBefore = checks.slice(0, i + 1).filter(({ send }) => send !== undefined).length
      const { timesUp } = context
      context = begin(await startAgain(), options, earlier)
      context.timesUp = timesUp
      const again = await orAborted(context.server.ready, signal)
      if (again === undefined) return
      unready = startFailure(again, context)
      isOver = unready !== undefined
    }
  } finally {
    leave(context)
  }
}

function begin(
  server: CheckedServer,
  options: ChecksOptions,
  earlier: readonly Earlier[],
): RunContext {
  const context: RunContext = {
    ...options,
    server,
    kept: new Map(),
    clients: new Set(),
    pace: 0,
    end: undefined,
    printsLate: undefined,
    earlier,
    timesUp: 0,
  }
  server.ended.then((end) => {
    context.end = end
  })
  return context
}

/** What comes of it; undefined where the checks are ended before. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined) {
  if (signal === undefined) return work
  const { promise: over, resolve } = deferred<undefined>()
  const abort = () => resolve(undefined)
  signal.addEventListener('abort', abort)
  if (signal.aborted) abort()
  try {
    return await Promise.race([work, over])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

function leave({ clients }: RunContext): void {
  for (const client of clients) client.destroy()
}

/** The server may not be able to go on. */
const isDoubtful = (failure: Failure) => mayHaveEnded(failure) || failure.kind === 'busy'

/**
 * A server that was waited for in vain is waited for no longer than this part of the time in the next checks, and
 * less from the second time on: it costs less, and others respond in a small part of that.
 */
const partOfTime = [1, 1 / 4, 1 / 8] as const

function inTime(check: Check, { timesUp }: RunContext): Check {
  const part = partOfTime[Math.min(timesUp, 2)] ?? 1
  return part === 1 ? check : { ...check, limit: check.limit * part }
}

/** A check that counts what was printed since the start of a server that was started again. */
function countedFrom(check: Check, sentBefore: number): Check {
  const { output } = check.expect
  if (output?.times === undefined || sentBefore === 0) return check
  const times = Math.max(output.times - sentBefore, 1)
  return { ...check, expect: { ...check.expect, output: { ...output, times } } }
}
