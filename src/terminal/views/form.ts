import stringWidth from 'fast-string-width'
import type { Message } from '../../http/message.ts'
import { type DecodedForm, type DecodedPair, decodeForm } from '../../notes/decode.ts'
import { oddityWords } from '../../notes/oddity-words.ts'
import type { DecodedPart } from '../../notes/parts.ts'
import { viewWords } from '../../words/views.ts'
import { visible, visibleText } from '../../words/visible.ts'
import { fold, sideBySide, wrap } from '../draw/columns.ts'
import type { Theme } from '../draw/theme.ts'
import { hexText, type Step, stepsOf } from './form-steps.ts'

const { forms, more: left } = viewWords

/** The words to a step stand under it where there are fewer columns than these. */
const roomBeside = 56
/** Columns that the words to a step need. */
const wordColumns = 32
/** As much of a value as is shown in a step. */
const longestValue = 400

/** The forms that a request carries, decoded step by step; none where it carries none. */
export function renderForms(request: Message, theme: Theme, columns: number): string[] {
  return decodeForm(request).flatMap((form) => ['', ...renderForm(form, theme, columns)])
}

/** One form: what it is made of, and each field with its steps. */
function renderForm(form: DecodedForm, theme: Theme, columns: number): string[] {
  return form.type === 'pairs'
    ? renderPairs(form, theme, columns)
    : renderParts(form, theme, columns)
}

function renderPairs(
  { in: where, raw, pairs, empty, more }: DecodedForm & { type: 'pairs' },
  theme: Theme,
  columns: number,
): string[] {
  const rows = pairs.flatMap((pair): Row[] => [
    { type: 'name', text: nameOf(pair, theme) },
    ...stepsOf(pair, theme.symbols).map((step): Row => ({ type: 'step', ...step })),
    ...oddityWords(pair).map(
      (words): Row => ({
        type: 'odd',
        words: visibleText(words, theme.symbols),
      }),
    ),
  ])
  return [
    ...title(forms.title[where], forms.size(raw.length), theme, columns),
    ...dim(fold(visible(raw.subarray(0, longestValue), theme.symbols).text, columns), theme),
    ...(raw.length > longestValue
      ? [theme.paint('dim', `${theme.symbols.ellipsis} ${left.bytes(raw.length - longestValue)}`)]
      : []),
    ...prose(forms.split(pairs.length + more, empty), theme, columns),
    ...renderRows(rows, theme, columns),
    ...(more === 0
      ? []
      : [theme.paint('dim', `${theme.symbols.ellipsis} ${left.formFields(more)}`)]),
  ]
}

function renderParts(
  { boundary, parts, more }: DecodedForm & { type: 'parts' },
  theme: Theme,
  columns: number,
): string[] {
  const rows = parts.flatMap((part): Row[] => [
    { type: 'name', text: visibleText(partName(part), theme.symbols) },
    { type: 'step', ...partStep(part, theme) },
  ])
  const size = parts.reduce((sum, { data }) => sum + data.length, 0)
  return [
    ...title(forms.partsTitle, forms.sizeOfData(size), theme, columns),
    ...prose(forms.parts(parts.length + more, boundary), theme, columns),
    ...renderRows(rows, theme, columns),
    ...(more === 0 ? [] : [theme.paint('dim', `${theme.symbols.ellipsis} ${left.parts(more)}`)]),
  ]
}

function nameOf({ name, nth, of }: DecodedPair, { symbols }: Theme): string {
  const shown =
    name.text === '' ? forms.noName : visibleText(name.text.slice(0, longestValue), symbols)
  return of > 1 ? `${shown}   ${forms.ofThisName(nth, of)}` : shown
}

function partName({ name, filename, type }: DecodedPart): string {
  const file = filename === undefined ? '' : `   ${forms.file(type)}`
  return `${name ?? forms.noName}${file}`
}

function partStep({ data, text, filename }: DecodedPart, { symbols }: Theme): Step {
  if (data.length === 0)
    return { text: forms.nothing, words: filename === '' ? forms.noFile : forms.empty }
  if (text === undefined)
    return {
      text: hexText(data, symbols),
      hex: true,
      words: forms.asTheyAre(data.length, undefined),
    }
  const characters = [...text].length
  return {
    text: visible(data.subarray(0, longestValue), symbols).text,
    words: forms.asTheyAre(data.length, characters === data.length ? undefined : characters),
  }
}

type Row =
  | { readonly type: 'name'; readonly text: string }
  | ({ readonly type: 'step' } & Step)
  | { readonly type: 'odd'; readonly words: string }

/** Names, and under each its steps, with what happened beside them. */
function renderRows(rows: readonly Row[], theme: Theme, columns: number): string[] {
  const widest = Math.max(
    ...rows.map((row) => (row.type === 'step' ? stringWidth(row.text) : 0)),
    8,
  )
  const left = columns >= roomBeside ? Math.min(widest, columns - wordColumns - 4) : undefined
  return rows.flatMap((row) => renderRow(row, left, theme, columns))
}

/** `left`: the columns of a step, where its words stand beside it and not under it. */
function renderRow(row: Row, left: number | undefined, theme: Theme, columns: number): string[] {
  const { paint } = theme
  if (row.type === 'name') return fold(row.text, columns).map(({ text }) => paint('strong', text))
  if (row.type === 'odd')
    return wrap(forms.warning(row.words), columns - 4).map(
      (line) => `    ${paint('warning', line)}`,
    )
  const room = left ?? columns - 2
  const folded = row.hex ? wrap(row.text, room) : fold(row.text, room).map(({ text }) => text)
  const lines = folded.map((text) => `  ${text}`)
  if (left === undefined)
    return [...lines, ...wrap(row.words, columns - 4).map((line) => `    ${paint('label', line)}`)]
  const right = left + 5
  const words = wrap(row.words, columns - right).map((line) => paint('label', line))
  return sideBySide(lines, words, right)
}

/** The size stands below the title where there is no room beside it. */
const title = (text: string, size: string, theme: Theme, columns: number) =>
  text.length + size.length + 3 > columns
    ? [theme.paint('strong', text), size]
    : [`${theme.paint('strong', text)}   ${size}`]

const dim = (rows: readonly { readonly text: string }[], theme: Theme) =>
  rows.map(({ text }) => theme.paint('dim', text))

const prose = (text: string, theme: Theme, columns: number) => [
  ...wrap(visibleText(text, theme.symbols), columns),
  '',
]
