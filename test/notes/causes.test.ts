import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Surroundings } from '../../src/notes/evidence.ts'
import { notesOnExchange } from '../../src/notes/exchange-notes.ts'
import { type Happening, sessionOf } from './exchange.ts'

const get = (target = '/', ...headers: string[]): Happening => ({
  client: `${[`GET ${target} HTTP/1.1`, 'Host: localhost', ...headers].join('\r\n')}\r\n\r\n`,
})
const ok = 'HTTP/1.1 200 OK\r\n'
const html = `${ok}Content-Type: text/html; charset=utf-8\r\n`
const closed = 'closed by server'
const left = 'closed by client'

type Connections = readonly (readonly Happening[])[]

/** The ids and the words of all problems of the last exchange of the last connection. */
function problems(connections: Connections, language?: Surroundings['language']) {
  const session = sessionOf(...connections)
  const exchange = session.exchanges.findLast(({ request }) => request !== undefined)
  if (exchange === undefined) throw new Error('nothing was exchanged')
  const notes = notesOnExchange(exchange, { ...session, language })
  const all = [...notes.request, ...notes.response, ...notes.connection]
  const found = all.filter(({ severity }) => severity !== 'note')
  return {
    ids: found.map(({ about }) => about),
    words: found.map(({ words, todo }) => `${words} ${todo ?? ''}`).join('\n'),
  }
}

const png = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'
const bytes = (text: string) => Buffer.from(text, 'latin1')
const join = (head: string, body: Uint8Array) => Buffer.concat([Buffer.from(head), body])

const fromElsewhere = get('/', 'Origin: http://a.test', 'Sec-Fetch-Mode: cors')
const preflight: Happening = {
  client:
    'OPTIONS / HTTP/1.1\r\nHost: localhost\r\nOrigin: http://a.test\r\nSec-Fetch-Mode: cors\r\nAccess-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: content-type\r\n\r\n',
}
const allow = (origin: string) => `Access-Control-Allow-Origin: ${origin}\r\n`
/** The key and its response are those of RFC 6455, section 1.3. */
const upgrade = get(
  '/',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
)
const accept = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo='
const switched = (value: string): Happening => ({
  server: `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: ${value}\r\n\r\n`,
})
const notFound: Happening = { server: 'HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno' }
const postOf8: Happening = {
  client: 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8\r\n\r\n',
}
const post: Happening = {
  client: 'POST /form HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\na=1',
}
const bigPng = `${png}${'.'.repeat(40)}`

/** A rule: where it must be said, and a case beside it where it must not. */
const rules: [id: string, said: Connections, notSaid: Connections][] = [
  [
    'cross-origin',
    [[fromElsewhere, { server: `${ok}Content-Length: 2\r\n\r\n{}` }]],
    [
      [
        fromElsewhere,
        { server: `${ok}Access-Control-Allow-Origin: *\r\nContent-Length: 2\r\n\r\n{}` },
      ],
    ],
  ],
  [
    'cross-origin',
    [
      [
        fromElsewhere,
        {
          server: `${ok}${allow('*')}${allow('http://a.test')}Content-Length: 2\r\n\r\n{}`,
        },
      ],
    ],
    [[fromElsewhere, { server: `${ok}${allow('http://a.test')}Content-Length: 2\r\n\r\n{}` }]],
  ],
  [
    'preflight-refused',
    [[preflight, { server: `HTTP/1.1 405 No\r\n${allow('*')}Content-Length: 0\r\n\r\n` }]],
    [
      [
        preflight,
        {
          server: `HTTP/1.1 204 No Content\r\n${allow('*')}Access-Control-Allow-Methods: GET, PUT\r\nAccess-Control-Allow-Headers: content-type\r\n\r\n`,
        },
      ],
    ],
  ],
  [
    'preflight-refused',
    [
      [
        preflight,
        {
          server: `${ok}${allow('*')}Access-Control-Allow-Methods: PUT\r\nContent-Length: 0\r\n\r\n`,
        },
      ],
    ],
    [[get('/', 'Origin: http://a.test'), { server: `${ok}Content-Length: 0\r\n\r\n` }]],
  ],
  ['bad-websocket-accept', [[upgrade, switched('AAAA')]], [[upgrade, switched(accept)]]],
  [
    'not-an-event-stream',
    [
      [
        get('/', 'Accept: text/event-stream'),
        { server: `${ok}Content-Type: text/plain\r\n\r\ndata: 1\n\n` },
      ],
    ],
    [
      [
        get('/', 'Accept: text/event-stream'),
        { server: `${ok}Content-Type: text/event-stream; charset=utf-8\r\n\r\ndata: 1\n\n` },
      ],
    ],
  ],
  [
    'events-not-ended',
    [[get(), { server: `${ok}Content-Type: text/event-stream\r\n\r\ndata: 1\ndata: 2\n` }]],
    [[get(), { server: `${ok}Content-Type: text/event-stream\r\n\r\ndata: 1\ndata: 2\n\n` }]],
  ],
  [
    'no-websocket',
    [[upgrade, { server: `${html}Content-Length: 2\r\n\r\nHi` }]],
    [[upgrade, { server: 'HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno' }]],
  ],
  [
    'cookie-not-kept',
    [[get(), { server: `${html}Set-Cookie: a=1; Domain=example.com\r\n\r\n` }, closed]],
    [[get(), { server: `${html}Set-Cookie: a=1; Domain=.localhost\r\n\r\n` }, closed]],
  ],
  [
    'cookie-not-kept',
    [[get(), { server: `${html}Set-Cookie: a=1; SameSite=None\r\n\r\n` }, closed]],
    [[get(), { server: `${html}Set-Cookie: a=1; SameSite=None; Secure\r\n\r\n` }, closed]],
  ],
  [
    'picture-cut',
    [[get(), { server: join(`${ok}Content-Type: image/png\r\n\r\n`, bytes(bigPng)) }, closed]],
    [
      [
        get(),
        { server: join(`${ok}Content-Type: image/png\r\n\r\n`, bytes(`${bigPng}IEND....`)) },
        closed,
      ],
    ],
  ],
  [
    'copy-not-compared',
    [[get('/', 'If-None-Match: "a", W/"b"'), { server: `${html}ETag: "b"\r\n\r\nHi` }, closed]],
    [[get('/', 'If-None-Match: "a"'), { server: `${html}ETag: "b"\r\n\r\nHi` }, closed]],
  ],
  [
    'bad-location',
    [[get(), { server: 'HTTP/1.1 302 Found\r\nLocation: /a b\r\n\r\n' }, closed]],
    [[get(), { server: 'HTTP/1.1 302 Found\r\nLocation: /a%20b\r\n\r\n' }, closed]],
  ],
  [
    'post-redirected',
    [[post, { server: 'HTTP/1.1 301 Moved\r\nLocation: /form/\r\n\r\n' }, closed]],
    [[post, { server: 'HTTP/1.1 302 Found\r\nLocation: /thanks\r\n\r\n' }, closed]],
  ],
  [
    'json-mark',
    [
      [
        get(),
        { server: join(`${ok}Content-Type: application/json\r\n\r\n`, Buffer.from('\ufeff{}')) },
        closed,
      ],
    ],
    [[get(), { server: `${ok}Content-Type: application/json\r\n\r\n{}` }, closed]],
  ],
  [
    'bare-cr',
    [[get(), { server: `${ok.replace('\n', '\r\n')}A: b\r\r\n\r\r\nHi` }, closed]],
    [[get(), { server: `${ok}A: b\r\n\r\nHi` }, closed]],
  ],
  [
    'body-cut-short',
    [[get(), { server: `${html}Content-Length: 50\r\n\r\n<p>Hi` }, closed]],
    [[get(), { server: `${html}Content-Length: 50\r\n\r\n<p>Hi` }, left]],
  ],
  [
    'body-not-allowed',
    [[get(), { server: 'HTTP/1.1 204 No Content\r\n\r\nHello' }, closed]],
    [[get(), { server: 'HTTP/1.1 204 No Content\r\n\r\n' }, closed]],
  ],
  [
    'last-chunk-missing',
    [[get(), { server: `${html}Transfer-Encoding: chunked\r\n\r\n2\r\nHi\r\n` }, closed]],
    [[get(), { server: `${html}Transfer-Encoding: chunked\r\n\r\n2\r\nHi\r\n0\r\n\r\n` }, closed]],
  ],
  [
    'kept-and-closed',
    [[get(), { server: `${ok}Connection: keep-alive\r\nContent-Length: 2\r\n\r\nHi` }, closed]],
    [[get(), { server: `${ok}Connection: keep-alive\r\nContent-Length: 2\r\n\r\nHi` }, left]],
  ],
  [
    'encoding-in-name-only',
    [[get(), { server: `${html}Content-Encoding: gzip\r\n\r\n<p>Hi` }, closed]],
    [[get(), { server: join(`${html}Content-Encoding: gzip\r\n\r\n`, gzipSync('<p>Hi')) }, closed]],
  ],
  [
    'encoding-unsaid',
    [[get(), { server: join(`${html}\r\n`, gzipSync('<p>Hi')) }, closed]],
    [
      [
        get(),
        { server: join(`${ok}Content-Type: application/gzip\r\n\r\n`, gzipSync('Hi')) },
        closed,
      ],
    ],
  ],
  [
    'bad-encoding',
    [[get(), { server: `${html}Content-Encoding: utf-8\r\n\r\n<p>Hi` }, closed]],
    [[get(), { server: `${html}Content-Encoding: identity\r\n\r\n<p>Hi` }, closed]],
  ],
  [
    'bad-media-type',
    [[get(), { server: `${ok}Content-Type: plain/text\r\n\r\nHi` }, closed]],
    [[get(), { server: `${ok}Content-Type: application/vnd.api+json\r\n\r\n{}` }, closed]],
  ],
  [
    'other-bytes',
    [[get(), { server: `${ok}Content-Type: image/png\r\n\r\n<html>404</html>` }, closed]],
    [[get(), { server: bytes(`${ok}Content-Type: image/png\r\n\r\n${png}`) }, closed]],
  ],
  [
    'read-as-text',
    [[get(), { server: bytes(`${ok}Content-Type: image/png\r\n\r\n\x89PNG\n\x1a\n\0\0`) }, closed]],
    [[get(), { server: bytes(`${ok}Content-Type: image/png\r\n\r\n${png}`) }, closed]],
  ],
  [
    'bad-content-range',
    [
      [
        get('/', 'Range: bytes=0-1'),
        { server: 'HTTP/1.1 206 P\r\nContent-Range: bytes 0-1/2\r\n\r\nHi' },
        closed,
      ],
    ],
    [
      [
        get('/', 'Range: bytes=0-1'),
        { server: 'HTTP/1.1 206 P\r\nContent-Range: bytes 0-1/9\r\n\r\nHi' },
        closed,
      ],
    ],
  ],
  [
    'range-promised',
    [[get('/', 'Range: bytes=2-3'), { server: `${ok}Accept-Ranges: bytes\r\n\r\nHello` }, closed]],
    [
      [
        get('/', 'Range: bytes=0-1,4-5'),
        { server: `${ok}Accept-Ranges: bytes\r\n\r\nHello` },
        closed,
      ],
    ],
  ],
  [
    'not-decoded',
    [
      [get(), { server: `${html}Content-Length: 17\r\n\r\n<a href="/a%20b">` }],
      [get('/a%20b'), notFound],
    ],
    [[get('/a%20b'), notFound]],
  ],
  [
    'empty-response',
    [[get(), { server: `${ok}Content-Length: 2\r\n\r\nHi` }, get('/b'), closed]],
    [[get(), { server: 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nHi' }, get('/b'), closed]],
  ],
  [
    'range-promised',
    [[get('/', 'Range: bytes=2-3'), { server: `${ok}Accept-Ranges: bytes\r\n\r\nHello` }, closed]],
    [[get('/', 'Range: bytes=2-3'), { server: `${ok}\r\nHello` }, closed]],
  ],
  [
    'not-what-was-wanted',
    [[get('/a.css', 'Sec-Fetch-Dest: style'), { server: `${html}\r\n<h1>404</h1>` }, closed]],
    [
      [
        get('/a.css', 'Sec-Fetch-Dest: style'),
        { server: `${ok}Content-Type: text/css\r\n\r\np {}` },
        closed,
      ],
    ],
  ],
  [
    'query-in-name',
    [
      [get('/a.css'), { server: `${ok}Content-Type: text/css\r\n\r\np {}` }, closed],
      [get('/a.css?v=2'), { server: `HTTP/1.1 404 Not Found\r\n\r\nno` }, closed],
    ],
    [[get('/search?q=2'), { server: `HTTP/1.1 404 Not Found\r\n\r\nno` }, closed]],
  ],
  [
    'encoded-twice',
    [[get('/caf%25C3%25A9'), { server: 'HTTP/1.1 404 Not Found\r\n\r\nno' }, closed]],
    [[get('/100%25'), { server: 'HTTP/1.1 404 Not Found\r\n\r\nno' }, closed]],
  ],
  [
    'body-not-awaited',
    [[postOf8, { server: `${html}Connection: close\r\nContent-Length: 2\r\n\r\nHi` }]],
    [[postOf8, { server: `${html}Content-Length: 2\r\n\r\nHi` }, { client: 'name=Ada' }]],
  ],
  [
    'body-not-awaited',
    [
      [
        { client: 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8\r\n\r\n' },
        { server: `${html}Content-Length: 2\r\n\r\nHi` },
        { client: 'name=Ada' },
        closed,
      ],
    ],
    [
      [
        { client: 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8\r\n\r\n' },
        { server: 'HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nHi' },
        closed,
      ],
    ],
  ],
  [
    'boundary-absent',
    [
      [
        {
          client:
            'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 4\r\n\r\nbody',
        },
        closed,
      ],
    ],
    [
      [
        {
          client:
            'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 8\r\n\r\n--x--\r\n\r',
        },
        closed,
      ],
    ],
  ],
  [
    'leaked-value',
    [[get(), { server: `${html}\r\n<p>[object Promise]</p>` }, closed]],
    [[get(), { server: `${html}\r\n<script>const a = \`\${name}\`</script><p>Hi</p>` }, closed]],
  ],
  [
    'escaped-line-end',
    [[get(), { server: 'HTTP/1.1 200 OK\\r\\nContent-Type: text/html\\r\\n\\r\\nHi' }, closed]],
    [[get(), { server: `${html}\r\n<p>\\r\\n` }, closed]],
  ],
  [
    'misspelt-header',
    [[get(), { server: `${ok}Contet-Type: text/html\r\n\r\n<p>` }, closed]],
    [
      [
        get(),
        {
          server: `${ok}X-Trace: 1\r\nX-Conection: 1\r\nContext-Tape: 1\r\nForwarded-Port: 3\r\n\r\n<p>`,
        },
        closed,
      ],
    ],
  ],
  [
    'header-in-body',
    [[get(), { server: `${ok}\r\nContent-Type: text/html\r\n\r\n<p>` }, closed]],
    [[get(), { server: `${html}\r\nNote: this is a text\r\n` }, closed]],
  ],
  [
    'second-status-line',
    [[get(), { server: `${html}\r\nHTTP/1.1 200 OK\r\n\r\nHi` }, closed]],
    [[get(), { server: `${html}\r\nHi HTTP/1.1 200 OK` }, closed]],
  ],
  [
    'other-encoding',
    [[get(), { server: join(`${html}\r\n`, Buffer.from([0xbe, 0xc8, 0xb3, 0xe7])) }, closed]],
    [[get(), { server: `${html}\r\n<p>안녕` }, closed]],
  ],
  [
    'encoded-as-utf8-twice',
    [[get(), { server: `${html}\r\n<p>cafÃ©` }, closed]],
    [[get(), { server: `${html}\r\n<p>café` }, closed]],
  ],
  [
    'not-json',
    [[get(), { server: `${ok}Content-Type: application/json\r\n\r\n{'a': True}` }, closed]],
    [[get(), { server: `${ok}Content-Type: application/json\r\n\r\n{"a": true}` }, closed]],
  ],
  [
    'no-location',
    [[get(), { server: 'HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n' }]],
    [[get(), { server: 'HTTP/1.1 302 Found\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n' }]],
  ],
  [
    'redirect-loop',
    [[get('/a'), { server: 'HTTP/1.1 302 Found\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n' }]],
    [[get('/a'), { server: 'HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n' }]],
  ],
  [
    'bad-location',
    [
      [
        get('/a'),
        { server: 'HTTP/1.1 302 F\r\nLocation: localhost:9000/b\r\nContent-Length: 0\r\n\r\n' },
      ],
    ],
    [[get('/a'), { server: 'HTTP/1.1 302 F\r\nLocation: b/c\r\nContent-Length: 0\r\n\r\n' }]],
  ],
  [
    'not-modified-unasked',
    [[get(), { server: 'HTTP/1.1 304 Not Modified\r\n\r\n' }, closed]],
    [[get('/', 'If-None-Match: "a"'), { server: 'HTTP/1.1 304 Not Modified\r\n\r\n' }, closed]],
  ],
  [
    'bad-date',
    [[get(), { server: `${html}Last-Modified: 2026-11-24\r\n\r\n<p>` }, closed]],
    [[get(), { server: `${html}Last-Modified: Tue, 24 Nov 2026 08:30:00 GMT\r\n\r\n<p>` }, closed]],
  ],
  [
    'two-cookies',
    [[get(), { server: `${html}Set-Cookie: a=1, b=2\r\n\r\n<p>` }, closed]],
    [
      [
        get(),
        { server: `${html}Set-Cookie: a=1; Expires=Tue, 24 Nov 2026 08:30:00 GMT\r\n\r\n<p>` },
        closed,
      ],
    ],
  ],
  ['empty-response', [[get(), closed]], [[get(), left]]],
  [
    'body-read-as-request',
    [
      [
        { client: 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8\r\n\r\nname=Ada' },
        { server: 'HTTP/1.1 501 No\r\nContent-Length: 2\r\n\r\nno' },
        get('/b'),
        {
          server: "HTTP/1.1 400 Bad\r\nContent-Length: 31\r\n\r\nBad request syntax ('name=Ada') ",
        },
      ],
    ],
    [
      [
        { client: 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8\r\n\r\nname=Ada' },
        { server: 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok' },
        get('/b'),
        { server: 'HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno' },
      ],
    ],
  ],
]

describe('each rule is said where its cause is seen, and not beside it', () => {
  test.each(rules)('%s', (id, said, notSaid) => {
    expect(problems(said).ids).toContain(id)
    expect(problems(notSaid).ids).not.toContain(id)
  })
})

describe("advice is in the server's own language", () => {
  const short = `${html}Content-Length: 3\r\n\r\n안녕하`
  test.each([
    ['node', /Buffer\.byteLength/, /encode\(\)/],
    ['python', /text\.encode\(\)/, /Buffer/],
    [undefined, /Count the bytes/, /Buffer|encode\(\)|len\(/],
  ] as const)('%s', (language, says, never) => {
    const { words } = problems([[get(), { server: short }, closed]], language)
    expect(words).toMatch(says)
    expect(words).not.toMatch(never)
  })

  test('what a server says of itself tells its language too', () => {
    const python = `${ok}Server: SimpleHTTP/0.6 Python/3.11\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\n안녕하`
    expect(problems([[get(), { server: python }, closed]]).words).toContain('text.encode()')
  })
})

describe('a hang', () => {
  const silent: readonly Happening[] = []
  test('a connection that was there before and has sent nothing is named', () => {
    const { ids, words } = problems([silent, [get()]], 'python')
    expect(ids).toEqual(['response-awaited'])
    expect(words).toContain('Connection 1 was opened before and has sent nothing')
    expect(words).toContain('ThreadingHTTPServer')
  })

  test('not for Node, which serves many at once', () => {
    expect(problems([silent, [get()]], 'node').words).not.toContain('Connection 1')
  })

  test('nobody is told to end a stream of events', () => {
    const stream = `${ok}Content-Type: text/event-stream\r\n\r\ndata: 1\n\n`
    expect(problems([[get(), { server: stream }]]).ids).toEqual([])
    expect(problems([[get(), { server: stream }, left]]).ids).toEqual([])
  })

  test('a script may wait for as long as it likes', () => {
    expect(problems([[get('/poll', 'Sec-Fetch-Dest: empty')]]).ids).toEqual([])
  })
})

test('a client that leaves is said, and nobody is advised', () => {
  const session = sessionOf([get(), { server: `${ok}Content-Length: 500\r\n\r\nHello` }, left])
  const [exchange] = session.exchanges
  const notes = exchange && notesOnExchange(exchange, session)
  const said = notes?.response.find(({ about }) => about === 'body-cut-short')
  expect(said).toMatchObject({ severity: 'note', words: expect.stringContaining('5 bytes of 500') })
  expect(said).not.toHaveProperty('todo')
})

test('a response that nobody asked for is an error once the connection has ended', () => {
  const answer = `${ok}Content-Length: 2\r\n\r\nHi`
  const idsOf = (second: string) => {
    const session = sessionOf([get(), { server: answer }, { server: second }, left])
    const [, extra] = session.exchanges
    if (extra === undefined) throw new Error('there is no second exchange')
    return notesOnExchange(extra, session).connection.map(({ about }) => about)
  }
  expect(idsOf(answer)).toEqual(['extra-response'])
  expect(idsOf('HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n')).toEqual([])
})

test('a response of HTTP/0.9 is one, after a request without a version', () => {
  expect(problems([[{ client: 'GET /a\r\n' }, { server: '<p>hi\n' }, closed]]).ids).not.toContain(
    'missing-start-line',
  )
  expect(problems([[get(), { server: '<p>hi\n' }, closed]]).ids).toContain('missing-start-line')
})

/** A request, what the server sends, and its client leaving so many milliseconds after that. */
function leftAfter(waitMs: number, client: string, server: string): readonly string[] {
  const session = sessionOf([{ client }, { server }])
  for (const one of [{ type: 'ended', by: 'client' } as const, { type: 'closed' } as const])
    session.take({ connection: 1, at: 1002 + waitMs, ...one })
  const [exchange] = session.exchanges
  if (exchange === undefined) throw new Error('nothing was exchanged')
  return notesOnExchange(exchange, session).response.map(
    ({ about, severity }) => `${severity} ${about}`,
  )
}

const plainGet = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'
test.each([
  ['Content-Length: 500', 'Hi', 'body-cut-short'],
  ['Transfer-Encoding: chunked', '2\r\nHi\r\n', 'last-chunk-missing'],
])(
  'a client that waited for the rest of a body in vain is told as such: %s',
  (header, body, id) => {
    const response = `${html}${header}\r\n\r\n${body}`
    expect(leftAfter(3000, plainGet, response)).toContain(`warning ${id}`)
    expect(leftAfter(10, plainGet, response)).toContain(`note ${id}`)
    const film = response.replace('text/html', 'video/mp4')
    expect(leftAfter(3000, plainGet, film)).not.toContain(`warning ${id}`)
  },
)

test('in Node, what waits behind another request is told of that', () => {
  const session = sessionOf([get('/slow')], [get('/b')])
  const [, second] = session.exchanges
  if (second === undefined) throw new Error('nothing was exchanged')
  const [note] = notesOnExchange(second, { ...session, language: 'node' }).connection
  expect(note?.words).toContain('GET /slow (connection 1) came before')
})
