import { describe, expect, test } from 'vitest'
import { listing, readOne } from './listing.ts'

/** The tokens and problems of a start line, without the blank line after it. */
function requestLine(line: string): string {
  return listing(readOne('request', `${line}\r\nHost: a\r\n\r\n`)).replace(
    /field-name[\s\S]*?blank-line.*\n?/,
    '',
  )
}
function statusLine(line: string): string {
  return listing(readOne('response', `${line}\r\n\r\n`)).replace(/blank-line.*\n?/, '')
}

describe('request line', () => {
  test.each([
    'GET /hello HTTP/1.1',
    'GET /?a=b&c&=d&&e=f=g#h HTTP/1.1',
    'GET http://me@a:80/p?q=r HTTP/1.1',
    'OPTIONS * HTTP/1.1',
    'CONNECT a:443 HTTP/1.1',
    'GET /a b?c=d e HTTP/1.1',
    'GET  /',
    '  GET / HTTP/1.1',
    'get / http/1.1',
    'GET',
    'GET /\xed\x95\x9c HTTP/1.1',
    'GET /%zz HTTP/2.0',
  ])('%j', (line) => {
    expect(requestLine(line)).toMatchSnapshot()
  })

  test('its parts, as text and as ranges', () => {
    expect(readOne('request', '\r\nPOST /a?b HTTP/1.1\r\nHost: a\r\n\r\n').startLine).toEqual({
      type: 'request-line',
      method: 'POST',
      target: '/a?b',
      version: 'HTTP/1.1',
      line: { start: 2, end: 22 },
      methodRange: { start: 2, end: 6 },
      targetRange: { start: 7, end: 11 },
      versionRange: { start: 12, end: 20 },
    })
  })

  test('noise is one unknown token', () => {
    expect(listing(readOne('request', '{"a":1}\nb\n\nc'))).toMatchInlineSnapshot(`
      "unknown "{\\"a\\":1}\\nb\\n\\nc"
      error: bad-request-line 0-7 "{\\"a\\":1}""
    `)
  })

  test('TLS is seen before a line ends', () => {
    expect(listing(readOne('request', '\x16\x03\x01\x02\x00\x01\n'))).toMatchInlineSnapshot(`
      "unknown "\\u0016\\u0003\\u0001\\u0002\\u0000\\u0001\\n"
      error: tls-not-http 0-3 "\\u0016\\u0003\\u0001""
    `)
  })
})

describe('status line', () => {
  test.each([
    'HTTP/1.1 200 OK',
    'HTTP/1.1 404 Not Found',
    'HTTP/1.0 200 ',
    'HTTP/1.1 200',
    'HTTP/1.1  200 OK',
    'HTTP/1.1 OK',
    'HTTP/1.1 99 Bottles',
    'HTTP/1.1 700 Seven',
    'HTTP 200 OK',
    'http/1.1 200 ok',
    'HTTP/2 200',
    '   HTTP/1.1 200 OK',
    'HTTP/1.1 200 O\rK\x01',
  ])('%j', (line) => {
    expect(statusLine(line)).toMatchSnapshot()
  })

  test('its parts, as text and as ranges', () => {
    expect(readOne('response', 'HTTP/1.1 404 Not Found\r\n\r\n').startLine).toEqual({
      type: 'status-line',
      version: 'HTTP/1.1',
      status: 404,
      reason: 'Not Found',
      line: { start: 0, end: 24 },
      versionRange: { start: 0, end: 8 },
      statusRange: { start: 9, end: 12 },
      reasonRange: { start: 13, end: 22 },
    })
  })

  test('none: all of it is body', () => {
    const message = readOne('response', 'Hello world\nhttps://a')
    expect(listing(message)).toMatchInlineSnapshot(`
      "body "Hello world\\nhttps://a"
      error: missing-start-line 0-11 "Hello world""
    `)
    expect(message).toMatchObject({
      startLine: undefined,
      blankLine: undefined,
      framing: { type: 'until-close' },
      body: { start: 0, end: 21 },
      complete: true,
    })
  })

  test('forgotten before the fields: they are read', () => {
    const message = readOne('response', 'Content-Type: text/html\r\n\r\nhi')
    expect(listing(message)).toMatchInlineSnapshot(`
      "field-name "Content-Type"
      colon ":"
      optional-white-space " "
      media-type "text/html"
      crlf "\\r\\n"
      blank-line "\\r\\n"
      body "hi"
      error: missing-start-line 0-0 """
    `)
    expect(message.fields.map(({ name, value }) => [name, value])).toEqual([
      ['Content-Type', 'text/html'],
    ])
  })

  test('indented with all its lines: the fields are read', () => {
    const message = readOne('response', '  HTTP/1.1 200 OK\n  A: b\n  C: d\n\nhi')
    expect(listing(message)).toMatchInlineSnapshot(`
      "space "  "
      version "HTTP/1.1"
      space " "
      status-code "200"
      space " "
      reason-phrase "OK"
      bare-lf "\\n"
      space "  "
      field-name "A"
      colon ":"
      optional-white-space " "
      field-value "b"
      bare-lf "\\n"
      space "  "
      field-name "C"
      colon ":"
      optional-white-space " "
      field-value "d"
      bare-lf "\\n"
      blank-line "\\n"
      body "hi"
      error: indented-start-line 0-2 "  "
      error: bare-lf 17-18 "\\n"
      error: space-before-first-field 18-19 " "
      error: bare-lf 24-25 "\\n"
      error: obs-fold 25-26 " "
      error: bare-lf 31-32 "\\n"
      error: bare-lf 32-33 "\\n""
    `)
    expect(message.fields.map(({ name, value }) => [name, value])).toEqual([
      ['A', 'b'],
      ['C', 'd'],
    ])
  })
})
