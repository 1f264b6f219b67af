import type { Message } from '../../http/message.ts'
import type { Cause } from '../explain/cause.ts'
import type { Failed, Failure } from '../explain/failure.ts'

/** A check that failed before, and the cause that was told. */
export type Earlier = Pick<Failed, 'check'> & {
  readonly failure: Failure
  readonly cause: Cause | undefined
}

/**
 * Whether a check may fail only because of what made an earlier one fail: its response has the same fault. What is known of causes
 * holds for a server that has passed all checks before, so no other cause is told then. `message`: what
 * came this time.
 */
export const isConsequence = (
  earlier: readonly Earlier[],
  failure: Failure,
  message: Message | undefined,
): boolean => earlier.some((one) => isRepeated(one, failure, message))

function isRepeated(
  { check, failure: before }: Earlier,
  failure: Failure,
  message: Message | undefined,
): boolean {
  switch (before.kind) {
    case 'wrong-status':
      // The same wrong response comes to all requests; a missing file that is not refused says nothing of others.
      return check.expect.status === 200 && statusOf(message) === before.status
    case 'malformed':
    case 'unfinished':
      return failure.kind === 'malformed' || fromHead.has(failure.kind)
    case 'wrong-body':
    case 'wrong-length':
      return fromBody.has(failure.kind)
    default:
      return isSilent.has(before.kind) && message?.complete !== true
  }
}

/** Failures that say nothing where the head of the response could not be read. */
const fromHead: ReadonlySet<Failure['kind']> = new Set([
  'missing-field',
  'wrong-field',
  'wrong-body',
  'wrong-length',
  'wrong-charset',
  'wrong-coding',
])

/** Failures that may come from a response which is not the one that was meant. */
const fromBody: ReadonlySet<Failure['kind']> = new Set([
  'wrong-body',
  'wrong-length',
  'printed-early',
])

/** Failures of a server that gives no whole response. */
const isSilent: ReadonlySet<Failure['kind']> = new Set([
  'crashed',
  'exited',
  'hung',
  'refused',
  'reset',
  'unanswered',
])

const statusOf = (message: Message | undefined) =>
  message?.startLine?.type === 'status-line' ? message.startLine.status : undefined

/** Whether two causes are one: the same thing, at the same line. */
export const isSameCause = (a: Cause, b: Cause | undefined): boolean =>
  a.id === b?.id && a.where?.line === b.where?.line
