import type { Check } from '../../course/checks.ts'
import type { Message } from '../../http/message.ts'
import type { Failure, Sent, Verdict } from '../explain/failure.ts'
import type { Observed } from '../explain/outside/observed.ts'
import type { ProgramError } from '../explain/program-error.ts'
import { isConsequence, isSameCause } from './consequence.ts'
import { type Printed, printedSince } from './printed.ts'
import type { RunContext } from './run-context.ts'

/** What a check saw beside its failure. */
export interface Aside {
  readonly sent?: Sent | undefined
  /** An error that the program printed though it went on. */
  readonly error?: ProgramError | undefined
  /** What was seen of it besides. */
  readonly observed?: Observed | undefined
  /** The response, as far as it came. */
  readonly message?: Message | undefined
  /** What had been printed when the check began. @default nothing */
  readonly before?: Printed
}

/** The verdict of a check that fails, with its cause where one is found. */
export async function failedVerdict(
  check: Check,
  failure: Failure,
  { sent, error, before, observed, message }: Aside,
  { server, findCause, timesUp, earlier }: RunContext,
): Promise<Verdict & { readonly type: 'fails' }> {
  const printedInAll = server.printed.now()
  // Why a server is silent is seen from the checks before that it passes: one that was silent there tells nothing.
  const isKnown = failure.kind !== 'hung' || timesUp === 0
  const found = await (isKnown ? findCause : undefined)?.({
    check,
    failure,
    sent,
    error: failure.kind === 'crashed' ? failure.error : error,
    printed: before === undefined ? printedInAll : printedSince(printedInAll, before),
    printedInAll,
    observed,
  })
  const isTold = found !== undefined && earlier.some(({ cause }) => isSameCause(found, cause))
  const cause = isTold || !isConsequence(earlier, failure, message) ? found : undefined
  return { type: 'fails', failure, sent, error, cause }
}
