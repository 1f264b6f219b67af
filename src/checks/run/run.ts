import type { Result } from '../explain/failure.ts'
import { startFailure } from './end-failure.ts'
import { failedVerdict } from './failed-verdict.ts'
import { runCheck } from './run-check.ts'
import type { ChecksOptions, RunContext } from './run-context.ts'

/**
 * Runs the checks in order and gives each result as it comes. The first that fails is the last that
 * is tried: those after it are not reached.
 */
export async function* runChecks(options: ChecksOptions): AsyncGenerator<Result, void, void> {
  const context: RunContext = {
    ...options,
    kept: new Map(),
    clients: new Set(),
    pace: 0,
    end: undefined,
  }
  options.server.ended.then((end) => {
    context.end = end
  })
  try {
    const readiness = await options.server.ready
    const unready = startFailure(readiness, context)
    let hasFailed = false
    for (const check of options.checks) {
      if (options.signal?.aborted) return
      if (hasFailed) {
        yield { check, verdict: { type: 'not-reached' } }
        continue
      }
      const verdict =
        unready === undefined
          ? await runCheck(check, context)
          : await failedVerdict(check, unready, {}, context)
      if (verdict === undefined) return
      hasFailed = verdict.type === 'fails'
      yield { check, verdict }
    }
  } finally {
    for (const client of context.clients) client.destroy()
  }
}
