import { headerValue } from '../http/headers.ts'
import type { Message } from '../http/message.ts'

/**
 * The whole address that a request asks for (RFC 9112, section 3.3), over http. There is one even where
 * the request names no host, or no target that is one: `localhost` and the target's characters stand for them.
 */
export function urlOf(request: Pick<Message, 'startLine' | 'fields'> | undefined): string {
  const line = request?.startLine?.type === 'request-line' ? request.startLine : undefined
  const target = line?.target ?? '/'
  const host = (request && headerValue(request.fields, 'host')) || 'localhost'
  const given = wholeUrl(target, host, line?.method).replace(
    /[^\x21-\x7e]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
  const url = URL.canParse(given)
    ? new URL(given)
    : new URL(`http://localhost/${encodeURIComponent(target)}`)
  url.hash = ''
  return url.href
}

function wholeUrl(target: string, host: string, method: string | undefined): string {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(target)) return target
  if (method === 'CONNECT') return `http://${target}/`
  if (target === '*') return `http://${host}/`
  return `http://${host}${target.startsWith('/') ? target : `/${target}`}`
}
