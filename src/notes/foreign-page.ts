import { headerNamed, headerValue } from '../http/headers.ts'
import { noteWords } from '../words/notes.ts'
import type { Evidence } from './evidence.ts'
import { hostIn, isOwn } from './foreign-host.ts'
import { faults, type Note } from './note.ts'

const { foreignPages: words } = noteWords

/** What a note about a request of another site's page is about. */
const foreignPage = 'foreign-page'

/**
 * A note where a page of another site had the browser send a request to this machine: by Sec-Fetch-Site (Fetch
 * Metadata Request Headers, section 2.4), or by Origin where a browser sends no such header. A link that was
 * followed is none: it shows the page to the person and nobody else.
 */
export function foreignPageNotes({ exchange, method }: Evidence): Note[] {
  const { request, connection } = exchange
  const { names } = connection
  if (request === undefined || names === undefined) return []
  const site = headerNamed(request.fields, 'Sec-Fetch-Site')
  const origin = headerNamed(request.fields, 'Origin')
  const value = (name: string) => headerValue(request.fields, name)?.toLowerCase()
  const isOpened = value('Sec-Fetch-Mode') === 'navigate' && value('Sec-Fetch-Dest') === 'document'
  if (isOpened && (method === 'GET' || method === 'HEAD')) return []
  const from = hostOf(origin?.value) ?? hostOf(value('Referer'))
  if (from !== undefined && isOwn(from, names)) return []
  const isCross = site?.value.toLowerCase() === 'cross-site'
  const at = isCross ? site : site === undefined && from !== undefined ? origin : undefined
  if (at === undefined) return []
  const said = words.said(from)
  const note = faults(
    foreignPage,
    'warning',
    at.valueRange,
    { said, todo: words.todo },
    words.source,
  )
  return [{ ...note, more: words.more }]
}

/** The host of an Origin or a Referer; undefined where it names none. */
function hostOf(url: string | undefined): string | undefined {
  const authority = /^[a-z][a-z\d+.-]*:\/\/([^/?#]+)/i.exec(url ?? '')?.[1]
  return authority === undefined ? undefined : hostIn(authority)
}
