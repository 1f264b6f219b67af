import { contentOf } from '../http/dechunk.ts'
import { headerNamed, headerValue } from '../http/headers.ts'
import type { Message, StatusLine } from '../http/message.ts'
import { noteWords } from '../words/notes.ts'
import type { Evidence } from './evidence.ts'
import { faults, type Note } from './note.ts'
import { sniff } from './sniff.ts'
import { whyItCame } from './why.ts'

const { pages } = noteWords

/** Notes on what a browser shows in place of a response, and on what it asks for again. */
export function pageNotes(
  { request, status, method, client }: Evidence,
  response: Message,
): Note[] {
  if (request === undefined || status === undefined || !response.complete || method === 'HEAD')
    return []
  if (whyItCame(request, []).type === 'favicon')
    return client.type === 'chromium' && status.status === 200 ? faviconNotes(response, status) : []
  if (status.status < 400 || contentOf(response).length > 0) return []
  if (response.body === undefined || response.body.end > response.body.start) return []
  if (headerValue(request.fields, 'Sec-Fetch-Dest') !== 'document') return []
  return [
    faults(
      'empty-error',
      'warning',
      status.statusRange,
      pages.emptyError(status.status),
      'RFC 9110, section 15',
    ),
  ]
}

/** A favicon that is none by its bytes: the type is not looked at. */
function faviconNotes(response: Message, line: StatusLine): Note[] {
  const content = contentOf(response)
  if (headerValue(response.fields, 'Content-Encoding') !== undefined) return []
  const kind = sniff(content).type
  const isSvg = /^image\/svg\+xml/i.test(headerValue(response.fields, 'Content-Type') ?? '')
  if (kind === 'picture' || isSvg) return []
  const at = headerNamed(response.fields, 'Content-Type')?.valueRange ?? line.statusRange
  return [faults('favicon-no-picture', 'note', at, pages.favicon)]
}
