import type { Cookie } from 'har-format'

/** A cookie as browsers write it: HAR 1.2 has no word for SameSite. */
export type HarCookie = Cookie & { readonly sameSite?: 'Strict' | 'Lax' | 'None' }

/** The cookies of a Cookie header (RFC 6265, section 4.2). */
export const sentCookies = (value: string): HarCookie[] =>
  value
    .split(';')
    .filter((pair) => pair.trim() !== '')
    .map(nameAndValue)

/** The cookie of a Set-Cookie header with its attributes (RFC 6265, section 4.1). */
export function setCookie(value: string): HarCookie {
  const [pair = '', ...rest] = value.split(';')
  const attributes = new Map(
    rest.map((part) => {
      const { name, value } = nameAndValue(part)
      return [name.toLowerCase(), value]
    }),
  )
  const path = attributes.get('path')
  const domain = attributes.get('domain')
  const expires = Date.parse(attributes.get('expires') ?? '')
  const sameSite = sameSites.get(attributes.get('samesite')?.toLowerCase() ?? '')
  return {
    ...nameAndValue(pair),
    ...(path !== undefined && { path }),
    ...(domain !== undefined && { domain }),
    ...(!Number.isNaN(expires) && { expires: new Date(expires).toISOString() }),
    httpOnly: attributes.has('httponly'),
    secure: attributes.has('secure'),
    ...(sameSite !== undefined && { sameSite }),
  }
}

const sameSites = new Map<string, HarCookie['sameSite']>([
  ['strict', 'Strict'],
  ['lax', 'Lax'],
  ['none', 'None'],
])

function nameAndValue(pair: string): { name: string; value: string } {
  const equals = pair.indexOf('=')
  return equals < 0
    ? { name: pair.trim(), value: '' }
    : { name: pair.slice(0, equals).trim(), value: pair.slice(equals + 1).trim() }
}
