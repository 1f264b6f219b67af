/** A cookie, as HAR holds it. */
export interface HarCookie {
  readonly name: string
  readonly value: string
  readonly path?: string
  readonly domain?: string
  /** ISO 8601. */
  readonly expires?: string
  readonly httpOnly?: boolean
  readonly secure?: boolean
}

/** The cookies of a Cookie field (RFC 6265, section 4.2). */
export const sentCookies = (value: string): HarCookie[] =>
  value
    .split(';')
    .filter((pair) => pair.trim() !== '')
    .map(nameAndValue)

/** The cookie of a Set-Cookie field with its attributes (RFC 6265, section 4.1). */
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
  return {
    ...nameAndValue(pair),
    ...(path !== undefined && { path }),
    ...(domain !== undefined && { domain }),
    ...(!Number.isNaN(expires) && { expires: new Date(expires).toISOString() }),
    httpOnly: attributes.has('httponly'),
    secure: attributes.has('secure'),
  }
}

function nameAndValue(pair: string): { name: string; value: string } {
  const equals = pair.indexOf('=')
  return equals < 0
    ? { name: pair.trim(), value: '' }
    : { name: pair.slice(0, equals).trim(), value: pair.slice(equals + 1).trim() }
}
