import { describe, expect, test } from 'vitest'
import { changesSince, previousOfKind } from '../../src/notes/changes.ts'
import { capture, sessionOf } from './exchange.ts'

const ok = 'HTTP/1.1 200 OK\r\n\r\n'
const session = (...names: string[]) =>
  sessionOf(
    ...names.map((name) => [
      { client: capture(name) },
      { server: ok },
      'closed by server' as const,
    ]),
  ).exchanges

function changed(before: string, after: string) {
  const [first, second] = session(before, after)
  if (first?.request === undefined || second?.request === undefined) throw new Error('no requests')
  return changesSince(second.request, first.request)
}

const brief = (before: string, after: string) =>
  changed(before, after).fields.map(({ type, name, because }) => [type, name, because])

describe('between recorded requests', () => {
  test('a reload in Chromium', () => {
    expect(changed('chromium-nav', 'chromium-reload-F5').fields).toEqual([
      {
        type: 'added',
        name: 'Cache-Control',
        value: 'max-age=0',
        because: 'you reloaded the page',
      },
    ])
  })

  test('a hard reload after a reload', () => {
    expect(brief('chromium-reload-F5', 'chromium-hard-reload')).toEqual([
      ['added', 'Pragma', 'the same as Cache-Control, for servers older than HTTP/1.1'],
      [
        'changed',
        'Cache-Control',
        'fresh copies are wanted: a hard reload, or a tool that stores nothing',
      ],
    ])
  })

  test('back to the address', () => {
    expect(brief('chromium-hard-reload', 'chromium-nav')).toEqual([
      ['gone', 'Pragma', 'this time nothing fresh is asked for'],
      ['gone', 'Cache-Control', 'this time it is no reload'],
    ])
  })

  test('a reload in Firefox: nothing, to the byte', () => {
    expect(changed('firefox-nav', 'firefox-reload-F5')).toEqual({
      line: undefined,
      fields: [],
      same: 12,
      body: undefined,
      identical: true,
    })
  })

  test('a form by POST after one by GET: its line, its body and its fields', () => {
    const { line, body, fields } = changed('firefox-form-get', 'firefox-form-post')
    expect(line?.now).toBe('POST /submit HTTP/1.1')
    expect(line?.was).toMatch(/^GET \/submit\?firstname=/)
    expect(body).toEqual({ now: 141, was: 0 })
    expect(fields.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Content-Type', 'Content-Length', 'Origin', 'Referer']),
    )
  })
})

test('a name that comes twice is compared one by one, in any case of its letters', () => {
  const request = (fields: string) => `GET / HTTP/1.1\r\nHost: a\r\n${fields}\r\n`
  const [one, two] = sessionOf(
    [{ client: request('X-A: 1\r\nx-a: 2\r\n') }, { server: ok }],
    [{ client: request('x-A: 1\r\nX-a: 3\r\nX-A: 4\r\n') }, { server: ok }],
  ).exchanges
  if (one?.request === undefined || two?.request === undefined) throw new Error('no requests')
  expect(changesSince(two.request, one.request).fields).toEqual([
    { type: 'changed', name: 'X-a', value: '3', was: '2', because: undefined },
    { type: 'added', name: 'X-A', value: '4', because: undefined },
  ])
})

test('a body of the same length and of other bytes is told', () => {
  const post = (body: string) => `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n${body}`
  const [one, two] = sessionOf([{ client: post('1') }], [{ client: post('2') }]).exchanges
  if (one?.request === undefined || two?.request === undefined) throw new Error('no requests')
  expect(changesSince(two.request, one.request)).toMatchObject({
    fields: [],
    body: { now: 1, was: 1 },
    identical: false,
  })
})

describe('the last of the same kind', () => {
  const kinds = (...names: string[]) => {
    const exchanges = session(...names)
    const last = exchanges.at(-1)
    const found = last === undefined ? undefined : previousOfKind(last, exchanges)
    return found === undefined ? undefined : [found.by, found.exchange.number]
  }

  test.each<[string[], [string, number] | undefined]>([
    [['chromium-nav'], undefined],
    [
      ['chromium-nav', 'chromium-favicon', 'chromium-reload-F5'],
      ['path', 1],
    ],
    [['chromium-nav', 'chromium-favicon'], undefined],
    [
      ['chromium-nav', 'chromium-reload-F5', 'chromium-hard-reload'],
      ['path', 2],
    ],
    [
      ['chromium-form-get', 'chromium-button-get'],
      ['why', 1],
    ],
    [
      ['curl', 'wget', 'curl-G'],
      ['path', 2],
    ],
  ])('%j', (names, expected) => {
    expect(kinds(...names)).toEqual(expected)
  })
})
