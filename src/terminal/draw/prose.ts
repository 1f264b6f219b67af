import stringWidth from 'fast-string-width'
import { lexer, type MarkedToken, type Token, type Tokens } from 'marked'
import { wrap } from './columns.ts'
import type { Theme } from './theme.ts'

/** Columns that prose takes at most. */
export const proseColumns = 72

/** Markdown as lines, set at most 72 columns wide. */
export function renderProse(markdown: string, theme: Theme): string[] {
  return blocks(lexer(markdown), { ...theme, columns: Math.min(theme.columns - 2, proseColumns) })
}

/** One line of Markdown without its marks: bold, code, links. */
export function renderInline(markdown: string, theme: Theme): string {
  const [paragraph] = lexer(markdown)
  return paragraph?.type === 'paragraph' ? inline(paragraph.tokens, theme) : markdown
}

function blocks(tokens: readonly Token[], theme: Theme): string[] {
  const drawn = tokens.flatMap((token) => {
    const lines = block(token, theme)
    return lines.length === 0 ? [] : [lines]
  })
  return drawn.flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]))
}

/** Without extensions, marked makes no tokens but its own. */
const own = (token: Token) => token as MarkedToken

function block(given: Token, theme: Theme): string[] {
  const token = own(given)
  switch (token.type) {
    case 'space':
      return []
    case 'paragraph':
    case 'text':
      return wrap(inline(token.tokens, theme), theme.columns)
    case 'heading':
      return wrap(theme.paint('strong', inline(token.tokens, theme)), theme.columns)
    case 'list':
      return list(token, theme)
    case 'blockquote':
      return quote(token, theme)
    case 'table':
      return table(token, theme)
    case 'code':
      return token.text
        .trimEnd()
        .split('\n')
        .flatMap((line) => codeLine(line, theme.columns))
    default:
      return wrap(token.raw.trimEnd(), theme.columns)
  }
}

/** A line of code with its indentation, which the lines that it is folded into share. */
function codeLine(line: string, columns: number): string[] {
  const indent = codeIndent + ' '.repeat(line.search(/\S|$/))
  return wrap(line.trim(), columns - indent.length).map((part) => `${indent}${part}`.trimEnd())
}

const codeIndent = '    '

function inline(tokens: readonly Token[] | undefined, theme: Theme): string {
  return (tokens ?? [])
    .map((given): string => {
      const token = own(given)
      switch (token.type) {
        case 'strong':
          return theme.paint('strong', inline(token.tokens, theme))
        case 'em':
          return theme.paint('accent', inline(token.tokens, theme))
        case 'codespan':
          return theme.coloured ? theme.paint('accent', token.text) : `\`${token.text}\``
        case 'link':
          return link(token, theme)
        case 'br':
          return '\n'
        case 'text':
          return token.tokens ? inline(token.tokens, theme) : unwrapped(token.text)
        case 'escape':
          return token.text
        default:
          return token.raw
      }
    })
    .join('')
}

/** A line break in Markdown source is a space. */
const unwrapped = (text: string) => text.replaceAll('\n', ' ')

function link({ text, href }: Tokens.Link, theme: Theme): string {
  return text === href ? href : `${text} ${theme.paint('dim', `(${href})`)}`
}

function list({ items, ordered, start }: Tokens.List, theme: Theme): string[] {
  return items.flatMap((item, i) => {
    const mark = ordered ? `${(start || 1) + i}. ` : `${theme.symbols.bullet} `
    const indent = ' '.repeat(stringWidth(mark))
    const lines = blocks(item.tokens, { ...theme, columns: theme.columns - indent.length })
    return lines.map((line, row) => (row === 0 ? mark : line === '' ? '' : indent) + line)
  })
}

function quote({ tokens }: Tokens.Blockquote, theme: Theme): string[] {
  const bar = theme.paint('accent', theme.symbols.down)
  return blocks(tokens, { ...theme, columns: theme.columns - 2 }).map((line) =>
    line === '' ? bar : `${bar} ${line}`,
  )
}

const gap = 3
/** Columns that a column of a table needs at least, to stand beside the others. */
const narrowest = 12

function table({ header, rows }: Tokens.Table, theme: Theme): string[] {
  const cell = ({ tokens }: Tokens.TableCell) => inline(tokens, theme)
  const head = header.map(cell)
  const body = rows.map((row) => row.map(cell))
  const natural = head.map((text, i) =>
    Math.max(...[text, ...body.map((row) => row[i] ?? '')].map((each) => stringWidth(each))),
  )
  const widths = theme.symbols.linear
    ? undefined
    : fitted(natural, theme.columns - gap * (natural.length - 1))
  if (widths === undefined) return stacked(head, body, theme)

  const row = (texts: readonly string[]): string[] => {
    const wrapped = texts.map((text, i) => wrap(text, widths[i] ?? narrowest))
    return Array.from({ length: Math.max(...wrapped.map((lines) => lines.length)) }, (_, line) =>
      wrapped
        .map((lines, i) => padded(lines[line] ?? '', widths[i] ?? 0))
        .join(' '.repeat(gap))
        .trimEnd(),
    )
  }
  return [
    ...row(head.map((text) => theme.paint('strong', text))),
    ...row(widths.map((width) => theme.symbols.across.repeat(width))),
    ...body.flatMap(row),
  ]
}

const padded = (text: string, width: number) =>
  text + ' '.repeat(Math.max(width - stringWidth(text), 0))

/** Widths of columns that fit, the widest ones narrowed; undefined where they can't. */
function fitted(natural: readonly number[], columns: number): number[] | undefined {
  const widths = [...natural]
  while (widths.reduce((sum, width) => sum + width, 0) > columns) {
    const widest = Math.max(...widths)
    if (widest <= narrowest) return undefined
    widths[widths.lastIndexOf(widest)] = widest - 1
  }
  return widths
}

/** A table for a narrow terminal, or one that is read out: each cell on lines of its own, under its heading's name. */
function stacked(head: readonly string[], body: readonly string[][], theme: Theme): string[] {
  return body.flatMap((row, i) => [
    ...(i === 0 ? [] : ['']),
    ...row.flatMap((text, column) =>
      wrap(
        head[column] ? `${theme.paint('dim', `${head[column]}:`)} ${text}` : text,
        theme.columns,
      ),
    ),
  ])
}
