import type { Socket } from 'node:net'
import type { Check } from '../../course/checks.ts'
import type { End } from '../../process/end.ts'
import type { Readiness } from '../../process/program.ts'
import type { FindCause } from '../explain/evidence.ts'
import type { CheckClient } from './client.ts'
import type { Earlier } from './consequence.ts'
import type { PrintedSoFar } from './printed.ts'

/** A server program that somebody else has started, as the checks need to know it. */
export interface CheckedServer {
  /** A connection to it, or to the tap before it; may still be connecting. */
  connect(): Socket
  readonly ready: Promise<Readiness>
  /** Settles when the program has ended, however that came about. */
  readonly ended: Promise<End>
  readonly printed: PrintedSoFar
  /** The port that it was given in PORT; undefined where that is not known. */
  readonly port?: number | undefined
  /** The addresses at which it listens on that port; undefined where the system does not tell. */
  listeningHosts?(): Promise<readonly string[] | undefined>
  /** Whether it runs at this moment, rather than waits; undefined where the system does not tell. */
  isRunning?(): boolean | undefined
}

export interface ChecksOptions {
  readonly checks: readonly Check[]
  readonly server: CheckedServer
  /** The folder that the program runs in. Checks that ask for it change files there for their time. */
  readonly folder: string
  /** The folder that the learner's files are named from. @default folder */
  readonly root?: string
  /** The port in the lines to copy: the one that the learner's browser visits. */
  readonly port: number
  /** On a busy machine all takes longer: limits and pauses are multiplied by this. @default 1 */
  readonly patience?: number
  /**
   * Ends the server and starts it again, so that the checks after one that fails are tried too.
   * @default the first check that fails is the last that is tried
   */
  readonly startAgain?: () => Promise<CheckedServer>
  /** Ends the checks; the one that runs is not told. */
  readonly signal?: AbortSignal
  /** Told when a check has failed and more is sent, to see what makes the server respond. */
  readonly onTrial?: () => void
  /** Whether a check passes is all that is asked: nothing more is tried where it fails. @default false */
  readonly isTrial?: boolean
  /** Looks for the cause of a failure, once a check has failed. @default none is looked for */
  readonly findCause?: FindCause
}

/** What the checks of a stage share while they run. */
export interface RunContext extends ChecksOptions {
  /** Connections that several checks use, by name. */
  readonly kept: Map<string, CheckClient>
  readonly clients: Set<CheckClient>
  /** Milliseconds from the last byte sent to the first byte of the response, in the check before. */
  pace: number
  /** How the program ended; undefined while it runs. */
  end: End | undefined
  /** The program prints when its response has been sent; undefined until that was looked for. */
  printsLate: boolean | undefined
  /** The checks that failed before: after one, what makes the server respond is not tried a second time. */
  readonly earlier: readonly Earlier[]
  /** How often a check has failed before because its time was up. */
  timesUp: number
}
