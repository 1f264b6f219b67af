import type { RequestLine } from '../http/message.ts'
import type { Note } from './notes.ts'

/** Notes on the request target and on the form fields in its query (RFC 9112, section 3.2). */
export function targetNotes({ target, targetRange }: RequestLine): Note[] {
  const words = targetWords(target)
  const mark = target.indexOf('?')
  const path = mark < 0 ? target.length : mark
  const { start } = targetRange
  return [
    {
      about: 'target',
      start,
      end: mark < 0 ? targetRange.end : start + path,
      severity: 'note',
      words: `target: ${words}`,
      source: 'RFC 9112, section 3.2',
    },
    ...(mark < 0 ? [] : queryNotes(target, mark, start)),
  ]
}

function targetWords(target: string): string {
  if (target === '*') return 'the server as a whole'
  if (/^[a-z]+:\/\//i.test(target)) return 'a whole address, as one sends it to a proxy'
  if (target === '/') return "the site's first page"
  return 'what is asked for, on this server'
}

/** A note for every `name=value` of the query, decoded (WHATWG URL, section 5.1). */
function queryNotes(target: string, mark: number, start: number): Note[] {
  let at = mark + 1
  const parts = target.slice(at).split('&')
  return parts.flatMap((part): Note[] => {
    const from = start + at
    at += part.length + 1
    if (part === '') return []
    const [name, value] = decode(part)
    const secret = /passw/i.test(name)
    return [
      {
        about: 'query',
        start: from,
        end: from + part.length,
        severity: secret && value !== '' ? 'warning' : 'note',
        words: secret
          ? `${name}: "${value}", readable here, in the log and in the history`
          : `${name}: "${value}"`,
        source: 'WHATWG URL, section 5.1',
      },
    ]
  })
}

function decode(part: string): [string, string] {
  const [pair] = new URLSearchParams(part)
  return pair ?? [part, '']
}
