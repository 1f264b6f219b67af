import type { Call, Span } from './outline.ts'
import { callsOf, type ReadEvidence } from './slip.ts'

/** Lines of the learner's server. */
export const linesOf = (e: ReadEvidence): readonly string[] =>
  (e.textOf(e.file) ?? '').split(/\r\n|[\n\r]/)

/** Lines of the learner's server that are no comments, with their numbers. */
export const codeLines = (e: ReadEvidence) =>
  linesOf(e)
    .map((text, i) => ({ text, line: i + 1 }))
    .filter(({ text }) => !/^\s*(?:#|\/\/)/.test(text))

/** The first place in a line where the pattern is found; its first group is what is marked. */
export function placeOf(e: ReadEvidence, pattern: RegExp) {
  for (const { text, line } of codeLines(e)) {
    const found = pattern.exec(text)
    if (found === null) continue
    const marked = found[1] ?? found[0]
    const column = text.indexOf(marked, found.index) + 1
    return { found, line, column, endLine: line, endColumn: column + marked.length }
  }
  return undefined
}

/** Whether a part is run when one above it was: no block around the one above has ended between the two. */
export function goesOnTo(e: ReadEvidence, from: Span, to: Span): boolean {
  const between = linesOf(e).slice(from.endLine, to.line)
  const indent = (text: string) => text.length - text.trimStart().length
  const own = indent(linesOf(e)[from.line - 1] ?? '')
  return between.every((text) => text.trim() === '' || indent(text) >= own)
}

/** The text has this name in it, as a variable. */
export const mentions = (text: string, name: string) =>
  new RegExp(`(?<![\\w.'"/<-])${name}(?!\\w)`).test(text)

/** Calls in functions that send something. */
export const sends = (e: ReadEvidence): readonly Call[] =>
  callsOf(e, 'end', 'write', 'pipe', 'sendall', 'send', 'sendfile').filter(
    ({ functions, args }) => functions.length > 0 && args.length > 0,
  )

/** Names of strings in which the pattern is found, and of those that are made of them, in their order. */
export function namesWith(e: ReadEvidence, pattern: RegExp): string[] {
  const names: string[] = []
  for (const { target, value } of e.outline.assignments)
    if (
      /^\w+$/.test(target) &&
      (pattern.test(value) || names.some((name) => mentions(value, name)))
    )
      names.push(target)
  return names
}
