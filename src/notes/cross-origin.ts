import { headerValue } from '../http/headers.ts'
import type { Message } from '../http/message.ts'
import { responseWords } from '../words/responses.ts'
import type { Evidence } from './evidence.ts'
import { faults, type Note } from './note.ts'

const { crossOrigin } = responseWords
const source = 'WHATWG Fetch, section 3.3'

/** Methods that a script may use elsewhere without asking first. */
const simple = ['GET', 'HEAD', 'POST']

/** A script of one origin asked another, and the response does not let it read (WHATWG Fetch, CORS protocol). */
export function crossOriginNotes(evidence: Evidence, response: Message): Note[] {
  const { request, status, method } = evidence
  if (request === undefined || status === undefined) return []
  const origin = headerValue(request.fields, 'Origin')
  if (origin === undefined || headerValue(request.fields, 'Sec-Fetch-Mode') !== 'cors') return []
  if (headerValue(request.fields, 'Sec-Fetch-Site') === 'same-origin') return []
  const wanted = headerValue(request.fields, 'Access-Control-Request-Method')
  const isPreflight = method === 'OPTIONS' && wanted !== undefined
  const warn = (at: { start: number; end: number }, said: { said: string; todo: string }) => [
    faults(isPreflight ? 'preflight-refused' : 'cross-origin', 'warning', at, said, source),
  ]
  const allowed = response.fields.filter(
    ({ name }) => name.toLowerCase() === 'access-control-allow-origin',
  )
  const [first, second] = allowed
  const refused = isPreflight ? crossOrigin.preflight : crossOrigin.unread
  if (second !== undefined) return warn(second.nameRange, refused(crossOrigin.twice, origin))
  if (first === undefined) return warn(status.statusRange, refused(crossOrigin.missing, origin))
  if (first.value !== origin && first.value !== '*')
    return warn(first.valueRange, refused(crossOrigin.other, origin))
  if (!isPreflight) return []
  if (status.status < 200 || status.status > 299)
    return warn(status.statusRange, crossOrigin.preflightStatus(status.status))
  const listed = (name: string) =>
    (headerValue(response.fields, name) ?? '').split(',').map((one) => one.trim().toLowerCase())
  const methods = listed('Access-Control-Allow-Methods')
  if (!simple.includes(wanted) && !methods.includes(wanted.toLowerCase()) && methods[0] !== '*')
    return warn(status.statusRange, crossOrigin.method(wanted))
  const headers = listed('Access-Control-Allow-Headers')
  const missing = (headerValue(request.fields, 'Access-Control-Request-Headers') ?? '')
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter((one) => one !== '' && !headers.includes(one))
  const [header] = headers[0] === '*' ? missing.filter((one) => one === 'authorization') : missing
  return header === undefined ? [] : warn(status.statusRange, crossOrigin.header(header))
}
