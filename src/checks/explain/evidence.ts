import type { Check } from '../../course/checks.ts'
import type { Language } from '../../course/language.ts'
import type { ListeningAddress } from '../../process/listening.ts'
import type { Printed } from '../run/printed.ts'
import type { Cause } from './cause.ts'
import type { Failure, Sent } from './failure.ts'
import type { Observed } from './outside/observed.ts'
import type { ProgramError } from './program-error.ts'
import type { Outline } from './source/outline.ts'

/** What the runner knows of a check that failed. */
export interface SeenFailure {
  readonly check: Check
  readonly failure: Failure
  readonly sent: Sent | undefined
  /** The last error that the program printed meanwhile, whether it ended or went on. */
  readonly error: ProgramError | undefined
  /** What the program printed since the check began. */
  readonly printed: Printed
  /** What it printed since its start. */
  readonly printedInAll: Printed
  /** What was seen besides; undefined where the program did not even begin. */
  readonly observed: Observed | undefined
}

/** All that is known when the cause of a failure is looked for. Rules read it and do nothing else. */
export interface Evidence extends SeenFailure {
  readonly language: Language
  /** The learner's server, below their folder: `1-raw-socket/server.py`. */
  readonly file: string
  /** The folder that it runs in, as the learner calls it, and the copy that it runs in while it is checked. */
  readonly folder: { readonly path: string; readonly copy: string }
  /** Files of that folder, as paths below it, with slashes. */
  readonly files: readonly string[]
  /** Where it listens; empty where it listens nowhere, or where the system does not tell. */
  readonly listening: readonly ListeningAddress[]
  /** The port that it was given in PORT; undefined where it was not started. */
  readonly port: number | undefined
  /** The text of a file below the learner's folder; undefined where there is none that can be read. */
  readonly textOf: (file: string) => string | undefined
  /** What stands in the learner's server; undefined where it can't be read as a program. */
  readonly outline: Outline | undefined
}

/** Looks for the cause of a failure. Never rejects. */
export type FindCause = (seen: SeenFailure) => Promise<Cause | undefined>

/** Tells the cause of a failure where it recognizes it. */
export type Rule = (evidence: Evidence) => Cause | undefined
