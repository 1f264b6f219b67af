import { describe, expect, test } from 'vitest'
import { nearTerm, termOf } from '../../src/notes/term.ts'
import { termWords } from '../../src/words/terms.ts'
import { mistakesIn } from '../json/schema.ts'

describe('what a term is', () => {
  test.each([
    ['304', 'status', '304 Not Modified'],
    ['HTTP 404', 'status', '404 Not Found'],
    ['404 Not Found', 'status', '404 Not Found'],
    ['post', 'method', 'POST'],
    ['sec-fetch-mode', 'header', 'Sec-Fetch-Mode'],
    ['Host:', 'header', 'Host'],
    ['ERR_EMPTY_RESPONSE', 'error', 'ERR_EMPTY_RESPONSE'],
    ['net::ERR_CONNECTION_REFUSED', 'error', 'ERR_CONNECTION_REFUSED'],
    ['err_connection_reset', 'error', 'ERR_CONNECTION_RESET'],
    ['NS_ERROR_NET_RESET', 'error', 'NS_ERROR_NET_RESET'],
    ['curl: (52) Empty reply from server', 'error', 'curl (52)'],
    ['curl 7', 'error', 'curl (7)'],
    ['curl (56)', 'error', 'curl (56)'],
    ['Error: listen EADDRINUSE: address already in use :::9001', 'error', 'EADDRINUSE'],
    ['OSError: [Errno 98] Address already in use', 'error', 'Errno 98'],
    ['econnreset', 'error', 'ECONNRESET'],
  ])('%s', (given, kind, name) => {
    const term = termOf(given)
    expect(term).toMatchObject({ kind, name })
    expect(mistakesIn({ type: 'term', ...term }, 'term')).toEqual([])
  })

  test.each(['nonsense', '999', 'curl (99)', '', 'constructor', '__proto__'])(
    'none: %j',
    (given) => {
      expect(termOf(given)).toBeUndefined()
    },
  )
})

test.each([
  ['Sec-Fetch-Mod', 'Sec-Fetch-Mode'],
  ['ERR_EMTY_RESPONSE', 'ERR_EMPTY_RESPONSE'],
  ['Cotent-Type', 'Content-Type'],
  ['xyzzyplugh', undefined],
])('%s is near %s', (given, near) => {
  expect(nearTerm(given)).toBe(near)
})

test('every error has one meaning, and every name of it is found', () => {
  const names = termWords.errors.flatMap((words) => Object.values(words.names).flat())
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(termOf(name)?.name).toBe(name)
})
