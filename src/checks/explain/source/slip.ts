import { slipWords } from '../../../words/slips.ts'
import type { Cause } from '../cause.ts'
import type { Evidence } from '../evidence.ts'
import { whereOf } from '../where.ts'
import type { Call, Outline, Span } from './outline.ts'

/** Evidence with a program that could be read. */
export interface ReadEvidence extends Evidence {
  readonly outline: Outline
}

/** A rule about a slip that is seen in the learner's program. */
export type SlipRule = (evidence: ReadEvidence) => Cause | undefined

/** A cause that is seen in the learner's program, at this part of it. */
export const slip = (
  evidence: Evidence,
  id: string,
  part: Span,
  told: { readonly why: string; readonly fix: string | undefined },
): Cause => ({ id, what: undefined, where: whereOf(evidence, part), ...told })

export const isPython = ({ language }: Evidence) => language === 'py'

/** The words for Node or for Python. */
export const wordsFor = (evidence: Evidence) =>
  isPython(evidence) ? slipWords.python : slipWords.node

/** The last part of what is called: `recv` of `client_connection.recv`. */
export const lastName = ({ name }: Pick<Call, 'name'>) => name.slice(name.lastIndexOf('.') + 1)

export const callsOf = ({ outline }: ReadEvidence, ...names: readonly string[]) =>
  outline.calls.filter((call) => names.includes(lastName(call)))

/** Part `a` is inside of part `b`. */
export const isIn = (a: Span, b: Span) =>
  (a.line > b.line || (a.line === b.line && a.column >= b.column)) &&
  (a.endLine < b.endLine || (a.endLine === b.endLine && a.endColumn <= b.endColumn))

/** A text within a part of the program that stands on one line, as a part of its own. */
export function within(part: Span & { readonly text: string }, text: string): Span {
  const at = part.text.indexOf(text)
  if (at < 0) return part
  const before = part.text.slice(0, at).split('\n')
  const line = part.line + before.length - 1
  const column = (before.length === 1 ? part.column : 1) + (before.at(-1)?.length ?? 0)
  return { line, column, endLine: line, endColumn: column + text.length }
}

/** All bytes of the response, as far as they came, as text. */
export function sentText({ failure }: Evidence): string {
  return 'came' in failure ? Buffer.from(failure.came.bytes).toString('utf8') : ''
}

/** A connection on which nothing, or not enough, came. */
export const isSilent = ({ failure }: Evidence) =>
  failure.kind === 'hung' || failure.kind === 'unfinished' || failure.kind === 'unanswered'

export const printedText = ({ printed }: Evidence) => `${printed.stdout}\n${printed.stderr}`
