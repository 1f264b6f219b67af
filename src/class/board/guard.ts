import { cookiesNamed, isEqual } from '../../page/server/guard.ts'
import type { Identity } from './journal.ts'
import type { Role } from './protocol.ts'

/** What decides whether a request to the board's page is answered, and for whom. */
export interface Asked {
  readonly method: string
  /** The target as it was sent. */
  readonly target: string
  readonly host: string | undefined
  /** The address and port at which it came: `192.168.1.5:9100`. */
  readonly at: string
  /** It came from this machine. */
  readonly isLocal: boolean
  readonly origin: string | undefined
  readonly fetchSite: string | undefined
  readonly cookie: string | undefined
  readonly actToken: string | undefined
}

export type Route =
  | { readonly type: 'document'; readonly view: 'class' | 'wall'; readonly setsCookie: boolean }
  | { readonly type: 'script' }
  | { readonly type: 'style' }
  | { readonly type: 'events'; readonly view: 'class' | 'wall' }
  | { readonly type: 'shown'; readonly id: string }
  | { readonly type: 'export'; readonly as: 'csv' | 'json' | 'xapi.json' }
  | { readonly type: 'visitors' }
  | { readonly type: 'act' }

export type Verdict =
  | { readonly type: 'allowed'; readonly route: Route; readonly role: Role }
  | { readonly type: 'refused'; readonly status: 403 | 404 | 405 | 421 }

/** All of the teacher's page, and its cookie, is below this. */
export const base = '/board/'

export const cookieName = (port: number) => `board-${port}`

const refused = (status: 403 | 404 | 405 | 421): Verdict => ({ type: 'refused', status })

/** Whether a Host names this board: by the address at which the request came, or by a name of this machine. */
export function isOurHost(host: string | undefined, at: string, names: readonly string[]): boolean {
  const port = at.slice(at.lastIndexOf(':'))
  return (
    host !== undefined && [at, ...names.map((name) => name + port)].includes(host.toLowerCase())
  )
}

/**
 * Decides on a request to the page. Everyone may see the wall, which holds no names. The class is shown to whoever
 * brings the secret of the teacher's address; only on the teacher's own machine something can be done. Pure.
 */
export function judge(
  asked: Asked,
  { port, secrets }: Pick<Identity, 'port' | 'secrets'>,
  names: readonly string[],
): Verdict {
  const { method, target, host, at, isLocal, origin, fetchSite, cookie, actToken } = asked
  if (!isOurHost(host, at, names)) return refused(421)
  if (origin !== undefined && origin !== `http://${host}`) return refused(403)
  const [path = '', query = ''] = target.split('?')
  const given = new URLSearchParams(query)
  const route = routeOf(path, given)
  if (route === undefined) return refused(404)
  if (method !== (route.type === 'act' ? 'POST' : 'GET')) return refused(405)
  const role = isLocal ? 'teacher' : 'viewer'

  const token = given.get('token')
  if (route.type === 'document' && route.view === 'class' && token !== null)
    return isEqual(token, secrets.address)
      ? { type: 'allowed', route: { ...route, setsCookie: true }, role }
      : refused(403)
  if (route.type === 'visitors')
    return isLocal && isEqual(token ?? '', secrets.address)
      ? { type: 'allowed', route, role }
      : refused(403)
  const isPublic =
    route.type === 'script' ||
    route.type === 'style' ||
    ((route.type === 'document' || route.type === 'events') && route.view === 'wall')
  if (isPublic) return { type: 'allowed', route, role: 'wall' }
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none')
    return refused(403)
  if (!cookiesNamed(cookie, cookieName(port)).some((one) => isEqual(one, secrets.cookie)))
    return refused(403)
  if (route.type === 'act' && !(isLocal && isEqual(actToken ?? '', secrets.act)))
    return refused(403)
  return { type: 'allowed', route, role }
}

function routeOf(path: string, query: URLSearchParams): Route | undefined {
  const id = /^\/board\/shown\/([A-Za-z0-9_-]{22,64})$/.exec(path)?.[1]
  if (id !== undefined) return { type: 'shown', id }
  switch (path) {
    case '/':
    case `${base}wall`:
      return { type: 'document', view: 'wall', setsCookie: false }
    case base:
      return { type: 'document', view: 'class', setsCookie: false }
    case `${base}board.js`:
      return { type: 'script' }
    case `${base}board.css`:
      return { type: 'style' }
    case `${base}events`:
      return { type: 'events', view: query.get('view') === 'wall' ? 'wall' : 'class' }
    case `${base}class.csv`:
      return { type: 'export', as: 'csv' }
    case `${base}class.json`:
      return { type: 'export', as: 'json' }
    case `${base}class.xapi.json`:
      return { type: 'export', as: 'xapi.json' }
    case `${base}visitors`:
      return { type: 'visitors' }
    case `${base}act`:
      return { type: 'act' }
    default:
      return undefined
  }
}
