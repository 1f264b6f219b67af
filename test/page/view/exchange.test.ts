import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { connectionLine } from '../../../src/page/view/connection.ts'
import { exchangeDetail, exchangeLine, type LandedFrame } from '../../../src/page/view/exchange.ts'
import type { WireEvent } from '../../../src/wire/event.ts'
import { createSession } from '../../../src/wire/session.ts'
import { eventsOf, type Happening, navigation, sessionOf } from '../../notes/exchange.ts'

const address = { host: 'localhost', port: 9001 }
const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi'

/** The line and the detail of the last exchange of these connections. */
function shown(...connections: readonly (readonly Happening[])[]) {
  const session = sessionOf(...connections)
  const exchange = session.exchanges.at(-1)
  if (exchange === undefined) throw new Error('nothing was exchanged')
  return {
    line: exchangeLine(exchange, { session }, undefined),
    detail: exchangeDetail(exchange, { session }, address),
    connections: session.connections.map((one) => connectionLine(one)),
  }
}

/** A response with these headers and this body. */
const response = (headers: string, body: Uint8Array | string) =>
  Buffer.concat([
    Buffer.from(`HTTP/1.1 200 OK\r\n${headers}\r\nContent-Length: ${body.length}\r\n\r\n`),
    Buffer.from(body),
  ])

describe('the line of an exchange', () => {
  test('says what was asked, what was answered, when, and why', () => {
    const { line } = shown([{ client: navigation }, { server: ok }])
    expect(line).toMatchObject({
      number: 1,
      connection: 1,
      method: 'GET',
      target: '/hello',
      status: 200,
      why: 'an address was typed or opened: this is the page itself',
      isByItself: false,
      requestBytes: navigation.length,
      responseBytes: ok.length,
      requestAt: 1001,
      requestDoneAt: 1001,
      responseAt: 1002,
      responseDoneAt: 1002,
      check: undefined,
      frames: 0,
    })
  })

  test('knows what a browser asks for by itself', () => {
    const icon = navigation.replace('/hello', '/favicon.ico').replace('document', 'image')
    expect(shown([{ client: icon }]).line.isByItself).toBe(true)
  })

  test('has the worst severity of all that is said', () => {
    expect(shown([{ client: 'GET / HTTP/1.1\r\n\r\n' }]).line.severity).toBe('error')
    const clean = shown([
      { client: 'GET / HTTP/1.1\r\nHost: x\r\n\r\n' },
      { server: response('Content-Type: text/plain', 'hi') },
    ])
    expect(clean.line.severity).toBe('note')
  })

  test('reads a target as UTF-8, and shows what would steer or reorder text', () => {
    const target = (text: string | Uint8Array) =>
      shown([
        { client: Buffer.concat([Buffer.from('GET '), Buffer.from(text)]) },
        { client: ' HTTP/1.1\r\n\r\n' },
      ]).line.target
    expect(target('/안녕')).toBe('/안녕')
    expect(target('/\u202etxt')).toBe('/\\u{202e}txt')
    expect(target(Buffer.from([0x2f, 0xff]))).toBe('/\\xff')
  })
})

describe('the line of a connection', () => {
  test('one that was opened in advance has no first byte', () => {
    const { connections } = shown([{ client: navigation }, 'closed by client'], [])
    expect(connections).toMatchObject([
      { id: 1, openedAt: 1000, firstByteAt: 1001, closedAt: 1003 },
      { id: 2, openedAt: 2000, firstByteAt: undefined, closedAt: undefined, closing: undefined },
    ])
    expect(connections[0]?.closing).toBe('closed by the browser without a response')
  })
})

describe('the detail of an exchange', () => {
  test('has the bytes, tokens that cover them, and notes', () => {
    const { detail } = shown([{ client: navigation }, { server: ok }])
    expect(detail.parts.map(({ part }) => part)).toEqual(['request', 'response'])
    for (const part of detail.parts) {
      const bytes = Buffer.from(part.bytes, 'base64')
      let at = 0
      for (const { start, end } of part.tokens) {
        expect(start).toBe(at)
        at = end
      }
      expect(at).toBe(bytes.length)
      expect(part.notes.length).toBeGreaterThan(0)
    }
    expect(detail.parts[0]?.reads).toEqual([{ at: 1001, size: navigation.length }])
  })

  test('has interim responses between', () => {
    const { detail } = shown([
      { client: 'POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n' },
      { server: 'HTTP/1.1 100 Continue\r\n\r\n' },
      { client: 'hi' },
      { server: ok },
    ])
    expect(detail.parts.map(({ part }) => part)).toEqual(['request', 'interim', 'response'])
  })

  test('says what changed since the last one of its kind', () => {
    const again = navigation.replace('\r\n\r\n', '\r\nCache-Control: max-age=0\r\n\r\n')
    const { detail } = shown([{ client: navigation }, { server: ok }], [{ client: again }])
    expect(detail.changes).toEqual({
      since: 1,
      isIdentical: false,
      same: 4,
      lines: [{ type: 'new', text: 'Cache-Control: max-age=0', why: 'you reloaded the page' }],
    })
    const same = shown([{ client: navigation }, { server: ok }], [{ client: navigation }])
    expect(same.detail.changes).toMatchObject({ isIdentical: true, lines: [] })
    expect(shown([{ client: navigation }]).detail.changes).toBeUndefined()
  })

  test('a header that has another value is told with the value before', () => {
    const other = navigation.replace('localhost:9001', 'localhost:9002')
    const { detail } = shown([{ client: navigation }, { server: ok }], [{ client: other }])
    expect(detail.changes?.lines.map(({ type, text }) => `${type} ${text}`)).toEqual([
      'now Host: localhost:9002',
      'was Host: localhost:9001',
    ])
  })

  test('has lines to copy, or says why there are none', () => {
    const { detail } = shown([{ client: 'GET /a HTTP/1.1\r\nHost: x\r\n\r\n' }])
    expect(detail.copies.map((copy) => (copy.type === 'command' ? copy.text : ''))).toEqual([
      expect.stringContaining("'http://localhost:9001/a'".replaceAll("'", '')),
      expect.stringContaining('| nc localhost 9001'),
    ])
    const cut = shown([{ client: 'GET /a HTTP/1.1\r\nHost' }])
    expect(cut.detail.copies.map(({ type }) => type)).toEqual(['none', 'none'])
  })
})

describe('a body as it reads', () => {
  const body = (bytes: Uint8Array) =>
    shown([{ client: navigation }, { server: bytes }]).detail.parts.at(-1)?.body

  test('unpacked', () => {
    const packed = gzipSync('hello <b>')
    expect(body(response('Content-Type: text/html\r\nContent-Encoding: gzip', packed))).toEqual({
      type: 'text',
      name: 'Unpacked from gzip: 9 bytes',
      text: 'hello <b>',
    })
  })

  test('not to be unpacked', () => {
    const read = body(response('Content-Encoding: gzip', 'no gzip'))
    expect(read).toMatchObject({ type: 'packed' })
  })

  test('JSON with its lines', () => {
    expect(body(response('Content-Type: application/json', '{"a":[1]}'))).toMatchObject({
      type: 'text',
      text: '{\n  "a": [\n    1\n  ]\n}',
    })
  })

  test('chunks joined', () => {
    const chunked =
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n'
    expect(body(Buffer.from(chunked))).toEqual({
      type: 'text',
      name: 'The chunks joined: 5 bytes',
      text: 'hello',
    })
  })

  test('a picture has a type of the list, and nothing else is one', () => {
    expect(body(response('Content-Type: image/png', 'x'))).toEqual({
      type: 'picture',
      mediaType: 'image/png',
      bytes: 'eA==',
    })
    expect(body(response('Content-Type: text/html', '<script>'))).toBeUndefined()
    expect(body(response('Content-Type: image/../html', 'x'))).toBeUndefined()
  })
})

test('frames come as they landed, with what is wrong with them', () => {
  const session = createSession()
  const frames: LandedFrame[] = []
  const handshake = navigation.replace(
    '\r\n\r\n',
    '\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
  )
  const events: readonly WireEvent[] = eventsOf([
    { client: handshake },
    {
      server:
        'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n',
    },
    { server: Buffer.from('810548656c6c6f', 'hex') },
    { client: Buffer.from('81026869', 'hex') },
  ])
  for (const event of events)
    for (const change of session.take(event))
      if (change.type === 'frame') frames.push({ at: change.at, frame: change.frame })
  const [exchange] = session.exchanges
  if (exchange === undefined) throw new Error('nothing was exchanged')
  const detail = exchangeDetail(exchange, { session, frames }, address)
  expect(detail.protocol).toContain('WebSocket')
  expect(detail.frames).toEqual([
    { at: 1003, from: 'server', name: 'text, 5 bytes', text: 'Hello', problems: [] },
    {
      at: 1004,
      from: 'client',
      name: 'text, 2 bytes',
      text: 'hi',
      problems: [expect.stringContaining('must mask')],
    },
  ])
  expect(exchangeLine(exchange, { session, frames }).frames).toBe(2)
})
