import type { Where } from './cause.ts'
import type { Evidence } from './evidence.ts'
import type { Place } from './program-error.ts'
import type { Span } from './source/outline.ts'

const linesOf = (text: string) => text.split(/\r\n|[\n\r]/)

/** A line of a learner's file, with the part of it that is marked: all of it where none is given. */
export function whereAt(
  { textOf }: Pick<Evidence, 'textOf'>,
  file: string,
  line: number,
  part?: { readonly column: number; readonly endColumn: number },
): Where {
  const text = linesOf(textOf(file) ?? '')[line - 1]
  return { file, line, column: part?.column, endColumn: part?.endColumn, text }
}

/** Where a part of the learner's server stands; of a part of several lines, its first. */
export function whereOf(evidence: Pick<Evidence, 'file' | 'textOf'>, span: Span): Where {
  const where = whereAt(evidence, evidence.file, span.line, span)
  return span.endLine === span.line
    ? where
    : { ...where, endColumn: (where.text?.trimEnd().length ?? 0) + 1 }
}

/**
 * Where an error came from. `mark` is the text in that line that is meant; without it, what the program
 * marked itself.
 */
export function whereOfError(evidence: Evidence, place: Place, mark?: string): Where {
  const where = whereAt(evidence, place.file, place.line)
  const { text } = where
  if (text === undefined) return { ...where, column: place.column }
  const indent = text.length - text.trimStart().length
  const from = (place.column ?? 1) - 1
  const at = mark === undefined ? -1 : wordAt(text, mark, from)
  if (mark !== undefined && at >= 0)
    return { ...where, column: at + 1, endColumn: at + mark.length + 1 }
  if (place.caret !== undefined && indent + place.caret.end <= text.length)
    return {
      ...where,
      column: indent + place.caret.start + 1,
      endColumn: indent + place.caret.end + 1,
    }
  if (place.column === undefined || from >= text.length) return where
  const word = /^(?:new )?[\w$.]+|^./.exec(text.slice(from))?.[0] ?? ''
  return { ...where, column: from + 1, endColumn: from + word.length + 1 }
}

/** Where a word begins in a text, at or behind a place rather than before it. */
function wordAt(text: string, word: string, from: number): number {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const found = [...text.matchAll(new RegExp(`(?<![\\w$])${escaped}(?![\\w$])`, 'g'))]
  return (found.find(({ index }) => index >= from) ?? found[0])?.index ?? text.indexOf(word)
}
