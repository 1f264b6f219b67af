import type { Socket } from 'node:net'
import type { Result } from '../checks/explain/failure.ts'
import type { Through } from '../checks/run/stage.ts'
import type { Stage } from '../course/course.ts'
import type { Exchange } from '../wire/exchange.ts'
import { createSession } from '../wire/session.ts'
import { connectTo, openTap, type Tap } from '../wire/tap.ts'
import { type CheckPlace, ownChecks } from './own-checks.ts'

/** What is told of each check, with what passed over the wire in it; what ends the run, and the port that its lines to copy name. */
export interface RunOptions {
  readonly tell: (result: Result, exchanges: readonly Exchange[]) => void
  readonly signal: AbortSignal
  readonly port: number
}

/**
 * Runs a stage's checks once against the learner's server, through a tap of their own. `tell` is told of each result as
 * it comes. Undefined where the signal ended it. Throws a CourseError where the folder's settings are wrong.
 */
export async function runOwnChecks(
  stage: Stage,
  place: CheckPlace,
  { tell, ...more }: RunOptions,
): Promise<readonly Result[] | undefined> {
  const session = createSession()
  const results: Result[] = []
  /** The number of the last exchange that was told. */
  let last = 0
  let tap: Tap | undefined
  const through = async (connect: () => Socket): Promise<Through> => {
    let isTold = true
    const opened = await openTap({
      port: 0,
      hosts: ['127.0.0.1'],
      connect,
      onEvent: (event) => {
        if (isTold) session.take(event)
      },
    })
    tap = opened
    return {
      connect: () => connectTo(opened.port),
      close: opened.close,
      stopTelling() {
        opened.flush()
        isTold = false
      },
    }
  }
  for await (const result of ownChecks(stage, place, { through, ...more })) {
    if (more.signal.aborted) return undefined
    results.push(result)
    tap?.flush()
    const exchanges = session.exchanges.filter(({ number }) => number > last)
    last = exchanges.at(-1)?.number ?? last
    tell(result, exchanges)
  }
  return more.signal.aborted ? undefined : results
}
