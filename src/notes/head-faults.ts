import { headerNamed, headerValue } from '../http/headers.ts'
import type { Message, Problem } from '../http/message.ts'
import { causesWords } from '../words/causes.ts'
import { problemWords } from '../words/problems.ts'
import { promiseWords } from '../words/promises.ts'
import { responseWords } from '../words/responses.ts'
import { latin1, startsWith } from './bytes.ts'
import { headerNames } from './data.ts'
import type { Evidence } from './evidence.ts'
import { near } from './near.ts'
import { faults, type Note, type Said } from './note.ts'
import { lineOf } from './why.ts'

const { startLines } = problemWords
const { heads } = promiseWords
const { copies, redirects } = responseWords
const { bodies } = causesWords

/** The most specific thing that can be said of a problem in a response's head; undefined: its own words. */
export function headFault(problem: Problem, message: Message): Said | undefined {
  const { bytes } = message
  const lineEnd = bytes.indexOf(0x0a, problem.start)
  const line = latin1(
    bytes.subarray(lineStart(bytes, problem.start), lineEnd < 0 ? bytes.length : lineEnd),
  )
    .slice(0, 400)
    .replace(/\r$/, '')
  switch (problem.code) {
    case 'missing-start-line':
    case 'bad-status-line':
    case 'bad-version':
      return message.role === 'response' ? statusLineFault(line, message) : undefined
    case 'missing-colon':
      return colonFault(line)
    case 'bad-field-name': {
      const name = /^([\w-]+)\s*=/.exec(line)?.[1]
      return name !== undefined && isKnown(name)
        ? startLines.equalsForColon(name)
        : colonFault(line)
    }
    case 'bare-cr':
      return isDoubled(message, problem) ? startLines.doubledReturn : undefined
    case 'bad-transfer-encoding':
      return message.startLine?.type === 'status-line' && message.startLine.version === 'HTTP/1.0'
        ? startLines.chunksInOld
        : undefined
    case 'bad-content-length': {
      const { startLine } = message
      const value = headerValue(message.fields, 'Content-Length') ?? ''
      if (/^\d+$/.test(value) && startLine?.type === 'status-line')
        return startLines.lengthWithoutBody(startLine.status)
      return startLines.badLength(value.slice(0, 40))
    }
    default:
      return undefined
  }
}

/** `\r\r\n`: a line end was translated once more. */
export const isDoubled = ({ bytes }: Message, { start }: { readonly start: number }): boolean =>
  startsWith(bytes, start, '\r\r\n')

function lineStart(bytes: Uint8Array, at: number): number {
  return at <= 0 ? 0 : bytes.lastIndexOf(0x0a, at - 1) + 1
}

function statusLineFault(line: string, { bytes }: Message): Said | undefined {
  if (startsWith(bytes, 0, '\xef\xbb\xbf')) return startLines.byteOrderMark
  if (
    startsWith(bytes, 0, '\xff\xfeH') ||
    startsWith(bytes, 0, 'H\0T\0') ||
    startsWith(bytes, 0, '\xfe\xff')
  )
    return startLines.utf16
  const text = line.trimStart()
  if (/^(GET|POST|HEAD|PUT|DELETE|OPTIONS|PATCH) \S+ HTTP\//.test(text))
    return startLines.requestBack
  if (/^status\s*:/i.test(text)) return startLines.statusHeader
  const name = /^([A-Za-z][\w-]*)\s*:\s/.exec(`${text} `)?.[1]
  if (name !== undefined && isKnown(name)) return startLines.headerFirst(name)
  if (/^https?\/ +1|^https?\s+\/\s*1|^HTTP\/1 *\. +1|^HTTP\/1 +\.1/i.test(text))
    return startLines.spaceInVersion
  if (/^HTTP\s?1\.[01]\b/i.test(text)) return startLines.noSlash
  if (/^(?!HTTP)http\/1\.[01]/i.test(text)) return startLines.smallLetters
  if (/^\d{3}\b.*HTTP\/1/i.test(text)) return startLines.codeFirst
  if (/^HTTP\/1\.[01]\d{3}\b/.test(text)) return startLines.noSpaceBeforeCode
  if (/^HTTP\/1\.[01] {2,}\d{3}\b/.test(text)) return startLines.twoSpaces
  const bare = /^HTTP\/1\.[01] ([1-5]\d\d)$/.exec(text)?.[1]
  if (bare !== undefined) return startLines.noSpaceAfterCode(Number(bare))
  const code = /^HTTP\/1\.[01] (\d+)(?:\s|$)/.exec(text)?.[1]
  if (code !== undefined && !/^[1-5]\d\d$/.test(code)) return startLines.codeLength(code)
  const joined = /^HTTP\/1\.[01] ([1-5]\d\d)[A-Za-z]/.exec(text)?.[1]
  if (joined !== undefined) return startLines.noReasonSpace(joined)
  if (/^HTTP\/1\.[01]\s*([A-Za-z].*)?$/.test(text)) return startLines.noCode
  if (/^\s*<(!doctype|html|h1|head|body|p)\b/i.test(text)) return startLines.bodyOnly('html')
  return undefined
}

function colonFault(line: string): Said | undefined {
  if (/^HTTP\/1\.[01] \d{3}/.test(line)) return startLines.secondStatusLine
  const equal = /^([A-Za-z][\w-]*)\s*=/.exec(line)?.[1]
  if (equal !== undefined && isKnown(equal)) return startLines.equalsForColon(equal)
  const name = /^([A-Za-z][\w-]*)\s/.exec(line)?.[1]
  return name !== undefined && isKnown(name) && name.includes('-')
    ? startLines.colonAfter(name)
    : undefined
}

const known = new Set(headerNames.map((name) => name.toLowerCase()))
const isKnown = (name: string) => known.has(name.toLowerCase())

/** Headers that beginners write, and misspell. */
const written = [
  'Content-Type',
  'Content-Length',
  'Content-Encoding',
  'Content-Disposition',
  'Content-Language',
  'Content-Range',
  'Location',
  'Connection',
  'Keep-Alive',
  'Transfer-Encoding',
  'Cache-Control',
  'Set-Cookie',
  'Cookie',
  'Server',
  'Date',
  'ETag',
  'Last-Modified',
  'Expires',
  'Host',
  'User-Agent',
  'Accept',
  'Accept-Encoding',
  'Accept-Language',
  'Accept-Ranges',
  'Authorization',
  'WWW-Authenticate',
  'Allow',
  'Vary',
  'Referer',
  'Origin',
  'Upgrade',
  'Access-Control-Allow-Origin',
  'Access-Control-Allow-Methods',
  'Access-Control-Allow-Headers',
  'X-Content-Type-Options',
  'Content-Security-Policy',
  'Retry-After',
  'If-None-Match',
  'If-Modified-Since',
  'Sec-WebSocket-Accept',
  'Sec-WebSocket-Key',
]
const plain = new Map(written.map((name) => [name.toLowerCase().replaceAll('-', ''), name]))

/** A name that nobody knows, and that is nearly one that is known. */
function misspelt(name: string): string | undefined {
  // A name that begins with X- is the server's own.
  if (isKnown(name) || /^x-/i.test(name) || name.length > 40) return undefined
  const cached = meanings.get(name)
  if (cached !== undefined) return cached.meant
  const meant = meantBy(name)
  if (meanings.size > 500) meanings.clear()
  meanings.set(name, { meant })
  return meant
}

/** What names that nobody knows were found to mean: the same ones come with each message. */
const meanings = new Map<string, { readonly meant: string | undefined }>()

function meantBy(name: string): string | undefined {
  const joined = plain.get(name.toLowerCase().replace(/[-_ ]/g, ''))
  if (joined !== undefined) return joined
  // One letter only: short names, and two letters, are near to names that somebody else gave.
  return near(name, written, name.length >= 6 ? 1 : 0)
}

const once = ['Content-Type', 'Location', 'ETag', 'Last-Modified', 'Date', 'Content-Encoding']
const dated = ['Date', 'Last-Modified', 'Expires']
const date =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$|^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d\d-\w{3}-\d\d \d\d:\d\d:\d\d GMT$|^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}$/

/** What is wrong with single headers of a message, by what they say. */
export function headerNotes(message: Message, { language }: Evidence): Note[] {
  const notes: Note[] = []
  for (const { name, value, nameRange, valueRange } of message.fields) {
    const meant = misspelt(name)
    if (meant !== undefined)
      notes.push(faults('misspelt-header', 'warning', nameRange, heads.misspelt(name, meant)))
    const leaked =
      /^(undefined|null|None|NaN|\[object \w+\]|function\b.*)$|\[object Promise\]|\$\{\w+\}|^b'.*'$/.exec(
        value,
      )?.[0]
    if (leaked !== undefined && name.toLowerCase() !== 'content-length')
      notes.push(
        faults('leaked-value', 'error', valueRange, heads.leaked(leaked.slice(0, 60), language)),
      )
  }
  if (message.role === 'request') return notes
  for (const name of once) {
    const all = message.fields.filter((field) => field.name.toLowerCase() === name.toLowerCase())
    const [first, second] = all
    if (second !== undefined && first?.value !== second.value)
      notes.push(faults('header-twice', 'warning', second.nameRange, heads.twice(name)))
  }
  for (const name of dated) {
    const field = headerNamed(message.fields, name)
    if (field === undefined || date.test(field.value)) continue
    if (name === 'Expires' && /^(0|-1)$/.test(field.value)) continue
    notes.push(
      faults(
        'bad-date',
        'warning',
        field.value === '' ? field.nameRange : field.valueRange,
        heads.date,
        'RFC 9110, section 5.6.7',
      ),
    )
  }
  for (const { name, value, valueRange } of message.fields)
    if (
      name.toLowerCase() === 'set-cookie' &&
      /^[^;="]+=[^;",]*,\s*[\w!#$%&'*.^`|~-]+=/.test(value)
    )
      notes.push(faults('two-cookies', 'warning', valueRange, heads.cookies, 'RFC 6265, section 3'))
  return notes
}

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

/** A body that begins with what belongs in the head: headers, or a whole second response. */
export function headInBodyNotes({ status, method }: Evidence, response: Message): Note[] {
  const { body, bytes, framing } = response
  if (
    body === undefined ||
    status === undefined ||
    method === 'HEAD' ||
    framing?.type === 'chunked'
  )
    return []
  const text = latin1(bytes.subarray(body.start, Math.min(body.end, body.start + 200)))
  const first = /^(?:\r?\n)*([^\r\n]*)/.exec(text)
  const line = first?.[1] ?? ''
  const start = body.start + (first?.[0].length ?? 0) - line.length
  const at = { start, end: start + line.length }
  if (/^HTTP\/1\.[01] \d{3}/.test(line))
    return [
      faults('second-status-line', 'error', at, bodies.secondResponse, 'RFC 9112, section 2.1'),
    ]
  const name = /^([A-Za-z][\w-]*): \S/.exec(line)?.[1]
  if (name === undefined || !inBodyNames.has(name.toLowerCase()) || !/\r?\n/.test(text)) return []
  return [faults('header-in-body', 'error', at, heads.inBody(name), 'RFC 9112, section 2.1')]
}

const inBodyNames = new Set(
  [
    'Content-Type',
    'Content-Length',
    'Content-Encoding',
    'Connection',
    'Set-Cookie',
    'Location',
    'Server',
    'Date',
    'Cache-Control',
    'Access-Control-Allow-Origin',
    'Transfer-Encoding',
    'ETag',
    'Last-Modified',
  ].map((name) => name.toLowerCase()),
)
