import { brotliCompressSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import type { Side, WireEvent } from '../../../src/wire/event.ts'
import type { Exchange } from '../../../src/wire/exchange.ts'
import { type HarEntry, harEntry, harOf } from '../../../src/wire/har/har.ts'
import { readHar } from '../../../src/wire/har/har-read.ts'
import { createSession } from '../../../src/wire/session.ts'

/** Who sent what. */
type Said = [Side, string | Uint8Array]

/** What the tap would have seen on a connection. */
function exchangesOf(...said: Said[]): Exchange[] {
  const session = createSession()
  const at = (at: number) => ({ connection: 1, at })
  const events: WireEvent[] = [
    { type: 'opened', client: '127.0.0.1:5', ...at(0) },
    ...said.map(([from, text], i): WireEvent => {
      const bytes = typeof text === 'string' ? Buffer.from(text, 'latin1') : text
      return { type: 'bytes', from, bytes, ...at(10 * (i + 1)) }
    }),
    { type: 'closed', ...at(10 * (said.length + 1)) },
  ]
  for (const event of events) session.take(event)
  return [...session.exchanges]
}

const clock = { origin: Date.UTC(2026, 0, 2), endedAt: 25 }
const entriesOf = (...said: Said[]): HarEntry[] =>
  exchangesOf(...said).map((exchange) => harEntry(exchange, clock))

function entryOf(request: string | Uint8Array, response: string | Uint8Array): HarEntry {
  const [entry] = entriesOf(['client', request], ['server', response])
  if (entry === undefined) throw new Error('there was no exchange')
  return entry
}

const answer = (head: string, body: Uint8Array | string = '') =>
  Buffer.concat([
    Buffer.from(`HTTP/1.1 200 OK\r\n${head}\r\n\r\n`, 'latin1'),
    typeof body === 'string' ? Buffer.from(body) : body,
  ])
const ask = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'

/** What HAR 1.2 requires, and no name beside its own. */
const object = v.strictObject
const size = v.pipe(v.number(), v.integer(), v.minValue(-1))
const time = v.pipe(v.number(), v.minValue(0))
const iso = v.pipe(v.string(), v.isoTimestamp())
const pairs = v.array(object({ name: v.string(), value: v.string() }))
const cookies = v.array(
  object({
    name: v.string(),
    value: v.string(),
    path: v.optional(v.string()),
    domain: v.optional(v.string()),
    expires: v.optional(iso),
    httpOnly: v.optional(v.boolean()),
    secure: v.optional(v.boolean()),
  }),
)
const harSchema = object({
  log: object({
    version: v.literal('1.2'),
    creator: object({ name: v.string(), version: v.string() }),
    entries: v.array(
      object({
        startedDateTime: iso,
        time,
        request: object({
          method: v.string(),
          url: v.pipe(v.string(), v.url()),
          httpVersion: v.string(),
          cookies,
          headers: pairs,
          queryString: pairs,
          postData: v.optional(object({ mimeType: v.string(), text: v.string() })),
          headersSize: size,
          bodySize: size,
        }),
        response: object({
          status: v.number(),
          statusText: v.string(),
          httpVersion: v.string(),
          cookies,
          headers: pairs,
          content: object({
            size,
            compression: v.optional(v.number()),
            mimeType: v.string(),
            text: v.optional(v.string()),
            encoding: v.optional(v.literal('base64')),
          }),
          redirectURL: v.string(),
          headersSize: size,
          bodySize: size,
        }),
        cache: object({}),
        timings: object({ send: time, wait: time, receive: time }),
        connection: v.string(),
      }),
    ),
  }),
})

/** The same without the names that begin with an underscore, which HAR leaves to everyone. */
function withoutCustom(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutCustom)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !name.startsWith('_'))
      .map(([name, inner]) => [name, withoutCustom(inner)]),
  )
}

function expectValid(entries: readonly HarEntry[]) {
  const written: unknown = JSON.parse(JSON.stringify(harOf(entries, '1.0.0')))
  expect(v.safeParse(harSchema, withoutCustom(written)).issues).toBeUndefined()
  for (const { time, timings } of entries)
    expect(time).toBeCloseTo(timings.send + timings.wait + timings.receive)
}

function readBack(entries: readonly HarEntry[]) {
  const read = readHar(JSON.stringify(harOf(entries, '1.0.0')))
  if (read.type !== 'har') throw new Error(`read as ${read.type}`)
  return read.entries
}

describe('what HAR 1.2 requires is there', () => {
  test.each<[string, Said[]]>([
    [
      'a plain exchange',
      [
        ['client', ask],
        ['server', answer('Content-Length: 2', 'hi')],
      ],
    ],
    ['no answer', [['client', ask]]],
    ['an answer nobody asked for', [['server', answer('Content-Length: 0')]]],
    ['a request that is none', [['client', '\x00\xff\n\n']]],
    ['no host, a target that is none', [['client', 'GET not-a-path HTTP/1.1\r\n\r\n']]],
    ['a host that is none', [['client', 'GET / HTTP/1.1\r\nHost: [:\r\n\r\n']]],
    ['a proxy’s target', [['client', 'GET http://a.b/c?d=e#f HTTP/1.1\r\nHost: a.b\r\n\r\n']]],
    ['CONNECT', [['client', 'CONNECT a.b:443 HTTP/1.1\r\nHost: a.b:443\r\n\r\n']]],
    ['OPTIONS *', [['client', 'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n']]],
    ['bytes that are not ASCII', [['client', 'GET /\xed\x95\x9c HTTP/1.1\r\nHost: x\r\n\r\n']]],
    [
      'an interim answer',
      [
        ['client', ask],
        ['server', `HTTP/1.1 100 Continue\r\n\r\n${answer('Content-Length: 0')}`],
      ],
    ],
    ['a cookie with a date that is none', [['server', answer('Set-Cookie: a=b; Expires=soon')]]],
  ])('%s', (_name, said) => {
    const entries = entriesOf(...said)
    expect(entries).toHaveLength(1)
    expectValid(entries)
  })
})

test('an exchange as HAR', () => {
  const head =
    'POST /a%20b?x=1&y=%ED%95%9C HTTP/1.1\r\nHost: localhost:9001\r\nCookie: a=1; b=2\r\n' +
    'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\n'
  const { _bytes, ...request } = entryOf(`${head}k=v+w&l`, answer('Content-Length: 0')).request
  expect(Buffer.from(_bytes ?? '', 'base64').toString()).toBe(`${head}k=v+w&l`)
  expect(request).toEqual({
    method: 'POST',
    url: 'http://localhost:9001/a%20b?x=1&y=%ED%95%9C',
    httpVersion: 'HTTP/1.1',
    cookies: [
      { name: 'a', value: '1' },
      { name: 'b', value: '2' },
    ],
    headers: [
      { name: 'Host', value: 'localhost:9001' },
      { name: 'Cookie', value: 'a=1; b=2' },
      { name: 'Content-Type', value: 'application/x-www-form-urlencoded' },
      { name: 'Content-Length', value: '7' },
    ],
    queryString: [
      { name: 'x', value: '1' },
      { name: 'y', value: '한' },
    ],
    postData: { mimeType: 'application/x-www-form-urlencoded', text: 'k=v+w&l' },
    headersSize: head.length,
    bodySize: 7,
  })
})

test('an answer as HAR, with its times', () => {
  const { response, startedDateTime, time, timings, connection } = entryOf(
    ask,
    'HTTP/1.0 303 See Other\r\nLocation: /there\r\n' +
      'Set-Cookie: id=7; Path=/; Expires=Fri, 02 Jan 2026 00:00:00 GMT; HttpOnly\r\n\r\n',
  )
  expect(response).toMatchObject({
    status: 303,
    statusText: 'See Other',
    httpVersion: 'HTTP/1.0',
    cookies: [
      {
        name: 'id',
        value: '7',
        path: '/',
        expires: '2026-01-02T00:00:00.000Z',
        httpOnly: true,
        secure: false,
      },
    ],
    redirectURL: '/there',
    content: { size: 0, mimeType: 'x-unknown' },
  })
  expect({ startedDateTime, time, timings, connection }).toEqual({
    startedDateTime: '2026-01-02T00:00:00.010Z',
    time: 15,
    timings: { send: 0, wait: 10, receive: 5 },
    connection: '1',
  })
})

describe('the content, as a browser would have it', () => {
  const chunked = '3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\nTrailer: t\r\n\r\n'
  test.each<[string, Uint8Array, object]>([
    ['text', answer('Content-Length: 2', 'hi'), { text: 'hi', size: 2 }],
    ['chunks', answer('Transfer-Encoding: chunked', chunked), { text: 'abcdefg', size: 7 }],
    ['gzip', answer('Content-Encoding: gzip', gzipSync('hello')), { text: 'hello', size: 5 }],
    ['br', answer('Content-Encoding: br', brotliCompressSync('hello')), { text: 'hello', size: 5 }],
    [
      'Latin-1',
      answer('Content-Type: text/plain; charset=iso-8859-1', Buffer.from('é', 'latin1')),
      { text: 'é', size: 1, mimeType: 'text/plain; charset=iso-8859-1' },
    ],
    [
      'a picture',
      answer('X: y', Buffer.from([0x89, 0x50, 0])),
      { text: 'iVAA', encoding: 'base64' },
    ],
    ['not UTF-8', answer('X: y', Buffer.from([0xff])), { text: '/w==', encoding: 'base64' }],
    [
      'a charset that does not exist',
      answer('Content-Type: text/plain; charset=nope', 'hi'),
      { text: 'aGk=', encoding: 'base64' },
    ],
    [
      'gzip that is none',
      answer('Content-Encoding: gzip', Buffer.from([1, 2])),
      { text: 'AQI=', encoding: 'base64', size: 2 },
    ],
  ])('%s', (_name, response, content) => {
    const entry = entryOf(ask, response)
    expect(entry.response.content).toMatchObject(content)
    expectValid([entry])
  })

  test('a few bytes that hold gigabytes stay as they came', () => {
    const bomb = gzipSync(Buffer.alloc(17 * 1024 * 1024))
    expect(entryOf(ask, answer('Content-Encoding: gzip', bomb)).response.content.size).toBe(
      bomb.length,
    )
  })
})

describe('read back', () => {
  test('every byte of every message is the same, whatever passed', () => {
    const message = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      fc.constantFrom(ask, ask + ask, answer('Content-Length: 2', 'hi'), 'HTTP/1.1 100 \r\n\r\n'),
    )
    const said = fc.array(fc.tuple(fc.constantFrom<Side>('client', 'server'), message))
    fc.assert(
      fc.property(said, (said) => {
        const exchanges = exchangesOf(...said)
        const entries = exchanges.map((exchange) => harEntry(exchange, clock))
        expectValid(entries)
        const passed = exchanges.map(({ request, interim, response }) => ({
          request: request && Buffer.from(request.bytes),
          responses: [...interim, ...(response ? [response] : [])].map(({ bytes }) =>
            Buffer.from(bytes),
          ),
        }))
        const read = readBack(entries).map(({ request, responses }) => ({
          request: request && Buffer.from(request.bytes),
          responses: responses.map(({ bytes }) => Buffer.from(bytes)),
        }))
        expect(read).toEqual(passed)
      }),
      { numRuns: 300, seed: 12 },
    )
  })

  test('a message of which not all was kept knows its length', () => {
    const body = 2 * 1024 * 1024
    const [entry] = readBack([entryOf(ask, answer(`Content-Length: ${body}`, Buffer.alloc(body)))])
    const [response] = entry?.responses ?? []
    expect(response?.length).toBeGreaterThan(body)
    expect(response?.bytes.length).toBeLessThan(body)
    expect(response?.rebuilt).toBe(false)
  })
})

describe('what other tools wrote', () => {
  const entry = (request: object, response: object) => ({
    request: {
      method: 'GET',
      url: 'http://a.b/c?d',
      httpVersion: 'HTTP/1.1',
      headers: [],
      ...request,
    },
    response: {
      ...{ status: 200, statusText: 'OK', httpVersion: 'HTTP/1.1', headers: [], content: {} },
      ...response,
    },
  })
  const read = (...entries: object[]) => {
    const har = readHar(JSON.stringify({ log: { creator: { name: 'WebInspector' }, entries } }))
    if (har.type !== 'har') throw new Error(`read as ${har.type}`)
    return har.entries.map(({ request, responses }) =>
      [request, ...responses].map((message) => Buffer.from(message?.bytes ?? []).toString()),
    )
  }

  test('the messages are written anew', () => {
    expect(
      read(
        entry(
          { method: 'POST', postData: { text: 'k=v' }, headers: [{ name: 'X', value: 'y' }] },
          {
            headers: [
              { name: 'Content-Encoding', value: 'br' },
              { name: 'Transfer-Encoding', value: 'chunked' },
            ],
            content: { text: 'aGk=', encoding: 'base64' },
          },
        ),
      ),
    ).toEqual([
      [
        'POST /c?d HTTP/1.1\r\nHost: a.b\r\nX: y\r\nContent-Length: 3\r\n\r\nk=v',
        'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi',
      ],
    ])
  })

  test('HTTP/2, and fields with an underscore that are not ours', () => {
    expect(
      read(
        entry(
          { httpVersion: 'http/2.0', headers: [{ name: ':path', value: '/c' }], _bytes: 'AAAA' },
          { httpVersion: 'h3', status: 304, headers: [{ name: 'etag', value: '"1"' }] },
        ),
      ),
    ).toEqual([['GET /c?d HTTP/1.1\r\nHost: a.b\r\n\r\n', 'HTTP/1.1 304 OK\r\netag: "1"\r\n\r\n']])
  })

  test('a request without an answer', () => {
    expect(read(entry({}, { status: 0 }))).toEqual([['GET /c?d HTTP/1.1\r\nHost: a.b\r\n\r\n']])
  })
})

test.each([
  ['{"log":{"creator":{"name":"x"},"entries":[]}}', { type: 'har', entries: [] }],
  ['\ufeff{"log":{"creator":{"name":"x"},"entries":[]}}', { type: 'har', entries: [] }],
  ['{"log":', { type: 'other' }],
  ['{"a":1}', { type: 'other' }],
  ['null', { type: 'other' }],
  [
    '{"log":{"creator":{"name":"x"}}}',
    { type: 'broken', where: 'log.entries', expected: '"entries"' },
  ],
  [
    '{"log":{"creator":{"name":"x"},"entries":[{"request":{"method":7}}]}}',
    { type: 'broken', where: 'log.entries.0.request.method', expected: 'string' },
  ],
])('%s', (text, read) => {
  expect(readHar(text)).toEqual(read)
})
