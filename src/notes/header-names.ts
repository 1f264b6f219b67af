import { headerNames } from './data.ts'
import { near } from './near.ts'

const known = new Set(headerNames.map((name) => name.toLowerCase()))
/** A header that the notes know, however its letters are written. */
export const isKnown = (name: string) => known.has(name.toLowerCase())

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
export function misspelt(name: string): string | undefined {
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
