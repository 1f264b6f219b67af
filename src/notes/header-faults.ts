import { headerNamed } from '../http/headers.ts'
import type { Message } from '../http/message.ts'
import { causesWords } from '../words/causes.ts'
import { promiseWords } from '../words/promises.ts'
import { latin1 } from './bytes.ts'
import type { Evidence } from './evidence.ts'
import { misspelt } from './header-names.ts'
import { faults, type Note } from './note.ts'

const { heads } = promiseWords
const { bodies } = causesWords

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
