import type { Span } from '../source/outline.ts'
import type { Pair } from './align.ts'
import { type Statement, statementsOf, type Token } from './statements.ts'

/** A change of one part of the learner's program. */
export interface Change {
  readonly kind: 'replace' | 'insert' | 'remove' | 'move' | 'indent'
  /** The program with this change. */
  readonly source: string
  /** The part of the learner's program that is changed; for `insert` and `move`, what stands before the new place. */
  readonly part: Span
  /** What is written there instead, or is added: in the learner's names. Empty for `remove` and `indent`. */
  readonly text: string
  /** The whole line as it is then; undefined where it is more than one. */
  readonly whole: string | undefined
  /** What is wrong in the part, in words; undefined where it is only known that it is. */
  readonly why?: string
  /** It may help by chance: then it counts only if all checks of the stage pass with it. @default false */
  readonly isBold?: boolean
  /** Lines of the learner's program that it changes. */
  readonly lines: readonly number[]
}

/** A learner's program, to be changed. */
export interface Editor {
  readonly source: string
  readonly own: readonly Statement[]
  readonly pairs: readonly Pair[]
  readonly language: 'node' | 'python'
}

/** A program that is compared with none. */
export const editorFor = (source: string, language: Editor['language']): Editor => ({
  source,
  own: statementsOf(source, language),
  pairs: [],
  language,
})

export const linesOf = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i)

export const splice = (source: string, start: number, end: number, text: string) =>
  source.slice(0, start) + text + source.slice(end)

export function spanOf(source: string, start: number, end: number): Span {
  const before = source.slice(0, start).split('\n')
  const inside = source.slice(start, end).split('\n')
  const line = before.length
  const column = (before.at(-1)?.length ?? 0) + 1
  const endLine = line + inside.length - 1
  const endColumn = (inside.length === 1 ? column : 1) + (inside.at(-1)?.length ?? 0)
  return { line, column, endLine, endColumn }
}

/** Another text in place of a part of a statement. */
export function replacing(
  { start, end }: Pick<Token, 'start' | 'end'>,
  text: string,
  statement: Statement,
  { source }: Editor,
): Change {
  const changed = splice(source, start, end, text)
  const whole = changed.slice(statement.start, statement.end + text.length - (end - start))
  return {
    kind: 'replace',
    source: changed,
    part: spanOf(source, start, end),
    text,
    whole: whole.includes('\n') ? undefined : whole,
    lines: linesOf(statement.line, statement.endLine),
  }
}

/** How many words two lists have in common, at their beginning and at their end. */
export function inCommon(a: readonly string[], b: readonly string[]): [begin: number, end: number] {
  const most = Math.min(a.length, b.length)
  let begin = 0
  while (begin < most && a[begin] === b[begin]) begin++
  let end = 0
  while (end < most - begin && a.at(-1 - end) === b.at(-1 - end)) end++
  return [begin, end]
}
