import stringWidth from 'fast-string-width'
import type { Changes, FieldChange } from '../../notes/changes.ts'
import { viewWords } from '../../words/views.ts'
import { visible } from '../../words/visible.ts'
import { fold } from '../draw/columns.ts'
import { drawLabels, type LabelOptions } from '../draw/labels.ts'
import type { Theme } from '../draw/theme.ts'

const { changed, more } = viewWords

/** The words at the left of a row take as many columns. */
const margin = 6
/** Fields that are shown, and bytes of each. */
const mostFields = 100
const longest = 1000

/** What changed between two requests, field by field. */
export function renderChanges(changes: Changes, theme: Theme): string[] {
  const { line, fields, body, same, identical } = changes
  const nothing = line === undefined && body === undefined && fields.length === 0
  return [
    ...(nothing ? [identical ? changed.identical : changed.nothing] : []),
    ...(line === undefined ? [] : pair(line.now, line.was, undefined, theme)),
    ...fields.slice(0, mostFields).flatMap((change) => renderField(change, theme)),
    ...(fields.length > mostFields
      ? [`${theme.symbols.ellipsis} ${more.headersChanged(fields.length - mostFields)}`]
      : []),
    ...(body === undefined
      ? []
      : [
          ...row(changed.now, changed.body(body.now), undefined, theme),
          ...row(changed.was, changed.body(body.was), undefined, theme),
        ]),
    ...(nothing || same === 0
      ? []
      : [theme.paint('dim', `${theme.symbols.ellipsis} ${more.headersSame(same)}`)]),
  ]
}

function renderField(change: FieldChange, theme: Theme): string[] {
  switch (change.type) {
    case 'added':
      return row(changed.added, `${change.name}: ${change.value}`, change.because, theme)
    case 'gone':
      return row(changed.gone, `${change.name}: ${change.was}`, change.because, theme)
    case 'changed':
      return pair(
        `${change.name}: ${change.value}`,
        `${change.name}: ${change.was}`,
        change.because,
        theme,
      )
  }
}

const pair = (now: string, was: string, because: string | undefined, theme: Theme): string[] => [
  ...row(changed.now, now, because, theme, firstDifference(now, was)),
  ...row(changed.was, was, undefined, theme),
]

/** A line with its word in front and its reason under it. The text is Latin-1, as fields are kept. */
function row(
  word: string,
  text: string,
  because: string | undefined,
  theme: Theme,
  from = 0,
): string[] {
  const cut = text.length > longest ? `${text.slice(0, longest)}...` : text
  const shown = visible(Buffer.from(cut, 'latin1'), theme.symbols)
  const columns = Math.max(theme.columns - margin - 3, 16)
  const labels =
    because === undefined
      ? []
      : [{ start: shown.indexOf(from), end: shown.text.length, words: because }]
  const { paint, symbols } = theme
  const dimmed = word === changed.was || word === changed.gone
  const options: LabelOptions = {
    symbols,
    columns,
    paint,
    ...(dimmed && { paintLine: (line: string) => paint('dim', line) }),
  }
  const lines =
    labels.length === 0
      ? fold(shown.text, columns).map(({ text }) => (dimmed ? paint('dim', text) : text))
      : drawLabels(shown.text, labels, options)
  const space = ' '.repeat(margin)
  return lines.map((line, i) =>
    i === 0 ? word + ' '.repeat(margin - stringWidth(word)) + line : space + line,
  )
}

/** Where the two begin to differ, and no later than in the value. */
function firstDifference(now: string, was: string): number {
  let index = 0
  while (index < now.length && now[index] === was[index]) index++
  return Math.min(index, Math.max(now.length - 1, 0))
}
