import type { Socket } from 'node:net'
import type { Result } from '../checks/explain/failure.ts'
import type { Through } from '../checks/run/stage.ts'
import type { Stage } from '../course/course.ts'
import type { Exchange } from '../wire/exchange.ts'
import { createSession } from '../wire/session.ts'
import { connectTo, openTap, type Tap } from '../wire/tap.ts'
import { type CheckPlace, ownChecks } from './own-checks.ts'

/** The checks of a stage, run once against the learner's server, with all that passed over the wire. */
export interface CheckRun {
  readonly results: readonly Result[]
  /** What passed over the wire in each check, in order; checks in which nothing did are left out. */
  wires(): CheckWire[]
}

/** What passed over the wire in a check. */
export interface CheckWire {
  /** The check's name. */
  readonly check: string
  readonly fails: boolean
  readonly exchanges: readonly [Exchange, ...Exchange[]]
}

/** What is told of a run, what ends it, and the port that its lines to copy name. */
export interface RunOptions {
  readonly tell: (result: Result) => void
  readonly signal: AbortSignal
  readonly port: number
}

/**
 * Runs a stage's checks through a tap of their own. `tell` is told of each result as it comes. Undefined
 * where the signal ended it. Throws a CourseError where the folder's settings are wrong.
 */
export async function runOwnChecks(
  stage: Stage,
  place: CheckPlace,
  { tell, ...more }: RunOptions,
): Promise<CheckRun | undefined> {
  const session = createSession()
  const results: Result[] = []
  /** How many connections there were when a result was known. */
  const ends: number[] = []
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
    ends.push(session.connections.length)
    tell(result)
  }
  if (more.signal.aborted) return undefined
  return {
    results,
    wires: () =>
      results.flatMap(({ check: { check }, ...result }, i) => {
        const [before = 0, end = 0] = [ends[i - 1], ends[i]]
        const [first, ...more] = session.exchanges.filter(
          ({ connection: { id } }) => id > before && id <= end,
        )
        return first === undefined
          ? []
          : [
              {
                check,
                fails: result.verdict.type === 'fails',
                exchanges: [first, ...more] as const,
              },
            ]
      }),
  }
}
