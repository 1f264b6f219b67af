import { describe, expect, test } from 'vitest'
import { readRecorded } from '../../src/wire/recorded.ts'

/** What was recorded, each item in a word or two. */
function read(text: string | Uint8Array, role?: 'request' | 'response'): string[] {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'latin1') : text
  const recorded = readRecorded(bytes, role)
  if (!('items' in recorded)) return [recorded.type]
  return recorded.items.map((item) => {
    if (item.type === 'message')
      return [item.message.role, `at ${item.at}`, item.remark].filter(Boolean).join(' ')
    if (item.type === 'curl') return `${item.message.status} by curl at ${item.at}`
    if (item.type === 'http09') return `HTTP/0.9 at ${item.at}`
    if (item.type === 'protocol') {
      const frames = item.frames.map((frame) =>
        frame.protocol === 'websocket'
          ? `${frame.from} ${frame.opcode}${frame.problems.map((problem) => ` ${problem}`)}`
          : frame.protocol === 'http2' && `${frame.from} ${frame.name}`,
      )
      const cut = item.cut > 0 ? [`${item.cut} left`] : []
      return [`${item.protocol.label} at ${item.at}`, ...frames, ...cut].join(', ')
    }
    return item.type
  })
}

const get = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'
const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n'
const settings = '\0\0\0\x04\0\0\0\0\0'
const offered = (protocol: string) =>
  `GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: ${protocol}\r\n\r\n`
const agreed = (protocol: string) =>
  `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ${protocol}\r\n\r\n`
const asked = offered('websocket').length
const fromServer = '\x81\x05hello'
const fromClient = '\x81\x82\0\0\0\0hi'

describe('what bytes are read as', () => {
  test.each<[string, string | Uint8Array, string[]]>([
    ['a request', get, ['request at 0']],
    ['a conversation', `${get}${ok}ok`, ['request at 0', 'response at 27']],
    ['curl -i', `${ok}ok`, ['response at 0']],
    ['curl -I', ok, ['response at 0 head-only']],
    [
      'curl -I, no body announced',
      'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
      ['response at 0'],
    ],
    ['curl -I of a 304', 'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n', ['response at 0']],
    ['curl -IL', ok + ok, ['response at 0 another-follows', 'response at 38 head-only']],
    [
      'curl -iL',
      `HTTP/1.1 301 Moved\r\nContent-Length: 9\r\n\r\n${ok}ok`,
      ['response at 0 another-follows', 'response at 41'],
    ],
    [
      'an interim response',
      `HTTP/1.1 100 Continue\r\n\r\n${ok}ok`,
      ['response at 0', 'response at 25'],
    ],
    ['curl of HTTP/2', 'HTTP/2 200 \r\na: b\r\n\r\nok', ['200 by curl at 0']],
    ['curl of HTTP/3', 'HTTP/3 404 \n\n', ['404 by curl at 0']],
    [
      'curl -L to HTTP/2',
      `HTTP/1.1 301 Moved\r\n\r\nHTTP/2 200 \r\n\r\nok`,
      ['response at 0', '200 by curl at 22'],
    ],
    ['a line alone', 'GET /hello', ['request at 0 request-line-only']],
    [
      'a line alone, with its end',
      'GET http://localhost:9001/\r\n',
      ['request at 0 request-line-only'],
    ],
    ['a line typed by hand', 'get /', ['request at 0 request-line-only']],
    [
      'HTTP/0.9',
      'GET /index.html\r\n<html></html>\n',
      ['request at 0 request-line-only', 'HTTP/0.9 at 17'],
    ],
    ['a request without a version', 'GET /\r\nHost: x\r\n\r\n', ['request at 0']],
    [
      'HTTP/2 of a client',
      `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${settings}\0\0`,
      ['HTTP/2 at 0, client SETTINGS, 2 left'],
    ],
    [
      'HTTP/2 of a server',
      `${settings}\0\0\x01\x01\x04\0\0\0\x01\x88`,
      ['HTTP/2 at 0, server SETTINGS, server HEADERS'],
    ],
    [
      'a change to HTTP/2',
      `${agreed('h2c')}${settings}`,
      ['response at 0', `h2c at ${agreed('h2c').length}, server SETTINGS`],
    ],
    [
      'WebSocket of both sides',
      `${offered('websocket')}${agreed('websocket')}${fromServer}${fromClient}\x89\0`,
      [
        'request at 0',
        `response at ${asked}`,
        `websocket at ${asked + agreed('websocket').length}, server text, client text, server ping`,
      ],
    ],
    [
      'WebSocket of a server, cut off, and with a frame that it masks',
      `${agreed('websocket')}${fromServer}${fromClient}\x81\x05he`,
      [
        'response at 0',
        `websocket at ${agreed('websocket').length}, server text, server text masked, 4 left`,
      ],
    ],
    [
      'WebSocket of a client',
      `${offered('websocket')}${fromClient}`,
      ['request at 0', `websocket at ${asked}, client text`],
    ],
    [
      'a response that changes nothing',
      `${offered('websocket')}${ok}ok`,
      ['request at 0', `response at ${asked}`],
    ],
    ['text', 'Hello world!', ['response at 0']],
    ['JSON', '{"a":1}', ['no-entries']],
    ['half of it', '{"a":', ['not-json']],
    ['an empty HAR file', '{"log":{"entries":[]}}', []],
  ])('%s', (_name, text, items) => {
    expect(read(text)).toEqual(items)
  })

  test('who says what it is, is believed', () => {
    expect(read('{"a":1}', 'response')).toEqual(['response at 0'])
    expect(read(`${ok}`, 'request')).toEqual(['request at 0'])
  })
})

describe('a HAR file', () => {
  const har = (...entries: unknown[]) =>
    JSON.stringify({ log: { creator: { name: 'x' }, entries } })
  const entry = { request: { method: 'GET', url: 'http://a.b/' }, response: { status: 200 } }

  test.each<[string, string | Uint8Array, string[]]>([
    [
      'one odd entry costs that entry',
      har(entry, { request: null }, { ...entry, response: { status: 'x' } }, entry),
      ['entry', 'odd', 'odd', 'entry'],
    ],
    ['a byte order mark', `\xef\xbb\xbf${har(entry)}`, ['entry']],
    ['UTF-16', Buffer.from(`\ufeff${har(entry)}`, 'utf16le'), ['entry']],
    [
      'NaN in an entry costs that entry',
      har(entry, entry, entry).replace('200', 'NaN'),
      ['odd', 'entry', 'entry'],
    ],
    ['cut off', har(entry, entry).slice(0, -20), ['entry']],
    ['a comma too many', har(entry).replace('}]', '},]'), ['entry']],
    ['without log', JSON.stringify({ entries: [entry] }), ['entry']],
    ['a list', '[1]', ['no-entries']],
  ])('%s', (_name, text, items) => {
    expect(read(text)).toEqual(items)
  })

  test('values that are no text: as far as they say something', () => {
    const odd = {
      request: {
        method: 'GET',
        url: 'http://a.b/',
        headers: [{ name: 'X', value: 1 }, { name: 'Y' }, null],
      },
      response: {
        status: '200',
        statusText: null,
        headers: null,
        content: { size: '5', text: null },
      },
    }
    const recorded = readRecorded(Buffer.from(har(odd)), undefined)
    expect('items' in recorded && recorded.items[0]).toMatchObject({
      type: 'entry',
      entry: {
        request: {
          headers: [
            { name: 'X', value: '1' },
            { name: 'Y', value: '' },
          ],
          body: { type: 'none' },
        },
        response: {
          status: 200,
          reason: '',
          headers: [],
          body: { type: 'not-recorded', bytes: 5 },
        },
      },
    })
  })
})
