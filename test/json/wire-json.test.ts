import { describe, expect, test } from 'vitest'
import type { Bodies } from '../../src/json/json-output.ts'
import { changeAsJson } from '../../src/json/wire-json.ts'
import { createSession } from '../../src/wire/session.ts'
import { eventsOf } from '../wire/summary.ts'
import { mistakesIn } from './schema.ts'

interface Message {
  readonly bytes: string
  readonly headers: Record<string, string | string[]>
  readonly tokens: readonly { readonly start: number; readonly end: number }[]
  readonly left?: object
}

interface Line {
  readonly [name: string]: unknown
  readonly type: string
  readonly request?: Message
  readonly response?: Message
}

/** The lines of what happened, each held to the schema. */
function linesOf(
  script: string,
  { maxBodyBytes = Number.POSITIVE_INFINITY, redact = false, bodies = 'kept' as Bodies } = {},
): Line[] {
  const session = createSession()
  const options = { origin: Date.UTC(2026, 0, 2), maxBodyBytes, redact }
  return eventsOf(script).flatMap((event) =>
    session
      .take(event)
      .flatMap((change) => changeAsJson(change, session, options))
      .map((line) => {
        const value: Line = JSON.parse(JSON.stringify(line(bodies)))
        expect(mistakesIn(value, value.type)).toEqual([])
        expect(mistakesIn(value)).toEqual([])
        return value
      }),
  )
}

const ask = '1 open; 1 > POST /a?b=c HTTP/1.1|Host: x:9|Cookie: d=e|Content-Length: 5||hello'
const answer =
  '1 < HTTP/1.1 503 Busy|Content-Type: text/plain|Set-Cookie: f=1|Set-Cookie: g=2|Content-Length: 4||sorry'

test('an exchange: a line when it begins, one when it ends, what a script asks for at the top', () => {
  const lines = linesOf(`${ask}; @20 ${answer.slice(0, -1)}; @30 1 end server; 1 end client`)
  expect(lines.map(({ type }) => type)).toEqual(['connection', 'request', 'exchange', 'connection'])
  expect(lines[1]).toMatchObject({
    number: 1,
    method: 'POST',
    url: 'http://x:9/a?b=c',
    start: '2026-01-02T00:00:00.001Z',
    request: { headers: { host: 'x:9', cookie: 'd=e' }, complete: true },
  })
  expect(lines[1]?.request).not.toHaveProperty('bytes')
  expect(lines[2]).toMatchObject({
    method: 'POST',
    url: 'http://x:9/a?b=c',
    status: 503,
    contentType: 'text/plain',
    size: 4,
    start: '2026-01-02T00:00:00.001Z',
    end: '2026-01-02T00:00:00.020Z',
    firstByteMs: 19,
    totalMs: 19,
    errors: 0,
  })
  expect(lines[2]?.response?.headers['set-cookie']).toEqual(['f=1', 'g=2'])
  expect(lines[3]).toMatchObject({
    event: 'closed',
    by: 'server',
    time: '2026-01-02T00:00:00.031Z',
  })
})

test('the first byte is that of the final response, not of an interim one', () => {
  const [, , exchange] = linesOf(
    `${ask}; 1 < HTTP/1.1 103 Early Hints||; @1000 ${answer.slice(0, -1)}`,
  )
  expect(exchange).toMatchObject({ firstByteMs: 999, status: 503 })
  expect(exchange?.['interim']).toHaveLength(1)
})

test('no time is negative where a server speaks before it is asked', () => {
  const lines = linesOf(
    '1 open; @20 1 < HTTP/1.1 200 OK|Content-Length: 0||; @30 1 > GET / HTTP/1.1|Host: x||; 1 end client; 1 end server',
  )
  const exchange = lines.find(({ type }) => type === 'exchange')
  expect(exchange).toMatchObject({ start: '2026-01-02T00:00:00.020Z', totalMs: 0 })
  expect(exchange).not.toHaveProperty('firstByteMs')
})

test('errors are counted, wherever they are', () => {
  const [, , exchange] = linesOf(
    '1 open; 1 > GET / HTTP/1.1|Host: x||; 1 < HTTP/1.1 200 OK\nContent-Length: 0||',
  )
  expect(exchange?.['errors']).toBe(1)
})

describe('bodies', () => {
  const bytesOf = (line: Line | undefined) =>
    Buffer.from(line?.request?.bytes ?? '', 'base64').toString()
  const head = 'POST /a?b=c HTTP/1.1\r\nHost: x:9\r\nCookie: d=e\r\nContent-Length: 5\r\n\r\n'

  test.each([
    ['none', { maxBodyBytes: 0 }, '', { bytes: 5, because: 'option' }],
    ['some', { maxBodyBytes: 2 }, 'he', { bytes: 3, because: 'option' }],
    ['all', { maxBodyBytes: 5 }, 'hello', undefined],
    ['a slow reader', { bodies: 'dropped' as const }, '', { bytes: 5, because: 'slow-reader' }],
  ])('%s', (_name, options, body, left) => {
    const [, , exchange] = linesOf(`${ask}; ${answer.slice(0, -1)}`, options)
    expect(bytesOf(exchange)).toBe(head + body)
    expect(exchange?.request?.left).toEqual(left)
    expect(exchange?.request?.tokens.at(-1)?.end).toBe(head.length + body.length)
  })
})

test('no response: the line comes when the connection ends, without a status', () => {
  const lines = linesOf(`${ask}; @40 1 reset server`)
  expect(lines.map(({ type }) => type)).toEqual(['connection', 'request', 'exchange', 'connection'])
  expect(lines[2]).toMatchObject({ method: 'POST', totalMs: 39 })
  expect(lines[2]).not.toHaveProperty('status')
})

describe('redact', () => {
  const secrets = ['s3cret', 'hunter2', 'YWRhOmxldG1laW4=', 'letmein', 'tok99', 'wspass', 'ckv']
  const login =
    '1 open; 1 > POST /in?token=tok99&q=1 HTTP/1.1|Host: x|Cookie: sid=s3cret|Authorization: Basic YWRhOmxldG1laW4=|Content-Type: application/x-www-form-urlencoded|Content-Length: 25||user=ada&password=hunter2'
  const done = '1 < HTTP/1.1 200 OK|Set-Cookie: sid=ckv|Content-Length: 7||hunter2'

  test('no secret is left in any line, and all else is', () => {
    const plain = JSON.stringify(linesOf(`${login}; ${done}; 1 end server`))
    expect(plain).toContain('tok99')
    const lines = linesOf(`${login}; ${done}; 1 end server`, { redact: true })
    const text = JSON.stringify(lines)
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
    expect(text).not.toContain(Buffer.from('hunter2').toString('base64').slice(0, 8))
    expect(lines[2]).toMatchObject({
      url: 'http://x/in?token=redacted&q=1',
      status: 200,
      request: {
        target: '/in?token=redacted&q=1',
        headers: { cookie: 'sid=redacted', authorization: 'redacted' },
        bytes: '',
        tokens: [],
        left: { because: 'redacted' },
      },
      response: { headers: { 'set-cookie': ['sid=redacted'] }, bytes: '' },
    })
  })

  test('a note that quotes a secret quotes it no more', () => {
    const quoting = (redact: boolean) =>
      JSON.stringify(linesOf(`${login}; ${done}`, { redact })[2]?.request)
    expect(quoting(false)).toMatch(/token: \\"tok99\\"/)
    expect(quoting(true)).toMatch(/token: \\"redacted\\"/)
  })
})
