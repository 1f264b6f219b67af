import type { Cause } from '../cause.ts'
import type { Evidence } from '../evidence.ts'
import type { ProgramError } from '../program-error.ts'
import type { Span } from '../source/outline.ts'
import { whereAt, whereOf, whereOfError } from '../where.ts'

/** What an error means, why it came and what to do. */
export interface Told {
  readonly why: string
  readonly fix: string | undefined
  /** See Cause. */
  readonly isGuess?: boolean
}

/** An error that was printed, with what the rules look at. */
export interface ErrorContext {
  readonly evidence: Evidence
  readonly error: ProgramError
  /** The learner's line that it came from; empty where none is known. */
  readonly text: string
}

/** How an error is recognized, and what is told of it. Undefined where the pattern alone was not enough. */
export interface ErrorRule {
  readonly id: string
  readonly pattern: RegExp
  /** `groups` are those of the pattern, from 1 on; one that is not there is ''. */
  readonly tell: (groups: Groups, context: ErrorContext) => Told | undefined
  /** The text in the learner's line that is meant. */
  readonly mark?: (groups: Groups, context: ErrorContext) => string | undefined
  /** The part of the program that is meant, where it is another than the line that the error names. */
  readonly place?: (groups: Groups, context: ErrorContext) => Span | undefined
}

type Groups = readonly [string, string, string, string]

/** The cause that the first rule knows. */
export function causeOfError(
  rules: readonly ErrorRule[],
  error: ProgramError,
  evidence: Evidence,
): Cause | undefined {
  const text =
    error.at === undefined ? '' : (whereAt(evidence, error.at.file, error.at.line).text ?? '')
  const context = { evidence, error, text }
  for (const rule of rules) {
    const found = rule.pattern.exec(error.message)
    if (found === null) continue
    const [, a = '', b = '', c = '', d = ''] = found
    const groups = [a, b, c, d] as const
    const told = rule.tell(groups, context)
    if (told === undefined) continue
    const mark = rule.mark?.(groups, context)
    const span = rule.place?.(groups, context)
    const placed = span && whereOf(evidence, span)
    const where =
      span === undefined && error.at ? whereOfError(evidence, error.at, mark) : undefined
    return { id: rule.id, what: undefined, where: where ?? placed, ...told, screen: false }
  }
  return undefined
}
