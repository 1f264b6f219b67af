import { describe, expect, test } from 'vitest'
import type { Message } from '../../src/http/message.ts'
import { createReader } from '../../src/http/reader.ts'
import { isOfPerson, keptSpare, type Why, whyItCame, whyOf } from '../../src/notes/why.ts'
import { whyWords } from '../../src/notes/why-words.ts'
import type { Exchange } from '../../src/wire/exchange.ts'
import { createSession } from '../../src/wire/session.ts'
import { capture, eventsOf, type Happening, sessionOf } from './exchange.ts'

function read(bytes: string | Uint8Array): Message {
  const reader = createReader('request')
  reader.push(typeof bytes === 'string' ? Buffer.from(bytes) : bytes)
  const [message] = reader.messages
  if (message === undefined) throw new Error('there is no message')
  return message
}
const why = (bytes: string | Uint8Array, before: readonly Exchange[] = []) =>
  whyItCame(read(bytes), before)

describe('every capture tells why it came', () => {
  test.each<[string, Why]>([
    ['chromium-nav', { type: 'navigation' }],
    ['chromium-headless-nav', { type: 'navigation' }],
    ['chromium-favicon', { type: 'favicon' }],
    ['chromium-headless-favicon', { type: 'favicon' }],
    ['chromium-reload-F5', { type: 'reload' }],
    ['chromium-hard-reload', { type: 'hard-reload' }],
    ['chromium-img', { type: 'picture', from: '/page' }],
    ['chromium-button-get', { type: 'form', from: '/page' }],
    ['chromium-form-get', { type: 'form', from: '/fget' }],
    ['chromium-form-get-korean', { type: 'form', from: '/fgetko' }],
    ['chromium-form-get-no-charset', { type: 'form', from: '/fgetlatin' }],
    ['chromium-form-post', { type: 'form', from: '/fpost' }],
    ['chromium-form-multipart', { type: 'form', from: '/fmulti' }],
    ['chromium-redirect-303-target', { type: 'navigation' }],
    ['firefox-nav', { type: 'navigation' }],
    ['firefox-favicon', { type: 'favicon' }],
    ['firefox-reload-F5', { type: 'navigation' }],
    ['firefox-hard-reload', { type: 'hard-reload' }],
    ['firefox-img', { type: 'picture', from: '/page' }],
    ['firefox-form-get', { type: 'form', from: '/fget' }],
    ['firefox-form-post', { type: 'form', from: '/fpost' }],
    ['firefox-form-post-resend', { type: 'form', from: '/fpost' }],
    ['curl', { type: 'program', name: 'curl' }],
    ['curl-d', { type: 'program', name: 'curl' }],
    ['wget', { type: 'program', name: 'Wget' }],
    ['python-urllib', { type: 'program', name: 'Python-urllib' }],
    ['w3m', { type: 'program', name: 'w3m' }],
    ['node-fetch', { type: 'program', name: 'node' }],
    ['node-http-get', { type: 'unknown' }],
    ['nc-lf', { type: 'unknown' }],
    ['telnet-tty', { type: 'unknown' }],
  ])('%s', (name, expected) => {
    expect(why(capture(name))).toEqual(expected)
  })
})

const page = (fields: string, line = 'GET /hello HTTP/1.1') =>
  `${line}\r\nHost: localhost:9001\r\nUser-Agent: Mozilla/5.0 Chrome/156.0.0.0\r\n${fields}\r\n`
const toDocument = 'Sec-Fetch-Dest: document\r\n'
const referer = (path: string) => `Referer: http://localhost:9001${path}\r\n`

describe('one by one', () => {
  test.each<[string, string, Why]>([
    [
      'Sec-Purpose',
      page(`${toDocument}Sec-Purpose: prefetch\r\n`),
      { type: 'prefetch', from: undefined },
    ],
    [
      'prerender',
      page(`${toDocument}Sec-Purpose: prefetch;prerender\r\n`),
      { type: 'prefetch', from: undefined },
    ],
    ['Purpose', page(`${toDocument}Purpose: prefetch\r\n`), { type: 'prefetch', from: undefined }],
    ['fetch()', page(`Sec-Fetch-Dest: empty\r\n${referer('/a')}`), { type: 'fetch', from: '/a' }],
    [
      'a style sheet',
      page('Sec-Fetch-Dest: style\r\n'),
      { type: 'part', kind: 'style', from: undefined },
    ],
    ['a link', page(toDocument + referer('/a')), { type: 'link', from: '/a' }],
    [
      'a link on another server',
      page(`${toDocument}Sec-Fetch-Site: same-site\r\nReferer: http://localhost:9002/\r\n`),
      { type: 'link', from: 'http://localhost:9002/' },
    ],
    [
      'a form is no reload',
      page(`${toDocument}Cache-Control: max-age=0\r\n`, 'POST /hello HTTP/1.1'),
      { type: 'form', from: undefined },
    ],
    [
      'nor a hard one',
      page(`${toDocument}Cache-Control: no-cache\r\n${referer('/a')}`, 'POST /hello HTTP/1.1'),
      { type: 'form', from: '/a' },
    ],
  ])('%s', (_name, bytes, expected) => {
    expect(why(bytes)).toEqual(expected)
  })
})

const ok = 'HTTP/1.1 200 OK\r\n\r\n'
const earlier = (...connections: (readonly Happening[])[]) => sessionOf(...connections).exchanges

describe('with what came before', () => {
  const form = page(toDocument + referer('/form'), 'GET /form?a=b HTTP/1.1')

  test('a query is a form where the page held one, and a link where it did not', () => {
    const asked = { client: page(toDocument, 'GET /form HTTP/1.1') }
    const with_ = earlier([asked, { server: `${ok}<form></form>` }, 'closed by server'])
    const without = earlier([asked, { server: `${ok}<a href="/form?a=b">` }, 'closed by server'])
    expect(why(form, with_)).toEqual({ type: 'form', from: '/form' })
    expect(why(form, without)).toEqual({ type: 'link', from: '/form' })
    expect(why(form)).toEqual({ type: 'form', from: '/form' })
  })

  test('a POST whose bytes came before is the same form once more', () => {
    const told = earlier([
      { client: capture('firefox-form-post') },
      { server: ok },
      'closed by server',
    ])
    expect(why(capture('firefox-form-post-resend'), told)).toEqual({
      type: 'form-again',
      from: '/fpost',
    })
    expect(why(capture('chromium-form-multipart'), told).type).toBe('form')
  })

  test('Firefox asks for the same once more: a reload, or the address typed again', () => {
    const told = earlier([{ client: capture('firefox-nav') }, { server: ok }, 'closed by server'])
    expect(why(capture('firefox-reload-F5'), told)).toEqual({ type: 'again' })
    expect(why(capture('chromium-nav'), told)).toEqual({ type: 'navigation' })
  })

  test('a reload of what got no answer may come from the error page', () => {
    const asked = { client: capture('chromium-nav') }
    const reload = capture('chromium-reload-F5')
    const failed = earlier([asked, 'closed by server'])
    const answered = earlier([asked, 'closed by server'], [asked, { server: ok }])
    expect(why(reload, failed)).toEqual({ type: 'reload-after-error' })
    expect(why(reload, answered)).toEqual({ type: 'reload' })
  })

  const redirected = (status: string, location: string) =>
    earlier(
      [
        { client: page(toDocument, 'GET /old?x HTTP/1.1') },
        { server: `HTTP/1.1 ${status}\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n` },
        'closed by server',
      ],
      [{ client: capture('chromium-favicon') }, { server: ok }, 'closed by server'],
    )

  test('a redirect is followed, though the favicon came between', () => {
    const next = capture('chromium-redirect-303-target')
    expect(why(next, redirected('303 See Other', '/hello'))).toEqual({
      type: 'redirect',
      from: '/old?x',
    })
    expect(why(next, redirected('303 See Other', '/elsewhere'))).toEqual({ type: 'navigation' })
    expect(why(next, redirected('304 Not Modified', '/hello'))).toEqual({ type: 'navigation' })
  })

  test('a POST is redirected by 307 and 308, and by no other', () => {
    const post = page(toDocument + referer('/form'), 'POST /hello HTTP/1.1')
    expect(why(post, redirected('307 Temporary Redirect', '/hello')).type).toBe('redirect')
    expect(why(post, redirected('302 Found', '/hello')).type).toBe('form')
  })

  test('after an empty answer the browser asks again by itself', () => {
    const asked = { client: page(toDocument) }
    const [first, second] = earlier([asked, 'closed by server'], [asked])
    if (first === undefined || second === undefined) throw new Error('there are no exchanges')
    expect(whyOf(first, [])).toEqual({ type: 'navigation' })
    expect(whyOf({ ...second, retryOf: first.number }, [first])).toEqual({ type: 'retry' })
    expect(whyOf({ ...second, retryOf: undefined }, [first])).toEqual({ type: 'navigation' })
  })
})

test('a connection that was open long before its first byte was a spare', () => {
  const at = (requestAt: number, client: Uint8Array) => {
    const session = createSession()
    const [opened, bytes] = eventsOf([{ client }], 1, 1000)
    if (opened === undefined || bytes === undefined) throw new Error('there are no events')
    session.take(opened)
    session.take({ ...bytes, at: requestAt })
    const [exchange] = session.exchanges
    return exchange === undefined ? 'nothing' : keptSpare(exchange)
  }
  expect(at(8000, capture('chromium-nav'))).toBe(7000)
  expect(at(1020, capture('chromium-nav'))).toBeUndefined()
  expect(at(8000, capture('curl'))).toBeUndefined()
})

test('what the person did not ask for is told apart', () => {
  expect(isOfPerson(why(capture('chromium-img')))).toBe(false)
  expect(isOfPerson(why(page('Sec-Fetch-Dest: empty\r\n')))).toBe(false)
  expect(isOfPerson(why(capture('chromium-reload-F5')))).toBe(true)
  expect(isOfPerson(why(capture('curl')))).toBe(true)
})

test('every reason has words of its own', () => {
  const from = '/a'
  const all: Why[] = [
    ...(
      [
        'navigation',
        'reload',
        'reload-after-error',
        'hard-reload',
        'again',
        'retry',
        'favicon',
      ] as const
    ).map((type) => ({ type })),
    ...(['prefetch', 'link', 'form', 'form-again', 'redirect', 'picture', 'fetch'] as const).map(
      (type) => ({ type, from }),
    ),
    { type: 'part', kind: 'style', from },
    { type: 'program', name: 'curl' },
  ]
  const words = all.map(whyWords)
  expect(new Set(words).size).toBe(all.length)
  for (const one of words) expect(one).toMatch(/^[^A-Z].*[^.!]$/)
  expect(whyWords({ type: 'unknown' })).toBeUndefined()
})

test.each<[string, Why]>([
  ['User-Agent: Mozilla/5.0\r\n', { type: 'websocket', from: undefined }],
  ['User-Agent: ws-client/8\r\n', { type: 'program', name: 'ws-client' }],
  ['', { type: 'unknown' }],
])('a WebSocket is opened by a page in a browser alone: %j', (agent, expected) => {
  expect(why(`GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n${agent}\r\n`)).toEqual(expected)
})
