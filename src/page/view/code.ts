import type { Code } from '../../course/course.ts'
import { highlight } from '../../course/highlight.ts'
import type { CodeBlock } from '../protocol.ts'

type Labels = CodeBlock['lines'][number]['labels']

/** Code of a lesson with the numbers of its lines and its labels. */
export const codeBlock = ({ language, lines, origin, labels }: Code): CodeBlock => ({
  type: 'code',
  language,
  file: origin?.file,
  lines: coloured(lines, language).map((parts, i) => ({
    number: origin?.numbers[i],
    parts,
    labels: labels
      .filter(({ line }) => line === i)
      .sort((a, b) => a.start - b.start || a.end - b.end)
      .map(({ start, end, words }) => ({ start, end, words, isWrong: false })),
  })),
})

/** Code without labels. `from`: the number of its first line; undefined where lines have none. */
export const codeOf = (
  code: string,
  language: string,
  file?: string,
  from?: number,
): CodeBlock => ({
  type: 'code',
  language,
  file,
  lines: coloured(code.split('\n'), language).map((parts, i) => ({
    number: from === undefined ? undefined : from + i,
    parts,
    labels: [],
  })),
})

/** One line, some of which is marked. */
export const markedLine = (
  line: string,
  {
    language,
    number,
    labels,
  }: {
    readonly language: string
    readonly number?: number | undefined
    readonly labels: Labels
  },
): CodeBlock => ({
  type: 'code',
  language,
  file: undefined,
  lines: coloured([line], language).map((parts) => ({ number, parts, labels })),
})

const coloured = (lines: readonly string[], language: string) =>
  highlight(lines.join('\n'), language)
