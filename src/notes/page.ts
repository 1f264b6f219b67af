import type { Message, StatusLine } from '../http/message.ts'
import type { Exchange } from '../wire/exchange.ts'
import { contentOf, fieldNamed, fieldValue } from './bytes.ts'
import type { Note } from './notes.ts'
import { sniff } from './sniff.ts'
import { lineOf, whyItCame } from './why.ts'

/** Notes on what a browser shows in place of an answer, and on what it asks for again. */
export function pageNotes({ request, response }: Exchange): Note[] {
  if (request === undefined || response?.startLine?.type !== 'status-line') return []
  if (!response.complete || lineOf(request).method === 'HEAD') return []
  return whyItCame(request, []).type === 'favicon'
    ? faviconNotes(response, response.startLine)
    : emptyNotes(request, response, response.startLine)
}

/** An error without a body, as an answer to what was to be the page. */
function emptyNotes(request: Message, response: Message, line: StatusLine): Note[] {
  if (line.status < 400 || contentOf(response).length > 0 || response.body === undefined) return []
  if (response.body.end > response.body.start) return []
  if (fieldValue(request, 'Sec-Fetch-Dest') !== 'document') return []
  return [
    {
      about: 'empty-error',
      start: line.statusRange.start,
      end: line.statusRange.end,
      severity: 'warning',
      words: `warning: a ${line.status} without a body: a browser shows an error page of its own.`,
      todo: 'Send a few words for people after the blank line.',
      source: 'RFC 9110, section 15',
    },
  ]
}

/** A favicon that is none: Chromium asks for it again with every page. */
function faviconNotes(response: Message, line: StatusLine): Note[] {
  if (line.status !== 200) return []
  const type = fieldNamed(response, 'Content-Type')
  const content = contentOf(response)
  const isPicture =
    type === undefined
      ? sniff(content).type === 'picture'
      : /^image\//i.test(type.value) && content.length > 0
  if (isPicture) return []
  const { start, end } = type?.valueRange ?? line.statusRange
  return [
    {
      about: 'favicon-no-picture',
      start,
      end,
      severity: 'note',
      words: 'this is no picture, so Chromium asks for the favicon again with every page',
      todo: 'Answer 404, or put <link rel="icon" href="data:,"> into the page.',
    },
  ]
}
