import type { End, Readiness } from '../../process/program.ts'
import type { Printed } from '../run/printed.ts'
import type { Around } from '../run/run.ts'
import type { Failure, Verdict } from './failure.ts'
import { findThrown, type Thrown } from './stack-trace.ts'

/** Why the program is not there to be checked; undefined where it is. */
export function startFailure(readiness: Readiness, around: Around): Verdict | undefined {
  const failed = (failure: Failure): Verdict => ({
    type: 'fails',
    failure,
    sent: undefined,
    thrown: undefined,
  })
  switch (readiness.type) {
    case 'ready':
      return undefined
    case 'silent':
      return failed({ kind: 'not-listening', limit: readiness.limit })
    case 'ended':
      return failed(endFailure(readiness.end, around))
  }
}

/** What to say of a program that has ended. */
export function endFailure(end: End, { server, folder, root = folder }: Around): Failure {
  if (end.type === 'not-started') return { kind: 'not-started', reason: end.reason }
  const printed = server.printed.now()
  const thrown = thrownIn(printed, folder, root)
  if (thrown !== undefined) return { kind: 'threw', thrown }
  const words = `${printed.stdout}\n${printed.stderr}`
  return { kind: 'exited', end, last: words.trimEnd().split(/\r?\n/).at(-1)?.trim() || undefined }
}

/** The last error that was printed, its place named from the learner's folder. */
export const thrownIn = (printed: Printed, folder: string, root: string): Thrown | undefined => {
  const found = findThrown(printed.stderr, root) ?? findThrown(printed.stdout, root)
  if (found?.at !== undefined || root === folder) return found
  return findThrown(printed.stderr, folder) ?? findThrown(printed.stdout, folder)
}

const broken: ReadonlySet<Failure['kind']> = new Set([
  'reset',
  'unanswered',
  'refused',
  'not-kept',
  'hung',
  'unfinished',
  'left-open',
])

/** The connection came to a bad end, and it may be that the program did. */
export const mayHaveEnded = (failure: Failure) =>
  broken.has(failure.kind) || (failure.kind === 'malformed' && failure.code === 'cut-short')
