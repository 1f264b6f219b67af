import { timingSafeEqual } from 'node:crypto'

/** What decides whether a request is meant for the page, and comes from it. */
export interface Asked {
  readonly method: string
  /** The target as it was sent: `/page/exchange/7`. */
  readonly target: string
  readonly host: string | undefined
  readonly origin: string | undefined
  /** Sec-Fetch-Site, which scripts can't set. */
  readonly fetchSite: string | undefined
  readonly cookie: string | undefined
  readonly actToken: string | undefined
}

/** What only the person's own browser knows. Each is different: whoever learns one has not the others. */
export interface Secrets {
  /** In the address that the terminal says. */
  readonly address: string
  /** In the cookie, which no script can read. */
  readonly cookie: string
  /** In the document, for actions. */
  readonly act: string
}

export type Route =
  | { readonly type: 'document'; readonly setsCookie: boolean }
  | { readonly type: 'script' }
  | { readonly type: 'style' }
  | { readonly type: 'events' }
  | {
      readonly type: 'exchange'
      readonly number: number
      /** The id of the check that sent it. */
      readonly check: string | undefined
      readonly redact: boolean
    }
  | { readonly type: 'save'; readonly redact: boolean }
  | { readonly type: 'act' }

export type Verdict =
  | { readonly type: 'allowed'; readonly route: Route }
  | {
      readonly type: 'refused'
      readonly status: 400 | 403 | 404 | 405 | 421
      readonly because: 'host' | 'site' | 'token' | 'path' | 'method'
    }

/** All addresses of the page, and the cookie, are below this. */
export const base = '/page/'

/** The cookie of this page: cookies do not know ports, so two pages at once have two names. */
export const cookieName = (port: number) => `page-${port}`

const refused = (
  status: 400 | 403 | 404 | 405 | 421,
  because: (Verdict & { type: 'refused' })['because'],
): Verdict => ({ type: 'refused', status, because })

/**
 * Decides on a request: it has to name this server as its host (so no name that was bound to 127.0.0.1 leads here), to
 * come from the page itself where the browser says where from, and to bring what only the person's browser knows. Pure.
 */
export function judge(asked: Asked, port: number, secrets: Secrets): Verdict {
  const { method, target, host, origin, fetchSite, cookie, actToken } = asked
  const names = [`127.0.0.1:${port}`, `localhost:${port}`]
  if (host === undefined || !names.includes(host)) return refused(421, 'host')
  if (origin !== undefined && origin !== `http://${host}`) return refused(403, 'site')

  const [path = '', query = ''] = split(target, '?')
  const route = routeOf(path, query)
  if (route === undefined) return refused(404, 'path')
  if (method !== (route.type === 'act' ? 'POST' : 'GET')) return refused(405, 'method')

  const token = new URLSearchParams(query).get('token')
  // A link from anywhere may lead to the page, but only with the token.
  if (route.type === 'document' && token !== null)
    return isEqual(token, secrets.address)
      ? { type: 'allowed', route: { type: 'document', setsCookie: true } }
      : refused(403, 'token')
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none')
    return refused(403, 'site')
  if (!cookiesNamed(cookie, cookieName(port)).some((one) => isEqual(one, secrets.cookie)))
    return refused(403, 'token')
  if (route.type === 'act' && !isEqual(actToken ?? '', secrets.act)) return refused(403, 'token')
  return { type: 'allowed', route }
}

function routeOf(path: string, query: string): Route | undefined {
  const redact = new URLSearchParams(query).has('redact')
  const [, check, number] =
    /^\/page\/(?:exchange|check\/([a-z][a-z\d-]*))\/([1-9]\d{0,14})$/.exec(path) ?? []
  if (number !== undefined) return { type: 'exchange', number: Number(number), check, redact }
  switch (path) {
    case base:
      return { type: 'document', setsCookie: false }
    case `${base}page.js`:
      return { type: 'script' }
    case `${base}page.css`:
      return { type: 'style' }
    case `${base}events`:
      return { type: 'events' }
    case `${base}save`:
      return { type: 'save', redact }
    case `${base}act`:
      return { type: 'act' }
    default:
      return undefined
  }
}

/** Compares in a time that does not tell how much of it was right. */
export function isEqual(given: string, secret: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(secret)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** The values of all cookies with a name: another program on this machine may have set one too. */
export const cookiesNamed = (header: string | undefined, name: string): string[] =>
  (header ?? '').split(';').flatMap((pair) => {
    const [key = '', value = ''] = split(pair.trim(), '=')
    return key === name ? [value] : []
  })

function split(text: string, at: string): [string, string] {
  const index = text.indexOf(at)
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)]
}
