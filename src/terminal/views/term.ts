import type { Term } from '../../notes/term.ts'
import { termWords } from '../../words/terms.ts'
import { viewWords } from '../../words/views.ts'
import { inMargin, wrap } from '../draw/columns.ts'
import { proseColumns } from '../draw/prose.ts'
import type { Theme } from '../draw/theme.ts'

/** What a term means, when one meets it, and what to do. */
export function renderTerm(term: Term, { columns, paint }: Theme): string[] {
  const { labels, kinds, saidBy } = termWords
  const width = Math.min(columns - 2, proseColumns)
  const indent = columns < 60 ? 2 : 11
  const row = (label: string, texts: readonly string[]) => {
    const lines = texts.flatMap((text) => wrap(text, width - indent))
    return columns < 60
      ? [paint('accent', label), ...lines.map((line) => `  ${line}`)]
      : lines.map((line, i) =>
          i === 0
            ? `${paint('accent', label)}${' '.repeat(indent - label.length)}${line}`
            : ' '.repeat(indent) + line,
        )
  }
  const by = term.by === undefined ? '' : `, ${saidBy(term.by)}`
  const name = wrap(
    `${paint('strong', term.name)}   ${paint('dim', `${kinds[term.kind]}${by}`)}`,
    width,
  )
  return inMargin([
    '',
    ...name,
    '',
    ...row(labels.what, [term.what]),
    ...row(labels.when, [term.when]),
    ...row(labels.todo, term.todo),
    ...(term.more === undefined ? [] : row(labels.more, [term.more])),
    ...(term.values === undefined
      ? []
      : row(
          labels.values,
          term.values.map(({ value, means }) => `${value}: ${means}`),
        )),
    ...(term.alsoCalled === undefined
      ? []
      : row(
          labels.alsoCalled,
          term.alsoCalled.map(({ by, names }) => `${by}: ${names.join(', ')}`),
        )),
    ...(term.source === undefined ? [] : row(labels.standard, [viewWords.standard(term.source)])),
  ])
}
