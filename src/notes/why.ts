import { contentOf } from '../http/dechunk.ts'
import { headerValue } from '../http/headers.ts'
import type { Message, RequestLine } from '../http/message.ts'
import type { Exchange } from '../wire/exchange.ts'
import { latin1 } from './bytes.ts'

/** Why a request came. */
export type Why =
  | { readonly type: 'navigation' }
  | { readonly type: 'reload' }
  /** The same after no answer had come: Chromium's error page reloads by itself. */
  | { readonly type: 'reload-after-error' }
  | { readonly type: 'hard-reload' }
  /** The same once more, in a browser that does not say whether it is a reload. */
  | { readonly type: 'again' }
  /** Asked again after an answer that was empty. */
  | { readonly type: 'retry' }
  | { readonly type: 'prefetch'; readonly from: string | undefined }
  | { readonly type: 'link'; readonly from: string }
  | { readonly type: 'form'; readonly from: string | undefined }
  /** A form whose very bytes were sent before. */
  | { readonly type: 'form-again'; readonly from: string | undefined }
  | { readonly type: 'redirect'; readonly from: string }
  | { readonly type: 'favicon' }
  | { readonly type: 'picture'; readonly from: string | undefined }
  /** `fetch()` or XMLHttpRequest in a script. */
  | { readonly type: 'fetch'; readonly from: string | undefined }
  | { readonly type: 'websocket'; readonly from: string | undefined }
  /** Something that belongs to a page; `kind` is its Sec-Fetch-Dest. */
  | { readonly type: 'part'; readonly kind: string; readonly from: string | undefined }
  | { readonly type: 'program'; readonly name: string }
  | { readonly type: 'unknown' }

/** Why the request of an exchange came; the session knows which tries another again. */
export function whyOf(
  { request, retryOf }: Pick<Exchange, 'request' | 'retryOf'>,
  before: readonly Exchange[],
): Why {
  if (request === undefined) return { type: 'unknown' }
  return retryOf === undefined ? whyItCame(request, before) : { type: 'retry' }
}

/** Why a request came, from its own fields and from the exchanges before it. */
export function whyItCame(request: Message, before: readonly Exchange[]): Why {
  const { method, target } = lineOf(request)
  const path = pathIn(target)
  const from = refererOf(request)
  const destination = headerValue(request.fields, 'Sec-Fetch-Dest')

  if (path === '/favicon.ico' && destination !== 'document') return { type: 'favicon' }
  if (destination === 'websocket') return { type: 'websocket', from }
  if (/^websocket$/i.test(headerValue(request.fields, 'Upgrade') ?? ''))
    return isByBrowser(request) ? { type: 'websocket', from } : byProgram(request)
  if (isPrefetch(request)) return { type: 'prefetch', from }
  if (destination === undefined) return byProgram(request)
  if (destination === 'image') return { type: 'picture', from }
  if (destination === 'empty') return { type: 'fetch', from }
  if (destination !== 'document') return { type: 'part', kind: own(destination), from }

  const redirect = redirectTo(method, target, before)
  if (redirect !== undefined) return { type: 'redirect', from: own(redirect) }
  // Chromium sends `max-age=0` with a form too, so the form is asked for before the reload.
  if (method === 'POST') return { type: wasSent(request, before) ? 'form-again' : 'form', from }
  const cache = headerValue(request.fields, 'Cache-Control') ?? ''
  // With the cache switched off in the developer tools, a link asks for fresh copies too.
  if (/no-cache/i.test(cache) && (from === undefined || !isNewPage(request, from, before)))
    return { type: 'hard-reload' }
  if (/max-age=0/i.test(cache))
    return { type: hadNoAnswer(request, before) ? 'reload-after-error' : 'reload' }
  if (saysNoReload(request) && wasSent(request, before)) return { type: 'again' }
  if (from === undefined) return { type: 'navigation' }
  return target.includes('?') && hasForm(from, before)
    ? { type: 'form', from }
    : { type: 'link', from }
}

/** The person asked for the page itself, not the browser for something that belongs to it. */
export function isOfPerson({ type }: Why): boolean {
  switch (type) {
    case 'favicon':
    case 'picture':
    case 'fetch':
    case 'websocket':
    case 'part':
    case 'prefetch':
    case 'retry':
      return false
    default:
      return true
  }
}

/** Milliseconds from which a connection was open before it was used, not opened to be used. */
const spareFrom = 500

/**
 * How long a browser kept the connection of this exchange as a spare before its first byte, in
 * milliseconds; undefined where it was opened for the request, or another went first.
 */
export function keptSpare({ connection, request, requestAt }: Exchange): number | undefined {
  if (request === undefined || requestAt === undefined) return undefined
  if (connection.exchanges[0]?.request !== request || !isByBrowser(request)) return undefined
  const kept = requestAt - connection.openedAt
  return kept >= spareFrom ? kept : undefined
}

export function lineOf({ startLine }: Message): Pick<RequestLine, 'method' | 'target'> {
  return startLine?.type === 'request-line' ? startLine : { method: '', target: '' }
}

/** A target without its query. */
export const pathIn = (target: string): string => target.split('?')[0] ?? ''

/** Chromium says `Sec-Purpose: prefetch`, and older browsers `Purpose` or `X-Moz`. */
function isPrefetch(request: Message): boolean {
  return ['Sec-Purpose', 'Purpose', 'X-Moz'].some((name) =>
    /\bprefetch\b/i.test(headerValue(request.fields, name) ?? ''),
  )
}

const isByBrowser = ({ fields }: Message) =>
  /^Mozilla\//.test(headerValue(fields, 'User-Agent') ?? '')

function byProgram(request: Message): Why {
  const agent = headerValue(request.fields, 'User-Agent')
  if (agent === undefined || isByBrowser(request)) return { type: 'unknown' }
  return { type: 'program', name: own(agent.split(/[/ ]/)[0] ?? agent) }
}

/** The page that a request came from: its path, or its whole address if it is on another server. */
function refererOf(request: Message): string | undefined {
  const url = headerValue(request.fields, 'Referer')
  if (url === undefined || !URL.canParse(url)) return undefined
  const elsewhere = /^(cross|same)-site$/i.test(headerValue(request.fields, 'Sec-Fetch-Site') ?? '')
  return own(elsewhere ? url : new URL(url).pathname)
}

/** Characters of a reason's part that are kept. */
const longest = 1024

/** A reason outlives its request, and a part of a string would keep all of it in memory. */
const own = (text: string) => Buffer.from(text.slice(0, longest), 'utf16le').toString('utf16le')

/** The page named by Referer is the last that was asked for: a link on it was followed, and this page is new. */
function isNewPage(request: Message, from: string, before: readonly Exchange[]): boolean {
  const { target } = lineOf(request)
  const page = before.findLast(
    ({ request: other }) =>
      other !== undefined &&
      other !== request &&
      headerValue(other.fields, 'Sec-Fetch-Dest') === 'document',
  )
  if (page?.request === undefined) return false
  const last = lineOf(page.request).target
  return last !== target && pathIn(last) === from
}

/** Firefox sends the same for a reload as for an address that is typed again. */
const saysNoReload = (request: Message) =>
  /\bFirefox\//.test(headerValue(request.fields, 'User-Agent') ?? '')

/** How far back a request is looked for that was the same. */
const sameBack = 50

/** The same line, Referer and content came not long before. */
function wasSent(request: Message, before: readonly Exchange[]): boolean {
  const { method, target } = lineOf(request)
  const referer = headerValue(request.fields, 'Referer')
  return before.slice(-sameBack).some(({ request: other }) => {
    if (other === undefined || other === request) return false
    const line = lineOf(other)
    return (
      line.method === method &&
      line.target === target &&
      headerValue(other.fields, 'Referer') === referer &&
      latin1(contentOf(other)) === latin1(contentOf(request))
    )
  })
}

/** The last request for the same got no answer. */
function hadNoAnswer(request: Message, before: readonly Exchange[]): boolean {
  const { method, target } = lineOf(request)
  const last = before.findLast(({ request: other }) => {
    const line = other === undefined || other === request ? undefined : lineOf(other)
    return line?.method === method && line.target === target
  })
  return last !== undefined && last.response === undefined
}

/** The last page that was asked for under this path held a form, as far as that is known. */
function hasForm(path: string, before: readonly Exchange[]): boolean {
  const page = before.findLast(
    ({ request, response }) =>
      request !== undefined && response !== undefined && pathIn(lineOf(request).target) === path,
  )
  const content = page?.response === undefined ? undefined : contentOf(page.response)
  return content === undefined || content.length === 0 || /<form\b/i.test(latin1(content))
}

/** How far back an answer is looked for that sent the browser elsewhere. */
const redirectsBack = 4

/**
 * The target of a request whose answer sent the browser to `target` (RFC 9110, section 15.4). A
 * method other than GET is kept by 307 and 308 alone.
 */
function redirectTo(
  method: string,
  target: string,
  before: readonly Exchange[],
): string | undefined {
  for (const { request, response } of before.slice(-redirectsBack).reverse()) {
    if (request === undefined || response?.startLine?.type !== 'status-line') continue
    const asked = lineOf(request)
    if (asked.method === method && asked.target === target) return undefined
    const { status } = response.startLine
    const location = headerValue(response.fields, 'Location')
    if (location === undefined || status < 300 || status > 399 || status === 304) continue
    if (method !== 'GET' && method !== 'HEAD' && status !== 307 && status !== 308) continue
    const base = `http://x${asked.target}`
    if (!URL.canParse(base) || !URL.canParse(location, base)) continue
    const { pathname, search } = new URL(location, base)
    if (pathname + search === target) return asked.target
  }
  return undefined
}
