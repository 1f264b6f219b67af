import { describe, expect, test } from 'vitest'
import type { ProblemCode, Role } from '../../src/http/message.ts'
import { problemWords } from '../../src/words/problems.ts'
import { readAll } from './listing.ts'

const get = 'GET / HTTP/1.1\r\nHost: a\r\n'
const ok = 'HTTP/1.1 200 OK\r\n'
const chunked = 'Transfer-Encoding: chunked\r\n'

/** What is sent, and the problems as `severity code "bytes"`. */
const cases: Record<ProblemCode, [Role, string, string[]][]> = {
  'bare-lf': [
    ['request', 'GET / HTTP/1.1\nHost: a\r\n\r\n', ['error bare-lf "\\n"']],
    ['response', '\nHTTP/1.1 200 OK\r\n\n', ['warning bare-lf "\\n"', 'error bare-lf "\\n"']],
  ],
  'bare-cr': [
    ['request', `${get}X: a\rb\r\n\r\n`, ['error bare-cr "\\r"']],
    ['request', `\r${get}\r\n`, ['warning bare-cr "\\r"']],
  ],
  'obs-fold': [['request', `${get}X: a\r\n\t b\r\n\r\n`, ['error obs-fold "\\t "']]],
  'space-before-colon': [['request', `${get}X : a\r\n\r\n`, ['error space-before-colon " "']]],
  'space-before-first-field': [
    ['request', 'GET / HTTP/1.0\r\n X: a\r\n\r\n', ['error space-before-first-field " "']],
  ],
  'missing-colon': [['request', `${get}X\r\n\r\n`, ['error missing-colon "X"']]],
  'empty-field-name': [['request', `${get}: a\r\n\r\n`, ['error empty-field-name ":"']]],
  'bad-field-name': [
    ['request', `${get}X\xe9: a\r\n\r\n`, ['error bad-field-name "é"']],
    ['request', `${get}X\0: a\r\n\r\n`, ['error bad-field-name "\\u0000"']],
  ],
  'bad-field-value': [
    ['request', `${get}X: a\0\x01\r\n\r\n`, ['error bad-field-value "\\u0000"']],
    ['request', `${get}X: \x7f\r\n\r\n`, ['error bad-field-value "\x7f"']],
  ],
  'missing-host': [
    ['request', 'GET / HTTP/1.1\r\n\r\n', ['error missing-host "\\r\\n"']],
    ['request', 'GET / HTTP/1.0\r\n\r\n', []],
    ['request', 'GET / HTTP/1.1\r\nHost:\r\n\r\n', []],
  ],
  'duplicate-host': [['request', `${get}host: a\r\n\r\n`, ['error duplicate-host "host: a"']]],
  'bad-host': [['request', 'GET / HTTP/1.1\r\nHost: a/b\r\n\r\n', ['warning bad-host "/"']]],
  'content-length-differs': [
    [
      'response',
      `${ok}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`,
      ['error content-length-differs "Content-Length"'],
    ],
    [
      'response',
      `${ok}Content-Length: 1, 2\r\n\r\n`,
      ['error content-length-differs "Content-Length"'],
    ],
  ],
  'content-length-repeated': [
    [
      'response',
      `${ok}Content-Length: 0\r\nContent-Length: 00\r\n\r\n`,
      ['error content-length-repeated "Content-Length"'],
    ],
    [
      'response',
      `${ok}Content-Length: 0, 0\r\n\r\n`,
      ['error content-length-repeated "Content-Length"'],
    ],
  ],
  'bad-content-length': [
    ['response', `${ok}Content-Length: +1\r\n\r\n`, ['error bad-content-length "+1"']],
    ['response', `${ok}Content-Length:\r\n\r\n`, ['error bad-content-length "Content-Length"']],
  ],
  'length-without-body': [
    [
      'response',
      'HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n',
      ['warning length-without-body "Content-Length"'],
    ],
    [
      'response',
      'HTTP/1.1 100 Continue\r\nContent-Length: 0\r\n\r\n',
      ['warning length-without-body "Content-Length"'],
    ],
  ],
  'content-length-with-transfer-encoding': [
    [
      'response',
      `${ok}${chunked}Content-Length: 0\r\n\r\n0\r\n\r\n`,
      ['error content-length-with-transfer-encoding "Content-Length"'],
    ],
    [
      'response',
      `${ok}Content-Length: 0\r\n${chunked}\r\n0\r\n\r\n`,
      ['error content-length-with-transfer-encoding "Transfer-Encoding"'],
    ],
  ],
  'bad-transfer-encoding': [
    ['request', `${get}Transfer-Encoding: gzip\r\n\r\n`, ['error bad-transfer-encoding "gzip"']],
    [
      'request',
      `${get}Transfer-Encoding: chunked, gzip\r\n\r\n`,
      ['error bad-transfer-encoding "chunked, gzip"'],
    ],
    ['response', `${ok}Transfer-Encoding: gzip\r\n\r\n`, []],
    ['response', `${ok}Transfer-Encoding: a\r\n\r\n`, ['warning bad-transfer-encoding "a"']],
    [
      'response',
      `HTTP/1.0 200 OK\r\n${chunked}\r\n0\r\n\r\n`,
      ['warning bad-transfer-encoding "chunked"'],
    ],
  ],
  'bad-chunk-size': [
    [
      'response',
      `${ok}${chunked}\r\nx\r\n`,
      ['error bad-chunk-size "x"', 'error body-cut-short ""'],
    ],
    ['response', `${ok}${chunked}\r\n0 \r\n\r\n`, ['error bad-chunk-size " "']],
  ],
  'bad-chunk-extension': [
    ['response', `${ok}${chunked}\r\n0; a\r\n\r\n`, ['error bad-chunk-extension " "']],
    ['response', `${ok}${chunked}\r\n0;;a\r\n\r\n`, ['warning bad-chunk-extension ";;"']],
  ],
  'bad-chunk-ending': [
    ['response', `${ok}${chunked}\r\n1\r\nabc\r\n0\r\n\r\n`, ['error bad-chunk-ending "bc"']],
  ],
  'missing-blank-line': [
    ['response', `${ok}Content-Type: a/b\r\n`, ['error missing-blank-line ""']],
    [
      'response',
      `${ok}A: b\r\n<p>c\r\nd\r\n`,
      ['error missing-blank-line "<p>c\\r\\n"', 'error missing-colon "d"'],
    ],
  ],
  'missing-start-line': [
    ['response', 'Hello', ['error missing-start-line "Hello"']],
    ['response', 'Content-Type: a/b\r\n\r\n', ['error missing-start-line ""']],
  ],
  'indented-start-line': [
    ['response', '  HTTP/1.1 200 OK\r\n\r\n', ['error indented-start-line "  "']],
    ['request', `\t${get}\r\n`, ['error indented-start-line "\\t"']],
  ],
  'bad-request-line': [
    ['request', 'GET\r\n\r\n', ['error bad-request-line ""']],
    ['request', 'GET /\r\n\r\n', ['warning bad-request-line ""']],
    [
      'request',
      'GET  /  HTTP/1.0\r\n\r\n',
      ['warning bad-request-line " "', 'warning bad-request-line " "'],
    ],
    ['request', '(\r\n', ['error bad-request-line "("']],
  ],
  'bad-method': [
    ['request', `get${get.slice(3)}\r\n`, ['warning bad-method "get"']],
    ['request', `G(T${get.slice(3)}\r\n`, ['error bad-method "("']],
    ['request', `FOO${get.slice(3)}\r\n`, []],
    ['request', `VERSION-CONTROL${get.slice(3)}\r\n`, []],
  ],
  'bad-target': [
    ['request', 'GET /a b HTTP/1.0\r\n\r\n', ['error bad-target " "']],
    ['request', 'GET a HTTP/1.0\r\n\r\n', ['error bad-target "a"']],
    ['request', 'GET /#a HTTP/1.0\r\n\r\n', ['warning bad-target "#"']],
    ['request', 'GET * HTTP/1.0\r\n\r\n', ['warning bad-target "*"']],
  ],
  'bad-status-line': [
    ['response', 'HTTP/1.1 OK\r\n\r\n', ['error bad-status-line " OK"']],
    ['response', 'HTTP/1.1 20 OK\r\n\r\n', ['error bad-status-line "20"']],
    ['response', 'HTTP/1.1 600 OK\r\n\r\n', ['warning bad-status-line "600"']],
  ],
  'bad-version': [
    ['response', 'HTTP/3.1 200 OK\r\n\r\n', ['error bad-version "HTTP/3.1"']],
    ['request', 'GET / HTTP/2.0\r\n\r\n', ['warning bad-version "HTTP/2.0"']],
  ],
  'printed-version': [['response', 'HTTP/2 200 \r\n\r\n', ['warning printed-version "HTTP/2"']]],
  'body-cut-short': [
    ['response', `${ok}Content-Length: 50\r\n\r\nhello`, ['error body-cut-short ""']],
    ['response', `${ok}${chunked}\r\n5\r\nhello\r`, ['error body-cut-short "\\r"']],
  ],
  'cut-short': [['response', 'HTTP/1.1 200 OK', ['error cut-short ""']]],
  'bytes-after-message': [
    ['response', `${ok}Content-Length: 1\r\n\r\nab`, ['error bytes-after-message "b"']],
    [
      'request',
      `${get}Connection: close\r\n\r\n${get}\r\n`,
      ['error bytes-after-message "GET / HTTP/1.1"'],
    ],
  ],
  'line-too-long': [
    [
      'request',
      `GET / HTTP/1.0\r\nX: ${'y'.repeat(70_000)}\r\n\r\n`,
      [`warning line-too-long "X: ${'y'.repeat(70_000)}"`],
    ],
  ],
  'long-header-section': [
    [
      'request',
      `GET / HTTP/1.0\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`,
      [`warning long-header-section "X: ${'y'.repeat(20_000)}"`],
    ],
  ],
  'tls-not-http': [['request', '\x16\x03\x01', ['error tls-not-http "\\u0016\\u0003\\u0001"']]],
  'missing-upgrade': [
    ['response', 'HTTP/1.1 101 A\r\n\r\n', ['error missing-upgrade "HTTP/1.1 101 A\\r\\n"']],
  ],
}

describe.each(Object.entries(cases))('%s', (code, messages) => {
  test.each(messages)('%s %j', (role, text, problems) => {
    const said = readAll(role, text).flatMap((message) =>
      message.problems.map(({ severity, code, start, end }) => {
        const bytes = Buffer.from(message.bytes.subarray(start, end)).toString('latin1')
        return `${severity} ${code} ${JSON.stringify(bytes)}`
      }),
    )
    expect(said).toEqual(problems)
  })

  test('has a case', () => {
    expect(
      messages.some(([, , problems]) => problems.some((said) => said.split(' ')[1] === code)),
    ).toBe(true)
  })
})

describe('what is said about problems', () => {
  test.each(Object.entries(problemWords.problems))(
    '%s: full sentences in plain words',
    (_code, { said, todo }) => {
      for (const sentence of [said, todo]) {
        expect(sentence).toMatch(/^[A-Z].*[.?]$/)
        expect(sentence).not.toMatch(/\b(simply|just)\b/i)
      }
    },
  )
})
