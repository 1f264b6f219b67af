import type { Exchange } from '../exchanges.ts'
import type { Message } from '../tokens/message.ts'

/** Why a request came. */
export type Why =
  | { readonly type: 'navigation' }
  | { readonly type: 'reload' }
  | { readonly type: 'hard-reload' }
  | { readonly type: 'link'; readonly from: string }
  | { readonly type: 'form'; readonly from: string }
  | { readonly type: 'redirect'; readonly from: string }
  | { readonly type: 'favicon' }
  | { readonly type: 'picture'; readonly from: string | undefined }
  | { readonly type: 'part'; readonly kind: string; readonly from: string | undefined }
  | { readonly type: 'program'; readonly name: string }
  | { readonly type: 'unknown' }

/** The value of the first field of that name, in any case. */
export function fieldValue(message: Message, name: string): string | undefined {
  const wanted = name.toLowerCase()
  return message.fields.find((field) => field.name.toLowerCase() === wanted)?.value
}

/**
 * Tells from a request's fields and from what came before why it was sent (Fetch Metadata;
 * RFC 9110, section 10.1.3 for Referer; section 15.4 for redirects).
 */
export function whyItCame(request: Message, before: readonly Exchange[]): Why {
  const target = request.startLine?.type === 'request-line' ? request.startLine.target : ''
  const method = request.startLine?.type === 'request-line' ? request.startLine.method : ''
  const path = target.split('?')[0] ?? ''
  const from = pathOf(fieldValue(request, 'Referer'))
  const destination = fieldValue(request, 'Sec-Fetch-Dest')

  if (path === '/favicon.ico' && destination !== 'document') return { type: 'favicon' }
  if (destination === undefined) return byProgram(request)
  if (destination === 'image') return { type: 'picture', from }
  if (destination !== 'document') return { type: 'part', kind: destination, from }

  // Chromium sends `max-age=0` with a form too, so the form is asked for first.
  if (method === 'POST' && from !== undefined) return { type: 'form', from }
  const redirect = redirectTo(target, before)
  if (redirect !== undefined) return { type: 'redirect', from: redirect }
  const cache = fieldValue(request, 'Cache-Control') ?? ''
  if (/no-cache/i.test(cache)) return { type: 'hard-reload' }
  if (/max-age=0/i.test(cache)) return { type: 'reload' }
  if (from === undefined) return { type: 'navigation' }
  return target.includes('?') ? { type: 'form', from } : { type: 'link', from }
}

function byProgram(request: Message): Why {
  const agent = fieldValue(request, 'User-Agent')
  if (agent === undefined || /^Mozilla\//.test(agent)) return { type: 'unknown' }
  return { type: 'program', name: agent.split(/[/ ]/)[0] ?? agent }
}

function pathOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).pathname : undefined
}

/** The target of the last answered request, if its answer sent the browser to `target`. */
function redirectTo(target: string, before: readonly Exchange[]): string | undefined {
  const last = before.findLast(({ response }) => response !== undefined)
  const status = last?.response?.startLine
  if (last?.response === undefined || status?.type !== 'status-line') return undefined
  if (status.status < 300 || status.status > 399 || status.status === 304) return undefined
  const location = fieldValue(last.response, 'Location')
  const line = last.request?.startLine
  const base = `http://x${line?.type === 'request-line' ? line.target : '/'}`
  if (location === undefined || !URL.canParse(location, base)) return undefined
  const { pathname, search } = new URL(location, base)
  return pathname + search === target && line?.type === 'request-line' ? line.target : undefined
}

/** The reason as words for a beginner; undefined where there is nothing to say. */
export function whyWords(why: Why): string | undefined {
  switch (why.type) {
    case 'navigation':
      return 'an address was typed or opened: this is the page itself'
    case 'reload':
      return 'you pressed reload'
    case 'hard-reload':
      return 'you reloaded and asked for fresh copies of everything'
    case 'link':
      return `a link on ${why.from} was followed`
    case 'form':
      return `a form on ${why.from} was sent`
    case 'redirect':
      return `the answer to ${why.from} sent the browser here`
    case 'favicon':
      return 'you did not ask for this: the browser wants the small picture for the tab'
    case 'picture':
      return `${page(why.from)} shows a picture`
    case 'part':
      return `${page(why.from)} needs this (${why.kind})`
    case 'program':
      return `sent by ${why.name}, not by a browser`
    case 'unknown':
      return undefined
  }
}

const page = (path: string | undefined) => (path === undefined ? 'the page' : `the page ${path}`)

/** The person asked for the page itself, not the browser for something that belongs to it. */
export function isOfPerson(why: Why): boolean {
  return why.type !== 'favicon' && why.type !== 'picture' && why.type !== 'part'
}
