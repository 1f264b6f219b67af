import type { End } from '../../process/end.ts'
import type { Readiness } from '../../process/program.ts'
import type { Failure } from '../explain/failure.ts'
import { findProgramError, type ProgramError } from '../explain/program-error.ts'
import type { Printed } from './printed.ts'
import type { RunContext } from './run-context.ts'

/** Why the program is not there to be checked; undefined where it is. */
export function startFailure(readiness: Readiness, context: RunContext): Failure | undefined {
  switch (readiness.type) {
    case 'ready':
      return undefined
    case 'silent':
      return { kind: 'not-listening', limit: readiness.limit }
    case 'ended':
      return endFailure(readiness.end, context)
  }
}

/** What to say of a program that has ended. */
export function endFailure(end: End, { server, folder, root = folder }: RunContext): Failure {
  if (end.type === 'not-started') return { kind: 'not-started', reason: end.reason }
  const printed = server.printed.now()
  const error = errorIn(printed, folder, root)
  if (error !== undefined) return { kind: 'crashed', error }
  const words = `${printed.stdout}\n${printed.stderr}`
  return { kind: 'exited', end, last: words.trimEnd().split(/\r?\n/).at(-1)?.trim() || undefined }
}

/** The last error that was printed, its place named from the learner's folder. */
export const errorIn = (
  printed: Printed,
  folder: string,
  root: string,
): ProgramError | undefined => {
  const found = findProgramError(printed.stderr, root) ?? findProgramError(printed.stdout, root)
  if (found?.at !== undefined || root === folder) return found
  return findProgramError(printed.stderr, folder) ?? findProgramError(printed.stdout, folder)
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
