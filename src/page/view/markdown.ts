import { lexer, type MarkedToken, type Token, type Tokens } from 'marked'
import type { Inline, PageBlock } from '../protocol.ts'
import { codeOf } from './code.ts'

/** Markdown as data. */
export const blocksOf = (markdown: string): PageBlock[] => blocks(lexer(markdown))

/** A paragraph of Markdown as text with its marks. */
export function inlinesOf(markdown: string): Inline[] {
  const [paragraph] = lexer(markdown)
  return paragraph?.type === 'paragraph' ? inlines(paragraph.tokens) : [text(markdown)]
}

/** Text that is no Markdown. */
export const plainBlock = (words: string): PageBlock => ({
  type: 'paragraph',
  inlines: [text(words)],
})

const text = (words: string): Inline => ({ type: 'text', text: words })

/** Without extensions, marked makes no tokens but its own. */
const own = (token: Token) => token as MarkedToken

const blocks = (tokens: readonly Token[]): PageBlock[] =>
  tokens.flatMap((token) => block(own(token)))

function block(token: MarkedToken): PageBlock[] {
  switch (token.type) {
    case 'space':
      return []
    case 'paragraph':
    case 'text':
      return [{ type: 'paragraph', inlines: inlines(token.tokens) }]
    case 'heading':
      return [{ type: 'heading', inlines: inlines(token.tokens) }]
    case 'list':
      return [
        {
          type: 'list',
          from: token.ordered ? token.start || 1 : undefined,
          items: token.items.map((item) => blocks(item.tokens)),
        },
      ]
    case 'blockquote':
      return [{ type: 'quote', blocks: blocks(token.tokens) }]
    case 'table':
      return [
        {
          type: 'table',
          head: token.header.map(cell),
          rows: token.rows.map((row) => row.map(cell)),
        },
      ]
    case 'code':
      return [codeOf(token.text.trimEnd(), token.lang ?? '')]
    default:
      return [plainBlock(token.raw.trimEnd())]
  }
}

const cell = ({ tokens }: Tokens.TableCell) => inlines(tokens)

const inlines = (tokens: readonly Token[] | undefined): Inline[] =>
  (tokens ?? []).flatMap((token) => inline(own(token)))

function inline(token: MarkedToken): Inline[] {
  switch (token.type) {
    case 'strong':
      return [{ type: 'strong', inlines: inlines(token.tokens) }]
    case 'em':
      return [{ type: 'emphasis', inlines: inlines(token.tokens) }]
    case 'codespan':
      return [{ type: 'code', text: token.text }]
    case 'link':
      return isSafe(token.href)
        ? [{ type: 'link', href: token.href, inlines: inlines(token.tokens) }]
        : [text(token.raw)]
    case 'br':
      return [text('\n')]
    case 'text':
      // A line break in Markdown source is a space.
      return token.tokens ? inlines(token.tokens) : [text(token.text.replaceAll('\n', ' '))]
    case 'escape':
      return [text(token.text)]
    default:
      return [text(token.raw)]
  }
}

/** An address to go to, and none that runs something. */
const isSafe = (href: string) => /^https?:\/\//i.test(href)
