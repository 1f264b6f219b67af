import type { Cause, Where } from '../cause.ts'
import type { Evidence } from '../evidence.ts'

/** What is told of a cause: what happened, why that is so, and what to do. */
export interface Told {
  readonly what?: string
  readonly why?: string
  readonly fix?: string
}

const comment = /^\s*(\/\/|#|\*|\/\*)/

/** The lines of the learner's server that are no comments, with their numbers. */
export function linesOf({ file, textOf }: Evidence): { line: number; text: string }[] {
  const lines = (textOf(file) ?? '').split(/\r\n|[\n\r]/)
  return lines.map((text, i) => ({ line: i + 1, text })).filter(({ text }) => !comment.test(text))
}

/** Where the learner's server has what the pattern describes; undefined where it does not. */
export function find(evidence: Evidence, pattern: RegExp): Where | undefined {
  for (const { line, text } of linesOf(evidence)) {
    const found = pattern.exec(text)
    if (found === null) continue
    const [part, marked = part] = found
    const column = text.indexOf(marked, found.index) + 1
    return { file: evidence.file, line, column, endColumn: column + marked.length, text }
  }
  return undefined
}

/** Whether the learner's server has it. */
export const has = (evidence: Evidence, pattern: RegExp) => find(evidence, pattern) !== undefined

/** A cause, with the first of these places that the learner's server has. */
export function causeAt(
  evidence: Evidence,
  id: string,
  { what, why, fix }: Told,
  ...places: readonly RegExp[]
): Cause {
  let where: Where | undefined
  for (const place of places) where ??= find(evidence, place)
  return { id, what, where, why, fix }
}

export const isPython = ({ language }: Evidence) => language === 'py'
