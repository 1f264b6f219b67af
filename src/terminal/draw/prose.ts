import stringWidth from 'fast-string-width'
import { lexer, type MarkedToken, type Token, type Tokens } from 'marked'
import { wrap } from './columns.ts'
import type { Look } from './theme.ts'

/** Columns that prose takes at most. */
export const proseColumns = 72

/** Markdown as lines, set at most 72 columns wide. */
export function renderProse(markdown: string, look: Look): string[] {
  return blocks(lexer(markdown), { ...look, columns: Math.min(look.columns - 2, proseColumns) })
}

/** One line of Markdown without its marks: bold, code, links. */
export function renderInline(markdown: string, look: Look): string {
  const [paragraph] = lexer(markdown)
  return paragraph?.type === 'paragraph' ? inline(paragraph.tokens, look) : markdown
}

function blocks(tokens: readonly Token[], look: Look): string[] {
  const drawn = tokens.flatMap((token) => {
    const lines = block(token, look)
    return lines.length === 0 ? [] : [lines]
  })
  return drawn.flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]))
}

/** Without extensions, marked makes no tokens but its own. */
const own = (token: Token) => token as MarkedToken

function block(given: Token, look: Look): string[] {
  const token = own(given)
  switch (token.type) {
    case 'space':
      return []
    case 'paragraph':
    case 'text':
      return wrap(inline(token.tokens, look), look.columns)
    case 'heading':
      return wrap(look.paint('strong', inline(token.tokens, look)), look.columns)
    case 'list':
      return list(token, look)
    case 'blockquote':
      return quote(token, look)
    case 'table':
      return table(token, look)
    case 'code':
      return token.text
        .trimEnd()
        .split('\n')
        .flatMap((line) => codeLine(line, look.columns))
    default:
      return wrap(token.raw.trimEnd(), look.columns)
  }
}

/** A line of code with its indentation, which the lines that it is folded into share. */
function codeLine(line: string, columns: number): string[] {
  const indent = codeIndent + ' '.repeat(line.search(/\S|$/))
  return wrap(line.trim(), columns - indent.length).map((part) => `${indent}${part}`.trimEnd())
}

const codeIndent = '    '

function inline(tokens: readonly Token[] | undefined, look: Look): string {
  return (tokens ?? [])
    .map((given): string => {
      const token = own(given)
      switch (token.type) {
        case 'strong':
          return look.paint('strong', inline(token.tokens, look))
        case 'em':
          return look.paint('accent', inline(token.tokens, look))
        case 'codespan':
          return look.coloured ? look.paint('accent', token.text) : `\`${token.text}\``
        case 'link':
          return link(token, look)
        case 'br':
          return '\n'
        case 'text':
          return token.tokens ? inline(token.tokens, look) : unwrapped(token.text)
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

function link({ text, href }: Tokens.Link, look: Look): string {
  return text === href ? href : `${text} ${look.paint('dim', `(${href})`)}`
}

function list({ items, ordered, start }: Tokens.List, look: Look): string[] {
  return items.flatMap((item, i) => {
    const mark = ordered ? `${(start || 1) + i}. ` : `${look.symbols.bullet} `
    const indent = ' '.repeat(stringWidth(mark))
    const lines = blocks(item.tokens, { ...look, columns: look.columns - indent.length })
    return lines.map((line, row) => (row === 0 ? mark : line === '' ? '' : indent) + line)
  })
}

function quote({ tokens }: Tokens.Blockquote, look: Look): string[] {
  const bar = look.paint('accent', look.symbols.down)
  return blocks(tokens, { ...look, columns: look.columns - 2 }).map((line) =>
    line === '' ? bar : `${bar} ${line}`,
  )
}

const gap = 3
/** Columns that a column of a table needs at least, to stand beside the others. */
const narrowest = 12

function table({ header, rows }: Tokens.Table, look: Look): string[] {
  const cell = ({ tokens }: Tokens.TableCell) => inline(tokens, look)
  const head = header.map(cell)
  const body = rows.map((row) => row.map(cell))
  const natural = head.map((text, i) =>
    Math.max(...[text, ...body.map((row) => row[i] ?? '')].map((each) => stringWidth(each))),
  )
  const widths = fitted(natural, look.columns - gap * (natural.length - 1))
  if (widths === undefined) return stacked(head, body, look)

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
    ...row(head.map((text) => look.paint('strong', text))),
    ...row(widths.map((width) => look.symbols.across.repeat(width))),
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

/** A table for a narrow terminal: each cell on lines of its own, under its heading's name. */
function stacked(head: readonly string[], body: readonly string[][], look: Look): string[] {
  return body.flatMap((row, i) => [
    ...(i === 0 ? [] : ['']),
    ...row.flatMap((text, column) =>
      wrap(head[column] ? `${look.paint('dim', `${head[column]}:`)} ${text}` : text, look.columns),
    ),
  ])
}
