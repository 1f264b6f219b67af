import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Side } from '../../../src/wire/event.ts'
import { harEntry, harOf, type OurEntry } from '../../../src/wire/har/entry.ts'
import { readHar } from '../../../src/wire/har/read.ts'
import {
  answer,
  ask,
  clock,
  entriesOf,
  entryOf,
  exchangesOf,
  expectValid,
  type Said,
} from './exchanges.ts'

function readBack(entries: readonly OurEntry[]) {
  const file = { log: { ...harOf([], '1.0.0').log, entries } }
  const read = readHar(Buffer.from(JSON.stringify(file)))
  if (read.type !== 'har') throw new Error(`read as ${read.type}`)
  return read.entries.map((entry) => {
    if (entry.type !== 'entry') throw new Error('an entry is odd')
    const { request, interim, response } = entry
    return {
      request: request.raw,
      responses: [...interim, ...(response === undefined ? [] : [response])].flatMap(
        ({ raw }) => raw ?? [],
      ),
    }
  })
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
  ])('%s', async (_name, said) => {
    const entries = await entriesOf(...said)
    expect(entries).toHaveLength(1)
    expectValid(entries)
  })
})

test('an exchange as HAR', async () => {
  const head =
    'POST /a%20b?x=1&y=%ED%95%9C HTTP/1.1\r\nHost: localhost:9001\r\nCookie: a=1; b=2\r\n' +
    'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\n'
  const { request } = await entryOf(`${head}k=v+w&l`, answer('Content-Length: 0'))
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
    postData: {
      mimeType: 'application/x-www-form-urlencoded',
      text: 'k=v+w&l',
      params: [
        { name: 'k', value: 'v w' },
        { name: 'l', value: '' },
      ],
    },
    headersSize: head.length,
    bodySize: 7,
    _head: head,
  })
})

test('a response as HAR, with its times', async () => {
  const { response, startedDateTime, time, timings, connection, serverIPAddress } = await entryOf(
    ask,
    'HTTP/1.0 303 See Other\r\nLocation: /there\r\n' +
      'Set-Cookie: id=7; Path=/; Expires=Fri, 02 Jan 2026 00:00:00 GMT; HttpOnly; SameSite=lax\r\n\r\n',
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
        sameSite: 'Lax',
      },
    ],
    redirectURL: '/there',
    content: { size: 0, mimeType: 'x-unknown' },
  })
  expect({ startedDateTime, time, timings, connection, serverIPAddress }).toEqual({
    startedDateTime: '2026-01-02T00:00:00.010Z',
    time: 20,
    timings: { send: 0, wait: 10, receive: 10 },
    connection: '1',
    serverIPAddress: '127.0.0.1',
  })
})

describe('the content, as a browser would have it', () => {
  const chunked = '3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\nTrailer: t\r\n\r\n'
  test.each<[string, Uint8Array, object]>([
    ['text', answer('Content-Length: 2', 'hi'), { text: 'hi', size: 2 }],
    ['chunks', answer('Transfer-Encoding: chunked', chunked), { text: 'abcdefg', size: 7 }],
    ['gzip', answer('Content-Encoding: gzip', gzipSync('hello')), { text: 'hello', size: 5 }],
    [
      'deflate without its header',
      answer('Content-Encoding: deflate', deflateRawSync('hello')),
      { text: 'hello', size: 5 },
    ],
    [
      'two codings',
      answer('Content-Encoding: gzip, br', brotliCompressSync(gzipSync('hello'))),
      { text: 'hello', size: 5 },
    ],
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
      { size: -1, comment: 'The bytes could not be unpacked as gzip. They are here as they came.' },
    ],
  ])('%s', async (_name, response, content) => {
    const entry = await entryOf(ask, response)
    expect(entry.response.content).toMatchObject(content)
    expectValid([entry])
  })

  test('a few bytes that hold gigabytes stay packed, and the file says so', async () => {
    const bomb = gzipSync(Buffer.alloc(17 * 1024 * 1024))
    const { content } = (await entryOf(ask, answer('Content-Encoding: gzip', bomb))).response
    expect(content).toEqual({
      size: -1,
      mimeType: 'x-unknown',
      comment: 'Unpacked, this body is larger than 2 MB. Only its packed bytes are in this file.',
    })
  })

  test('a plain or chunked body is in the file once', async () => {
    for (const response of [
      answer('Content-Length: 9', 'x'.repeat(9)),
      answer('Transfer-Encoding: chunked', '9\r\nxxxxxxxxx\r\n0\r\n\r\n'),
    ])
      expect(JSON.stringify(await entryOf(ask, response)).match(/x{9}|eHh4/g)).toHaveLength(1)
  })
})

describe('times', () => {
  const timingsOf = async (...said: Said[]) => (await entriesOf(...said))[0]?.timings

  test('an upload is sending, until its last byte', async () => {
    const head = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n'
    const said: Said[] = [
      ['client', head],
      ['client', 'ab'],
      ['client', 'cd'],
      ['server', answer('Content-Length: 0')],
    ]
    expect(await timingsOf(...said)).toEqual({ send: 20, wait: 10, receive: 0 })
  })

  test('an interim response is no part of the response', async () => {
    const said: Said[] = [
      ['client', ask],
      ['server', 'HTTP/1.1 103 Early Hints\r\n\r\n'],
      ['server', answer('Content-Length: 0')],
    ]
    expect(await timingsOf(...said)).toEqual({ send: 0, wait: 20, receive: 0 })
  })

  test('a response before the end of the request', async () => {
    const head = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n'
    const said: Said[] = [
      ['client', head],
      ['server', answer('Content-Length: 0')],
      ['client', 'abcd'],
    ]
    expect(await timingsOf(...said)).toEqual({ send: 10, wait: 0, receive: 0 })
  })
})

test('a form with a file as HAR', async () => {
  const body =
    '--b\r\nContent-Disposition: form-data; name="n"\r\n\r\n\xc3\xa9\r\n--b\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nhi\r\n--b--\r\n'
  const head = `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: ${body.length}\r\n\r\n`
  const entry = await entryOf(head + body, answer('Content-Length: 0'))
  expectValid([entry])
  expect(entry.request.postData?.params).toEqual([
    { name: 'n', value: 'é' },
    { name: 'f', fileName: 'a.txt', contentType: 'text/plain' },
  ])
})

describe('read back', () => {
  test('every byte of every message is the same, whatever passed', async () => {
    const message = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      fc.constantFrom(
        ask,
        ask + ask,
        answer('Content-Length: 2', 'hi'),
        answer('Transfer-Encoding: chunked', '2;a=b\r\nhi\r\n0\r\nT: x\r\n\r\n'),
        answer('Transfer-Encoding: chunked', '5\r\nhi\n3\nabc'),
        answer('Content-Encoding: gzip', gzipSync('hello')),
        answer('Content-Type: text/plain; charset=iso-8859-1', Buffer.from([0xe9])),
        'HTTP/1.1 100 \r\n\r\n',
      ),
    )
    const said = fc.array(fc.tuple(fc.constantFrom<Side>('client', 'server'), message))
    await fc.assert(
      fc.asyncProperty(said, async (said) => {
        const exchanges = exchangesOf(...said)
        const entries = await Promise.all(exchanges.map((exchange) => harEntry(exchange, clock)))
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

  test('a message of which not all was kept knows its length, and the file says so', async () => {
    const size = 2 * 1024 * 1024
    const entry = await entryOf(ask, answer(`Content-Length: ${size}`, Buffer.alloc(size)))
    expect(entry.response.content).toMatchObject({
      size,
      comment: expect.stringMatching(
        /^1,048,\d+ bytes of this message came and are not in this file/,
      ),
    })
    const [response] = readBack([entry])[0]?.responses ?? []
    expect(response?.length).toBeGreaterThan(size)
    expect(response?.bytes.length).toBeLessThan(size)
  })
})
