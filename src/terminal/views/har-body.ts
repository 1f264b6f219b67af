import { headerValue } from '../../http/headers.ts'
import type { ReadBody, ReadHeader, ReadMessage, ReadResponse } from '../../wire/har/read-entry.ts'
import { orUndefined } from '../../words/caught.ts'
import { explainWords } from '../../words/explain.ts'
import { visibleText } from '../../words/visible.ts'
import { fold, wrap } from '../draw/columns.ts'
import type { Theme } from '../draw/theme.ts'

/** Characters of a line of a body that are shown. */
const longestLine = 2000

/** How a HAR file's own text is drawn: `safe` for one line, `prose` for words in as many as they need. */
export function createProse({ symbols, columns, paint }: Theme) {
  const safe = (text: string) => (/^[\x20-\x7e]*$/.test(text) ? text : visibleText(text, symbols))

  const prose = (text: string, tone?: 'dim' | 'warning'): string[] =>
    wrap(safe(text), columns - 4).map((line) => (tone === undefined ? line : paint(tone, line)))
  return { safe, prose }
}

/** Draws the bodies of a HAR file's messages: at most so many lines of each. */
export function createBodyView(theme: Theme, bodyLines: number) {
  const { paint, symbols, columns } = theme
  const { safe, prose } = createProse(theme)

  function ofMessage(message: ReadMessage | ReadResponse): string[] {
    const { body, headers } = message
    const words = explainWords.body
    switch (body.type) {
      case 'none':
        return []
      case 'not-recorded':
        return prose(
          body.file === undefined
            ? words.notRecorded(body.bytes)
            : words.inFile(body.bytes, body.file),
          'dim',
        )
      case 'params':
        return [
          ...prose(words.params(body.params.length), 'dim'),
          ...body.params.flatMap(({ name, value, fileName }) =>
            fold(
              safe(`${name} = ${fileName === undefined ? (value ?? '') : words.upload(fileName)}`),
              columns - 6,
            ).map((row) => `  ${row.text}`),
          ),
        ]
      case 'encoded':
        return [...prose(words.encoded(body.encoding), 'dim'), ...textLines(body.text)]
      case 'content':
        return ofContent(body, headers, 'status' in message ? message.status : undefined)
    }
  }

  function ofContent(
    { content, size }: ReadBody & { type: 'content' },
    headers: readonly ReadHeader[],
    status: number | undefined,
  ): string[] {
    const words = explainWords.body
    const text = typeof content === 'string' ? content : asText(content)
    const bytes = typeof content === 'string' ? Buffer.byteLength(content) : content.length
    if (text === undefined) return prose(words.binary(bytes), 'dim')
    const coding = headerValue(headers, 'content-encoding')
    const isChunked = /chunked/i.test(headerValue(headers, 'transfer-encoding') ?? '')
    const heading =
      status === 304 || status === 204
        ? words.fromCache
        : coding !== undefined && coding.toLowerCase() !== 'identity'
          ? words.unpacked(bytes, coding)
          : isChunked
            ? words.unchunked(bytes)
            : words.content(bytes)
    return [
      ...prose(heading, 'dim'),
      ...(size !== undefined && size !== bytes && typeof content === 'string'
        ? prose(words.otherSize(size, bytes), 'dim')
        : []),
      ...textLines(text),
    ]
  }

  function textLines(text: string): string[] {
    // No more is looked at than can be shown.
    const start = text.slice(0, bodyLines * longestLine)
    const lines = start.split(/\r?\n/)
    if (lines.at(-1) === '') lines.pop()
    const rows = lines
      .slice(0, bodyLines)
      .flatMap((line) => fold(safe(line.slice(0, longestLine)), columns - 6))
      .map(({ text }) => `  ${text}`.trimEnd())
    const shown = rows.slice(0, bodyLines)
    const count = shown.reduce((sum, row) => sum + Math.max(row.length - 2, 0), 0)
    const left = text.length - count - lines.length
    return rows.length > bodyLines || lines.length > bodyLines || start.length < text.length
      ? [
          ...shown,
          paint(
            'dim',
            `  ${symbols.ellipsis} ${explainWords.body.more(Math.max(left, 1), 'character')}`,
          ),
        ]
      : shown
  }

  return { ofMessage, ofContent }
}

/** Bytes as text, where they are UTF-8 without control characters but white space. */
function asText(bytes: Uint8Array): string | undefined {
  const text = orUndefined(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text === undefined || /[\x00-\x08\x0e-\x1f\x7f]/.test(text) ? undefined : text
}
