import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openedPage, statusOf } from './opened.ts'

let page: Awaited<ReturnType<typeof openedPage>>
beforeEach(async () => {
  page = await openedPage()
})
afterEach(() => page.close())

const ping = {
  type: 'send',
  bytes: Buffer.from('GET / HTTP/1.1\r\n\r\n').toString('base64'),
} as const

test('with its token the page is given, and with it a cookie that no script can read', () => {
  expect(statusOf(page.entered)).toBe(200)
  expect(page.entered).toMatch(
    /^Set-Cookie: page-\d+=[\w-]{22}; Path=\/page\/; HttpOnly; SameSite=Strict\r$/m,
  )
})

test('every response is guarded by the same headers', async () => {
  const responses = [
    page.entered,
    await page.ask('GET /page/'),
    await page.ask('GET /nothing', { Cookie: page.cookie }),
    await page.ask('GET /page/page.js', { Cookie: page.cookie }),
  ]
  for (const response of responses) {
    expect(response).toMatch(
      /^Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; /m,
    )
    expect(response).toContain("require-trusted-types-for 'script'")
    expect(response).toContain("frame-ancestors 'none'")
    expect(response).not.toContain('unsafe')
    expect(response).toMatch(/^X-Content-Type-Options: nosniff\r$/m)
    expect(response).toMatch(/^Referrer-Policy: no-referrer\r$/m)
    expect(response).toMatch(/^Cache-Control: no-store\r$/m)
    expect(response).toMatch(/^Cross-Origin-Resource-Policy: same-origin\r$/m)
    expect(response).not.toContain('Access-Control-Allow')
  }
})

test('it listens on this machine alone', async () => {
  const port = Number(page.host.split(':')[1])
  const others = Object.values(networkInterfaces())
    .flatMap((some) => some ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
  for (const { address } of others) {
    const outcome = await new Promise((resolve) => {
      const socket = connect(port, address)
      socket.on('connect', () => resolve('connected'))
      socket.on('error', () => resolve('refused'))
      socket.on('close', () => socket.destroy())
    })
    expect(outcome).toBe('refused')
  }
})

describe('refused', () => {
  const own = () => ({ Cookie: page.cookie })
  test.each([
    ['without token and cookie', () => page.ask('GET /page/')],
    ['with a wrong token', () => page.ask('GET /page/?token=AAAAAAAAAAAAAAAAAAAAAA')],
    ['with an empty token', () => page.ask('GET /page/?token=', own())],
    ['with a wrong token, though the cookie is right', () => page.ask('GET /page/?token=A', own())],
    [
      'with a wrong cookie',
      () => page.ask('GET /page/events', { Cookie: page.cookie.replace(/=.*/, '=A') }),
    ],
    [
      'with the cookie of another port',
      () => page.ask('GET /page/events', { Cookie: page.cookie.replace('page-', 'page-1') }),
    ],
    ['the events without a cookie', () => page.ask(`GET /page/events${page.search}`)],
    ['an exchange without a cookie', () => page.ask(`GET /page/exchange/1${page.search}`)],
    ['an exchange of a check without a cookie', () => page.ask('GET /page/check/ok/1')],
    ['the file without a cookie', () => page.ask(`GET /page/save${page.search}`)],
    [
      'asked for by another site',
      () => page.ask('GET /page/events', { ...own(), 'Sec-Fetch-Site': 'cross-site' }),
    ],
    [
      'asked for by the page of the learner’s server',
      () => page.ask('GET /page/save', { ...own(), 'Sec-Fetch-Site': 'same-site' }),
    ],
    [
      'with another origin',
      () => page.ask('GET /page/events', { ...own(), Origin: 'http://localhost:9001' }),
    ],
    ['with the origin null', () => page.ask('GET /page/events', { ...own(), Origin: 'null' })],
    ['an act with the cookie alone', () => page.act(ping, { 'X-Act-Token': '' })],
    [
      'an act with the token of the address',
      () => page.act(ping, { 'X-Act-Token': page.search.slice(7) }),
    ],
    ['an act with the token alone', () => page.act(ping, { Cookie: '' })],
    ['an act of another origin', () => page.act(ping, { Origin: 'http://evil.example' })],
    ['an act of another site', () => page.act(ping, { 'Sec-Fetch-Site': 'cross-site' })],
  ])('%s', async (_name, ask) => {
    const response = await ask()
    expect(statusOf(response)).toBe(403)
    expect(response).not.toMatch(/Set-Cookie/i)
    expect(page.sent).toEqual([])
  })

  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1',
    '127.0.0.1:1',
    'localhost',
    '[::1]:80',
  ])('as the host %s, whatever else it brings', async (host) => {
    const response = await page.ask(`GET /page/${page.search}`, { ...own(), Host: host })
    expect(statusOf(response)).toBe(421)
    expect(response).not.toMatch(/Set-Cookie/i)
  })

  test('without a host', async () => {
    const bytes = `GET /page/${page.search} HTTP/1.0\r\nCookie: ${page.cookie}\r\n\r\n`
    expect(statusOf(await page.raw(bytes))).toBe(421)
  })

  test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'])(
    'an act by %s',
    async (method) => {
      const headers = { Cookie: page.cookie, 'X-Act-Token': page.token }
      expect(statusOf(await page.ask(`${method} /page/act`, headers))).toBe(405)
      expect(page.sent).toEqual([])
    },
  )

  test.each(['POST', 'PUT', 'HEAD', 'OPTIONS'])('the page by %s', async (method) => {
    expect(statusOf(await page.ask(`${method} /page/`, own()))).toBe(405)
  })

  test.each([
    '/',
    '/page',
    '/page/../etc/passwd',
    '/page/..%2fetc',
    '/page//',
    '/page/%70age.js',
    '/page/page.js/',
    '/page/page.js.map',
    '/page/exchange/',
    '/page/exchange/0',
    '/page/exchange/-1',
    '/page/exchange/1/..',
    '/page/exchange/1e3',
    '/page/exchange/9999999999999999',
    '/page/check/1',
    '/page/check//1',
    '/page/check/ok/0',
    '/page/check/ok/x/1',
    '/page/check/%6fk/1',
    '/page/check/../1',
    '/page/check/ok/1',
    '/page/./page.js',
    '/page/\\..\\',
    '/page/events;a',
    '*',
    'http://127.0.0.1/page/',
    '/PAGE/',
    '/page/act/',
    '/favicon.ico',
    '/page/__proto__',
  ])('the path %s', async (path) => {
    expect(statusOf(await page.ask(`GET ${path}`, own()))).toBe(404)
  })

  test('an act that is too long, before it has all come', async () => {
    const length = 100 * 1024 * 1024
    const part = JSON.stringify({ type: 'send', bytes: 'A'.repeat(1024 * 1024 * 2) }).slice(0, -1)
    const response = await page.act(part, { 'Content-Length': `${length}` })
    expect(statusOf(response)).toBe(413)
    expect(page.sent).toEqual([])
  })

  test.each([
    '',
    'null',
    '[]',
    '{}',
    '{"type":"press","key":"q"}',
    '{"type":"send","bytes":"ä"}',
    '{"type":"send"}',
    '{"type":"pick","number":0}',
    '{"type":"pick","number":1.5}',
    '{"type":"act","id":"next"}',
    '{"type":"act","id":"next","key":"n","more":1}',
    '{"__proto__":{"type":"pick","number":1}}',
    '{"type":"send","bytes":"AA',
  ])('an act that says %s', async (text) => {
    expect(statusOf(await page.act(text))).toBe(400)
    expect(page.sent).toEqual([])
  })
})

test('an act with cookie and token sends to the server', async () => {
  expect(statusOf(await page.act(ping))).toBe(204)
  expect(page.sent).toEqual(['GET / HTTP/1.1\r\n\r\n'])
})

test('what does nothing now is told so', async () => {
  expect(statusOf(await page.act({ type: 'act', id: 'next', key: 'enter' }))).toBe(409)
})

test('a page that was let in once may come back without its token, also under localhost', async () => {
  const headers = { Cookie: `other=1; ${page.cookie}` }
  expect(statusOf(await page.ask('GET /page/', headers))).toBe(200)
  const host = page.host.replace('127.0.0.1', 'localhost')
  expect(statusOf(await page.ask('GET /page/', { ...headers, Host: host }))).toBe(200)
})

test('a cookie that another program set under the same name does not shut the page out', async () => {
  const [name] = page.cookie.split('=')
  expect(statusOf(await page.ask('GET /page/', { Cookie: `${name}=a; ${page.cookie}` }))).toBe(200)
})
