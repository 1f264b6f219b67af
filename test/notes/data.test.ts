import { readdirSync, readFileSync } from 'node:fs'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { fieldNote, methodNote, statusNote } from '../../src/notes/data.ts'
import {
  type FieldData,
  fieldsSchema,
  methodsSchema,
  statusesSchema,
} from '../../src/notes/schema.ts'
import fieldsJson from '../../src/words/en/headers.json' with { type: 'json' }
import methodsJson from '../../src/words/en/methods.json' with { type: 'json' }
import statusesJson from '../../src/words/en/statuses.json' with { type: 'json' }

const fields = fieldsJson as Record<string, FieldData>

describe('the data', () => {
  test.each([
    ['headers.json', fieldsSchema, fieldsJson],
    ['statuses.json', statusesSchema, statusesJson],
    ['methods.json', methodsSchema, methodsJson],
  ])('%s has the right shape and words', (_, schema, data) => {
    const { issues } = v.safeParse<v.GenericSchema>(schema, data)
    expect(issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`)).toBeUndefined()
  })

  test.each([
    ['fields', fieldsJson],
    ['statuses', statusesJson],
    ['methods', methodsJson],
  ])('the keys of %s stand in order', (_, data) => {
    const keys = Object.keys(data)
    expect(keys).toEqual([...keys].sort())
  })

  test('a field stands under its name in lower case', () => {
    for (const [key, { name }] of Object.entries(fields)) expect(key).toBe(name.toLowerCase())
  })

  test("a method's label begins with the method", () => {
    for (const [method, { beginner }] of Object.entries(methodsJson)) {
      expect(beginner.startsWith(`${method} `), beginner).toBe(true)
    }
  })

  test('what is limited to one kind of message belongs to a field that stands in that kind', () => {
    for (const [name, { sent, values = [] }] of Object.entries(fields)) {
      const limits = values.flatMap((one) => one.sent ?? [])
      if (sent !== 'both') expect(limits, name).toEqual([])
    }
  })
})

/** For every pattern of every field, in order, a value that it is the first to fit. */
const examples: Record<string, string[]> = {
  accept: [
    'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'text/html, text/*;q=0.5, image/*',
    'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8',
    'text/css,*/*;q=0.1',
    '*/*',
    'text/event-stream',
    'application/json, text/plain, */*',
    'video/webm,video/ogg,video/*;q=0.9,*/*;q=0.5',
  ],
  'accept-encoding': [
    'gzip, deflate, br, zstd',
    'identity',
    'gzip, deflate, br, zstd, dcb, dcz',
    'gzip, deflate, br',
    'gzip, deflate',
    'gzip, compress, bzip, bzip2, deflate',
  ],
  'accept-language': [
    '*',
    'en-US,en;q=0.9',
    'ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7',
    'de-DE,de;q=0.9,en;q=0.8',
    'fr-FR,fr;q=0.9',
    'es-ES,es;q=0.9',
    'ja,en-US;q=0.9',
    'zh-CN,zh;q=0.9',
  ],
  'accept-ranges': ['bytes', 'none'],
  'access-control-allow-credentials': ['true'],
  'access-control-allow-origin': ['*', 'null', 'https://example.org'],
  'alt-svc': ['clear', 'h3=":443"; ma=86400'],
  authorization: ['Basic YWRhOnNlY3JldA==', 'Bearer abc123', 'Digest username="ada"'],
  'cache-control': [
    'max-age=0',
    'no-cache',
    'only-if-cached',
    'no-store',
    'no-cache',
    'public, max-age=31536000, immutable',
    'max-age=0, must-revalidate',
    'private, max-age=600',
    'max-age=3600',
  ],
  'cache-status': ['ExampleCache; hit', 'ExampleCache; fwd=miss'],
  connection: ['keep-alive', 'keep-alive', 'close', 'Upgrade'],
  'content-disposition': [
    'form-data; name="photo"; filename=""',
    'form-data; name="photo"; filename="cat.png"',
    'form-data; name="firstname"',
    'attachment; filename="report.pdf"',
    'inline',
  ],
  'content-encoding': ['gzip', 'deflate', 'br', 'zstd', 'dcb', 'identity'],
  'content-length': ['0'],
  'content-range': ['bytes 0-99/1234', 'bytes 0-99/*', 'bytes */1234'],
  'content-security-policy': [
    "default-src 'self'",
    'upgrade-insecure-requests',
    "frame-ancestors 'none'",
  ],
  'content-type': [
    'text/html; charset=utf-8',
    'text/html; charset=euc-kr',
    'text/html',
    'text/plain; charset=utf-8',
    'text/plain',
    'text/plain',
    'text/plain; charset=us-ascii',
    'text/css',
    'text/javascript',
    'text/event-stream',
    'text/csv',
    'application/xml',
    'image/svg+xml',
    'image/vnd.microsoft.icon',
    'image/png',
    'image/jpeg',
    'image/gif',
    'image/webp',
    'audio/mpeg',
    'video/mp4',
    'font/woff2',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=----WebKitFormBoundaryjqzCF6qDDBBYZYR7',
    'multipart/byteranges; boundary=3d6b6a416f9b5',
    'multipart/mixed; boundary=x',
    'application/manifest+json',
    'application/json',
    'application/octet-stream',
    'application/octet-stream',
    'application/pdf',
    'application/zip',
    'application/wasm',
  ],
  'cross-origin-opener-policy': ['same-origin', 'same-origin-allow-popups', 'unsafe-none'],
  'cross-origin-resource-policy': ['same-origin', 'same-site', 'cross-origin'],
  dnt: ['1', '0'],
  etag: ['W/"d-9P8GFlFD2Lpv0bNN"'],
  expect: ['100-continue'],
  expires: ['0'],
  host: [
    'localhost:9000',
    'localhost',
    '127.0.0.1:9000',
    '192.168.0.7:9000',
    '',
    'example.org',
    'example.org:8080',
  ],
  'icy-metadata': ['1'],
  'if-match': ['*'],
  'if-none-match': ['*'],
  'keep-alive': ['timeout=5, max=100', 'timeout=5'],
  link: [
    '</style.css>; rel=preload; as=style',
    '<https://example.org>; rel=preconnect',
    '<https://example.org/?page=2>; rel="next"',
    '<https://example.org/>; rel="canonical"',
  ],
  location: [
    '/things/7',
    'https://example.org/',
    'http://localhost:9000/hello',
    '//example.org/hello',
    '/hello',
  ],
  origin: ['null', 'http://localhost:9000'],
  pragma: ['no-cache'],
  priority: ['u=0, i', 'u=2', 'u=3', 'u=4, i', 'u=5, i', 'u=6', 'u=7', 'i'],
  purpose: ['prefetch'],
  range: ['bytes=0-', 'bytes=1000-', 'bytes=0-99', 'bytes=-500', 'bytes=0-99,200-299'],
  referer: ['http://localhost:9000/hello', 'https://example.org/'],
  'referrer-policy': [
    'no-referrer',
    'same-origin',
    'strict-origin-when-cross-origin',
    'strict-origin',
    'unsafe-url',
  ],
  refresh: ['5', '5; url=/hello'],
  'retry-after': ['120'],
  'save-data': ['on'],
  'sec-ch-prefers-color-scheme': ['dark', 'light'],
  'sec-ch-ua': [
    '"HeadlessChrome";v="120", "Not_A Brand";v="8"',
    '"Google Chrome";v="125", "Chromium";v="125", "Not.A/Brand";v="24"',
    '"Not/A)Brand";v="8", "Chromium";v="126", "Microsoft Edge";v="126"',
    '"Not:A-Brand";v="8", "Chromium";v="156"',
  ],
  'sec-ch-ua-mobile': ['?0', '?1'],
  'sec-ch-ua-platform': ['"Linux"', '"Windows"', '"macOS"', '"Android"', '"iOS"', '"Chrome OS"'],
  'sec-fetch-dest': [
    'document',
    'image',
    'empty',
    'style',
    'script',
    'font',
    'iframe',
    'video',
    'serviceworker',
    'manifest',
    'object',
    'json',
    'websocket',
    'report',
  ],
  'sec-fetch-mode': ['navigate', 'no-cors', 'cors', 'same-origin', 'websocket'],
  'sec-fetch-site': ['none', 'same-origin', 'same-site', 'cross-site'],
  'sec-fetch-storage-access': ['none', 'inactive', 'active'],
  'sec-fetch-user': ['?1'],
  'sec-gpc': ['1'],
  'sec-purpose': ['prefetch;prerender', 'prefetch'],
  'sec-websocket-extensions': ['permessage-deflate; client_max_window_bits'],
  server: [
    'SimpleHTTP/0.6 Python/3.11.7',
    'BaseHTTP/0.6 Python/3.11.7',
    'WSGIServer/0.2 CPython/3.11.7',
    'nginx/1.24.0',
    'Apache/2.4.57 (Debian)',
    'cloudflare',
    'gws',
    'Microsoft-IIS/10.0',
    'Caddy',
  ],
  'service-worker': ['script'],
  'set-cookie': [
    'id=; Max-Age=0',
    'id=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
    'id=a3fWa; HttpOnly',
    'id=a3fWa; Max-Age=3600',
  ],
  'strict-transport-security': ['max-age=0', 'max-age=31536000; includeSubDomains'],
  te: ['trailers'],
  'transfer-encoding': ['chunked', 'gzip, chunked'],
  upgrade: ['websocket', 'h2c', 'h2,h2c'],
  'upgrade-insecure-requests': ['1'],
  'user-agent': [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 OPR/112.0.0.0',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0.0.0 Mobile/15E148 Safari/604.1',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/127.0 Mobile/15E148 Safari/605.1.15',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
    'curl/7.88.1',
    'Wget/1.21.3',
    'Python-urllib/3.11',
    'python-requests/2.32.3',
    'python-httpx/0.27.0',
    'node',
    'axios/1.7.2',
    'Deno/1.44.0',
    'Bun/1.1.12',
    'Go-http-client/1.1',
    'Java-http-client/21.0.2',
    'PostmanRuntime/7.39.0',
    'HTTPie/3.2.2',
    'w3m/0.5.3+git20230121',
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  ],
  vary: ['*', 'Accept-Encoding', 'Origin', 'Cookie'],
  'www-authenticate': [
    'Basic realm="my server"',
    'Digest realm="my server", nonce="x"',
    'Bearer',
    'Negotiate',
  ],
  'x-cache': ['HIT', 'MISS'],
  'x-content-type-options': ['nosniff'],
  'x-dns-prefetch-control': ['on', 'off'],
  'x-forwarded-proto': ['https', 'http'],
  'x-frame-options': ['DENY', 'SAMEORIGIN'],
  'x-moz': ['prefetch'],
  'x-powered-by': ['Express', 'PHP/8.2.7', 'ASP.NET', 'Next.js'],
  'x-requested-with': ['XMLHttpRequest'],
  'x-robots-tag': ['noindex'],
  'x-xss-protection': ['0'],
}

describe('a sentence that depends on the value', () => {
  const rows = Object.entries(fields).flatMap(([name, { values = [] }]) =>
    values.map(({ match, beginner, sent, status }, at) => ({
      name,
      match,
      beginner,
      sent,
      status,
      at,
    })),
  )

  test.each(rows)('$name $match', ({ name, beginner, sent, status, at }) => {
    const value = examples[name]?.[at]
    expect(value).toBeDefined()
    expect(fieldNote(name, value ?? '', sent, status)?.beginner).toBe(beginner)
  })

  test.each([
    ['Host', 'localhost:9000', /this computer, and the port/],
    ['host', '[::1]:9000', /by its IP address/],
    ['Host', 'learn.example:81', /name of the site/],
    ['Connection', 'Keep-Alive', /keep the connection open/],
    ['Sec-Fetch-Site', 'none', /you typed/],
    ['Sec-Fetch-Dest', 'IMAGE', /picture/],
    ['Sec-Fetch-Dest', 'paintworklet', /use the response for/],
    ['Content-Type', 'text/html', /guesses/],
    ['Content-Type', 'text/html;charset=UTF-8', /UTF-8/],
    ['Content-Type', 'application/vnd.api+json', /JSON/],
    ['Content-Length', '13', /number of bytes/],
    ['Content-Length', '0', /no bytes follow/],
    ['Cookie', 'a=b', /sends back/],
    ['sec-ch-ua', '"Opera";v="1"', /name and version/],
    ['  user-agent', 'node', undefined],
  ])('%s: %s', (name, value, expected) => {
    const beginner = fieldNote(name, value)?.beginner
    if (expected === undefined) expect(beginner).toBeUndefined()
    else expect(beginner).toMatch(expected)
  })

  test.each([
    ['Connection', 'keep-alive', 'request', /the client asks/],
    ['Connection', 'keep-alive', 'response', /stays open/],
    ['Cache-Control', 'no-cache', 'request', /hard reload/],
    ['Cache-Control', 'no-cache', 'response', /must ask before each use/],
    ['Cache-Control', 'max-age=0', 'request', /reloaded, or sent a form/],
    ['Cache-Control', 'max-age=0', 'response', /old at once/],
    ['Content-Type', 'text/plain', 'request', /name=value/],
    ['Content-Type', 'text/plain', 'response', /shows tags/],
    ['Pragma', 'no-cache', 'request', /no stored copies/],
    ['Pragma', 'no-cache', 'response', /older form/],
  ] as const)('%s: %s in a %s', (name, value, sent, expected) => {
    expect(fieldNote(name, value, sent)?.beginner).toMatch(expected)
  })
})

describe('a note', () => {
  test('has the usual name, both sentences, since when, and where it is written', () => {
    expect(fieldNote('sec-fetch-dest', 'image')).toEqual({
      name: 'Sec-Fetch-Dest',
      beginner: 'an icon or a picture, not a page',
      curious: fields['sec-fetch-dest']?.curious,
      since: 'Chrome 80 (2020), Firefox 90 (2021), Safari 16.4 (2023)',
      spec: 'Fetch Metadata, section 2.1',
    })
    expect(fieldNote('Host', 'x')).not.toHaveProperty('since')
  })

  test.each(['', 'X-Nobody-Knows', 'constructor', '__proto__', 'hasOwnProperty'])(
    'of a field named %j there is none',
    (name) => expect(fieldNote(name, 'x')).toBeUndefined(),
  )

  test('a huge value costs no more than a long one', () => {
    const value = 'Version/1 '.repeat(1_000_000)
    const began = performance.now()
    for (const name of Object.keys(fields)) fieldNote(name, value)
    expect(performance.now() - began).toBeLessThan(1000)
  })

  test('of a status', () => {
    expect(statusNote(404)).toMatchObject({
      reason: 'Not Found',
      beginner: 'there is nothing at this path',
      spec: 'RFC 9110, section 15.5.5',
    })
    expect(statusNote(299)).toBeUndefined()
    expect(statusNote(Number.NaN)).toBeUndefined()
  })

  test('of a method, which is told apart by case', () => {
    expect(methodNote('GET')?.beginner).toBe('GET asks for something')
    expect(methodNote('get')).toBeUndefined()
    expect(methodNote('BREW')).toBeUndefined()
  })
})

describe('what browsers and clients were seen to send', () => {
  const folder = new URL('../../fixtures/wire/', import.meta.url)
  const captures = readdirSync(folder).filter((file) => file.endsWith('.request.bin'))

  test('there are captures', () => expect(captures.length).toBeGreaterThan(30))

  test.each(captures)('%s: every field and the method have a note', (file) => {
    const text = readFileSync(new URL(file, folder), 'latin1')
    const [head = '', ...body] = text.split(/\r?\n\r?\n/)
    const [requestLine = '', ...lines] = head.split(/\r?\n/)
    const parts = body.join('\n').match(/^Content-[\w-]+:.*$/gm) ?? []
    const unknown = [...lines, ...parts]
      .filter((line) => line !== '')
      .filter((line) => {
        const colon = line.indexOf(':')
        return fieldNote(line.slice(0, colon), line.slice(colon + 1), 'request') === undefined
      })
    expect(unknown).toEqual([])
    expect(methodNote(requestLine.split(' ')[0] ?? '')).toBeDefined()
  })
})

/**
 * The permanent fields of IANA's HTTP field name registry (as of June 2026) that touch a browser, or
 * a server a browser talks to, and those that do not, with the reason.
 */
const registered = `
  Accept Accept-CH Accept-Datetime Accept-Encoding Accept-Language Accept-Patch Accept-Post
  Accept-Query Accept-Ranges Accept-Signature Access-Control-Allow-Credentials
  Access-Control-Allow-Headers Access-Control-Allow-Methods Access-Control-Allow-Origin
  Access-Control-Expose-Headers Access-Control-Max-Age Access-Control-Request-Headers
  Access-Control-Request-Method Age Allow ALPN Alt-Svc Alt-Used Authentication-Control
  Authentication-Info Authorization Available-Dictionary Cache-Control Cache-Group-Invalidation
  Cache-Groups Cache-Status Capsule-Protocol CDN-Cache-Control CDN-Loop Clear-Site-Data Close
  Connection Content-Digest Content-Disposition Content-Encoding Content-Language Content-Length
  Content-Location Content-Range Content-Security-Policy Content-Security-Policy-Report-Only
  Content-Type Cookie Cross-Origin-Embedder-Policy Cross-Origin-Embedder-Policy-Report-Only
  Cross-Origin-Opener-Policy Cross-Origin-Opener-Policy-Report-Only Cross-Origin-Resource-Policy
  Date Deprecation Dictionary-ID DPoP DPoP-Nonce Early-Data ETag Expect Expires Forwarded From
  Host If-Match If-Modified-Since If-None-Match If-Range If-Unmodified-Since Incremental
  Keep-Alive Last-Event-ID Last-Modified Link Link-Template Location Max-Forwards
  Memento-Datetime MIME-Version NEL Optional-WWW-Authenticate Origin Origin-Agent-Cluster
  Ping-From Ping-To Prefer Preference-Applied Priority Proxy-Authenticate
  Proxy-Authentication-Info Proxy-Authorization Proxy-Status Public-Key-Pins
  Public-Key-Pins-Report-Only Range Referer Referrer-Policy Refresh Repr-Digest Retry-After
  Sec-Fetch-Dest Sec-Fetch-Mode Sec-Fetch-Site Sec-Fetch-User Sec-Purpose Sec-WebSocket-Accept
  Sec-WebSocket-Extensions Sec-WebSocket-Key Sec-WebSocket-Protocol Sec-WebSocket-Version Server
  Server-Timing Set-Cookie Signature Signature-Input Strict-Transport-Security Sunset TE
  Traceparent Tracestate Trailer Transfer-Encoding Upgrade Use-As-Dictionary User-Agent Vary Via
  Want-Content-Digest Want-Repr-Digest WWW-Authenticate X-Content-Type-Options X-Frame-Options
`
const apart = {
  'WebDAV and calendars on it': `
  Apply-To-Redirect-Ref Cal-Managed-ID CalDAV-Timezones DASL DAV Depth Destination If
    If-Schedule-Tag-Match Label Lock-Token Ordering-Type Overwrite Position Redirect-Ref
    Schedule-Reply Schedule-Tag Status-URI Timeout
  `,
  'protocols of programs, not of web pages': `
  Cert-Not-After Cert-Not-Before Detached-JWS OData-EntityId OData-Isolation OData-MaxVersion
    OData-Version OSCORE OSLC-Core-Version Replay-Nonce Set-Txn SLUG SoapAction Topic TTL Urgency
  `,
  'said between a machine in front and the server': `
  Client-Cert Client-Cert-Chain Concealed-Auth-Export
  `,
  'proposals that no browser of today speaks': `
  A-IM Accept-Features Alternates Delta-Base Hobareg IM Include-Referred-Token-Binding-ID Meter
    Negotiate Sec-Token-Binding TCN Variant-Vary
  `,
  'coffee pots': `
  Accept-Additions
  `,
}

const names = (text: string) => text.trim().split(/\s+/)

describe('the registries', () => {
  test.each(names(registered))('%s has a note', (name) => {
    expect(fieldNote(name, '')?.name).toMatch(new RegExp(`^${name}$`, 'i'))
  })

  test('the fields without a note are those with a reason', () => {
    const without = Object.values(apart).flatMap(names)
    expect(without.filter((name) => fieldNote(name, ''))).toEqual([])
    expect(names(registered).length + without.length).toBe(184)
  })

  test('every registered status has a note', () => {
    const codes = [
      [100, 104],
      [200, 208],
      [226, 226],
      [300, 308],
      [400, 418],
      [421, 426],
      [428, 429],
      [431, 431],
      [451, 451],
      [500, 508],
      [510, 511],
    ].flatMap(([first = 0, last = 0]) =>
      Array.from({ length: last - first + 1 }, (_, at) => first + at),
    )
    expect(Object.keys(statusesJson).map(Number)).toEqual(codes)
  })

  test('every method of HTTP has a note', () => {
    expect(Object.keys(methodsJson)).toEqual(
      names('CONNECT DELETE GET HEAD OPTIONS PATCH POST PUT TRACE'),
    )
  })
})
