import type { Check } from '../../course/checks.ts'
import type { Failure, Sent, Verdict } from '../explain/failure.ts'
import type { Observed } from '../explain/outside/observed.ts'
import type { ProgramError } from '../explain/program-error.ts'
import { type Printed, printedSince } from './printed.ts'
import type { RunContext } from './run-context.ts'

/** What a check saw beside its failure. */
export interface Aside {
  readonly sent?: Sent | undefined
  /** An error that the program printed though it went on. */
  readonly error?: ProgramError | undefined
  /** What was seen of it besides. */
  readonly observed?: Observed | undefined
  /** What had been printed when the check began. @default nothing */
  readonly before?: Printed
}

/** The verdict of a check that fails, with its cause where one is found. */
export async function failedVerdict(
  check: Check,
  failure: Failure,
  { sent, error, before, observed }: Aside,
  { server, findCause }: RunContext,
): Promise<Verdict & { readonly type: 'fails' }> {
  const printedInAll = server.printed.now()
  const cause = await findCause?.({
    check,
    failure,
    sent,
    error: failure.kind === 'crashed' ? failure.error : error,
    printed: before === undefined ? printedInAll : printedSince(printedInAll, before),
    printedInAll,
    observed,
  })
  return { type: 'fails', failure, sent, error, cause }
}
