import { headerNamed, headerValue } from '../http/headers.ts'
import type { Message } from '../http/message.ts'
import { promiseWords } from '../words/promises.ts'
import { responseWords } from '../words/responses.ts'
import type { Evidence } from './evidence.ts'
import { faults, type Note, type Said } from './note.ts'
import { lineOf } from './why.ts'

const { heads } = promiseWords
const { copies, redirects } = responseWords

/** Redirects and 304, held against the request (RFC 9110, section 15.4). */
export function statusNotes(
  { status, request, exchange, others, target, method, language }: Evidence,
  response: Message,
): Note[] {
  if (status === undefined) return []
  const location = headerNamed(response.fields, 'Location')
  const source = 'RFC 9110, section 15.4'
  if (status.status === 304 && request !== undefined) {
    const asked = ['If-None-Match', 'If-Modified-Since', 'If-Range'].some((name) =>
      headerNamed(request.fields, name),
    )
    return asked
      ? []
      : [
          faults(
            'not-modified-unasked',
            'error',
            status.statusRange,
            heads.not304,
            'RFC 9110, section 15.4.5',
          ),
        ]
  }
  if (![301, 302, 303, 307, 308].includes(status.status)) return []
  if (location === undefined || location.value === '')
    return [
      faults('no-location', 'warning', status.statusRange, heads.noLocation(status.status), source),
    ]
  const note = (about: string, severity: 'warning' | 'error', said: Said) => [
    faults(about, severity, location.valueRange, said, source),
  ]
  if (/^[a-z][\w.-]*:\d+(\/|$)/i.test(location.value))
    return note('bad-location', 'error', heads.hostAsScheme(location.value))
  if (/^(www\.[\w-]+\.|localhost(\/|$)|127\.0\.0\.1)/i.test(location.value))
    return note('bad-location', 'error', heads.hostAsPath(location.value))
  const next = resolved(location.value, target, request)
  if (/[^\x21-\x7e]/.test(location.value))
    return note('bad-location', 'warning', redirects.space(language))
  // A POST that is sent on to itself, with a slash more or less, was not meant to become a GET.
  const isPermanentlyElsewhere = status.status === 301 || status.status === 302
  if (method === 'POST' && next !== undefined && isPermanentlyElsewhere && isSame(next, target))
    return note('post-redirected', 'warning', redirects.postLost(status.status, next))
  if (next === undefined || method === 'POST') return []
  if (next === target && headerNamed(response.fields, 'Set-Cookie') === undefined)
    return note('redirect-loop', 'error', heads.loop)
  const before = others.filter(({ number }) => number < exchange.number).slice(-10)
  const visited = before.filter(({ request: other, response: answer }) => {
    if (other === undefined || answer?.startLine?.type !== 'status-line') return false
    return (
      answer.startLine.status >= 300 &&
      answer.startLine.status < 400 &&
      lineOf(other).target === target
    )
  })
  const isCircle =
    visited.length >= 3 &&
    before
      .slice(-6)
      .every(
        ({ response: answer }) =>
          answer?.startLine?.type === 'status-line' &&
          answer.startLine.status >= 300 &&
          answer.startLine.status < 400,
      )
  return isCircle ? note('redirect-loop', 'error', heads.roundTrip) : []
}

/** They differ by a slash at the end of the path alone. */
function isSame(next: string, target: string): boolean {
  const plain = (text: string) => text.replace(/\/(?=$|\?)/, '')
  return next !== target && plain(next) === plain(target)
}

/** The target that a Location leads to on the same server. */
function resolved(
  location: string,
  target: string,
  request: Message | undefined,
): string | undefined {
  const host = request === undefined ? undefined : headerValue(request.fields, 'Host')
  const base = `http://${host ?? 'localhost'}${target.startsWith('/') ? target : '/'}`
  if (!URL.canParse(base) || !URL.canParse(location, base)) return undefined
  const url = new URL(location, base)
  return url.host === new URL(base).host ? url.pathname + url.search : undefined
}

/** A whole response to a client that named the very copy it has (RFC 9110, section 13.1.2). */
export function copyNotes({ request, status, method }: Evidence, response: Message): Note[] {
  if (request === undefined || status?.status !== 200) return []
  const tag = headerNamed(response.fields, 'ETag')
  const known = headerValue(request.fields, 'If-None-Match')
  if (tag === undefined || known === undefined || !['GET', 'HEAD'].includes(method)) return []
  const opaque = (text: string) => text.trim().replace(/^W\//, '')
  if (!known.split(/,\s*(?=W\/|")/).some((one) => opaque(one) === opaque(tag.value))) return []
  return [
    faults(
      'copy-not-compared',
      'warning',
      tag.valueRange,
      copies.notCompared(tag.value.slice(0, 60)),
      'RFC 9110, section 13.1.2',
    ),
  ]
}
