import { headerValue } from '../http/headers.ts'
import type { Message } from '../http/message.ts'
import { responseWords } from '../words/responses.ts'
import type { Evidence } from './evidence.ts'
import { faults, type Note, type Said } from './note.ts'

const { cookies } = responseWords

/** Cookies that the client will not keep (RFC 6265, section 5.3). */
export function cookieNotes({ request }: Evidence, response: Message): Note[] {
  const host = hostOf(request)
  return response.fields.flatMap(({ name, value, valueRange }): Note[] => {
    if (name.toLowerCase() !== 'set-cookie') return []
    const [pair = '', ...attributes] = value.split(';').map((part) => part.trim())
    const warn = (said: Said, source = 'RFC 6265, section 5.3') => [
      faults('cookie-not-kept', 'warning', valueRange, said, source),
    ]
    const attribute = (wanted: string) =>
      attributes.find((one) => one.toLowerCase().split('=')[0]?.trim() === wanted)
    const domain = attribute('domain')?.split('=')[1]?.trim().replace(/^\./, '').toLowerCase()
    if (domain !== undefined && domain !== '' && host !== undefined)
      if (host !== domain && !host.endsWith(`.${domain}`))
        return warn(cookies.otherDomain(domain, host))
    const isSecure = attribute('secure') !== undefined
    if (/^__(host|secure)-/i.test(pair) && !isSecure) return warn(cookies.prefix(pair.slice(0, 60)))
    if (/^samesite\s*=\s*none$/i.test(attribute('samesite') ?? '') && !isSecure)
      return warn(cookies.sameSiteNone, 'RFC 6265bis, section 5.7')
    return []
  })
}

/** The name that the client asked for, without its port. */
function hostOf(request: Message | undefined): string | undefined {
  const host = request === undefined ? undefined : headerValue(request.fields, 'Host')
  return host?.toLowerCase().replace(/:\d+$/, '')
}
