import { DOT, isAlpha, isDigit, SLASH } from './bytes.ts'

const rtspMethods =
  'OPTIONS DESCRIBE ANNOUNCE SETUP PLAY PAUSE TEARDOWN GET_PARAMETER SET_PARAMETER'
const httpMethods =
  'ACL BIND CHECKOUT CONNECT COPY DELETE GET HEAD LINK LOCK M-SEARCH MERGE MKACTIVITY MKCALENDAR ' +
  'MKCOL MOVE NOTIFY OPTIONS PATCH POST PROPFIND PROPPATCH PURGE PUT QUERY REBIND REPORT SEARCH ' +
  'SOURCE SUBSCRIBE TRACE UNBIND UNLINK UNLOCK UNSUBSCRIBE'

const usualMethods = new Set(httpMethods.split(' '))

/**
 * Protocols whose messages have the form of HTTP/1.1, with the methods that strict parsers take.
 * RFC 9110, section 9.1, lets a method be any token; llhttp refuses what it does not know.
 */
const methodsOf = new Map([
  ['HTTP', usualMethods],
  ['RTSP', new Set(`${rtspMethods} REDIRECT RECORD FLUSH GET POST`.split(' '))],
  ['ICE', new Set(['SOURCE'])],
])

export type Verdict = 'good' | 'odd' | 'bad'

/**
 * What to think of a version (RFC 9112, section 2.3). Odd are versions that parsers of HTTP/1.1
 * take although no message in this form can have them.
 */
export function judgeVersion(version: string): Verdict {
  if (version === 'HTTP/1.1' || version === 'HTTP/1.0') return 'good'
  return /^(HTTP|RTSP|ICE)\/(0\.9|1\.0|1\.1|2\.0)$/.test(version) ? 'odd' : 'bad'
}

/** Whether a request of this version may have this method. */
export function takesMethod(version: string | undefined, method: string): boolean {
  if (version === 'HTTP/1.1') return usualMethods.has(method)
  const protocol = version?.slice(0, version.indexOf('/')) ?? 'HTTP'
  return (methodsOf.get(protocol) ?? usualMethods).has(method)
}

/** Where a version that starts at `from` ends, be it well or badly written. */
export function versionEnd(bytes: Uint8Array, from: number, to: number): number {
  let index = from
  while (index < to && isAlpha(bytes[index])) index++
  if (index === to || bytes[index] !== SLASH) return index
  index++
  while (index < to && (isDigit(bytes[index]) || bytes[index] === DOT)) index++
  return index
}
