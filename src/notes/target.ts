import type { RequestLine } from '../http/message.ts'
import { orUndefined } from '../words/caught.ts'
import { noteWords } from '../words/notes.ts'
import { explains, type Note } from './note.ts'

const { parts } = noteWords

/** Notes on the request target and on the form fields in its query (RFC 9112, section 3.2). */
export function targetNotes({ target, targetRange }: RequestLine): Note[] {
  const mark = target.indexOf('?')
  const path = mark < 0 ? target.length : mark
  const { start } = targetRange
  const end = mark < 0 ? targetRange.end : start + path
  return [
    explains('target', { start, end }, targetWords(target), 'RFC 9112, section 3.2'),
    ...(mark < 0 ? [] : queryNotes(target, mark, start)),
  ]
}

function targetWords(target: string): string {
  if (target === '*') return parts.target.all
  if (/^[a-z]+:\/\//i.test(target)) return parts.target.proxy
  if (target === '/') return parts.target.root
  const decoded = decodedPath(target.replace(/\?.*$/s, ''))
  return decoded === undefined ? parts.target.path : parts.target.decoded(decoded)
}

/** A path with a character for its %XX (RFC 3986, section 2.1); undefined where it has none, or where they are not UTF-8. */
function decodedPath(path: string): string | undefined {
  if (!path.includes('%')) return undefined
  return orUndefined(() => decodeURIComponent(path))
}

/** A note for every `name=value` of the query, decoded (WHATWG URL, section 5.1). */
function queryNotes(target: string, mark: number, start: number): Note[] {
  let at = mark + 1
  const pairs = target.slice(at).split('&')
  return pairs.flatMap((pair): Note[] => {
    const from = start + at
    at += pair.length + 1
    if (pair === '') return []
    const [name, value] = decode(pair)
    const range = { start: from, end: from + pair.length }
    const source = 'WHATWG URL, section 5.1'
    if (!/passw/i.test(name) || value === '')
      return [explains('query', range, parts.query(name, value), source)]
    return [
      {
        ...range,
        about: 'query',
        severity: 'warning',
        words: parts.secretQuery(name, value),
        source,
      },
    ]
  })
}

function decode(pair: string): [string, string] {
  const [first] = new URLSearchParams(pair)
  return first ?? [pair, '']
}
