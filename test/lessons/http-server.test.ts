import { once } from 'node:events'
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addStage,
  countOpen,
  makeFolder,
  type Program,
  remove,
  startProgram,
  until,
} from './program.ts'
import { ask, raw, read, readToEnd } from './raw.ts'

const isLinux = process.platform === 'linux'
const secret = 'what nobody may read'
const text = 'Some bytes: \r\n\0\xff and 한국어\n'

let folder: string
let site: string
let server: Program

beforeAll(async () => {
  folder = makeFolder()
  site = join(folder, 'site')
  mkdirSync(join(site, 'D'))
  mkdirSync(join(site, 'withindex'))
  mkdirSync(join(site, 'withindexdir/index.html'), { recursive: true })
  mkdirSync(join(site, 'closed'))
  writeFileSync(join(site, 'F.txt'), text)
  writeFileSync(join(site, 'F'), text)
  writeFileSync(join(site, 'empty.txt'), '')
  writeFileSync(join(site, 'with space.txt'), 'space')
  writeFileSync(join(site, 'D/a.txt'), 'a')
  writeFileSync(join(site, 'withindex/index.html'), '<p>the index</p>')
  chmodSync(folder, 0o755)
  // Beside and around the root: what must not get out.
  mkdirSync(join(folder, 'site-private'))
  writeFileSync(join(folder, 'site-private/secret.txt'), secret)
  writeFileSync(join(folder, 'secret.txt'), secret)
  if (process.platform !== 'win32') {
    const links = {
      'link-out.txt': '../secret.txt',
      'link-out-absolute.txt': join(folder, 'secret.txt'),
      'link-out-dir': '../site-private',
      'link-parent': '..',
      'link-dangling': 'nowhere',
      'link-loop': 'link-loop',
      'link-in.txt': 'F.txt',
      'link-in-dir': 'D',
    }
    for (const [name, target] of Object.entries(links)) symlinkSync(target, join(site, name))
    mkdirSync(join(site, 'indexout'))
    symlinkSync('../../secret.txt', join(site, 'indexout/index.html'))
  }
  server = await startProgram(folder, addStage(folder, '4-static-server'))
})

afterAll(async () => {
  await server.stop()
  remove(folder)
})

describe('what CPython’s own tests ask', () => {
  test('F: 200 with the exact bytes, and fields that are right', async () => {
    const { statusLine, fields, body } = await ask(server.port, '/F.txt')
    expect(statusLine).toBe('HTTP/1.1 200 OK')
    expect(body).toEqual(readFileSync(join(site, 'F.txt')))
    expect(fields['content-length']).toBe(String(body.length))
    expect(fields['content-type']).toBe('text/plain')
    const { mtimeMs } = statSync(join(site, 'F.txt'))
    expect(fields['last-modified']).toBe(new Date(mtimeMs).toUTCString())
    const age = Date.now() - Date.parse(fields['date'] ?? '')
    expect(age).toBeGreaterThan(-2000)
    expect(age).toBeLessThan(10_000)
  })

  test.each([
    ['/F.txt/', 404],
    ['/F.txt/a', 404],
    ['/D/', 200],
    ['/D/?hi=2', 200],
    ['/missing', 404],
    ['/missing/', 404],
    ['/F.txt?q', 200],
    ['/F.txt?q#frag', 200],
    ['//F.txt', 200],
    ['///F.txt', 200],
    ['/with%20space.txt', 200],
    ['/D/../F.txt', 200],
    ['/missing/../F.txt', 200],
    ['/./D/.././F.txt', 200],
  ])('%s is %i', async (target, status) => {
    const answer = await ask(server.port, target)
    expect(answer.status).toBe(status)
    expect(answer.fields['content-length']).toBe(String(answer.body.length))
    if (target.includes('F.txt') && status === 200) expect(answer.body.toString()).toBe(text)
  })

  test.each([
    ['/D', '/D/'],
    ['/D?hi=1', '/D/?hi=1'],
    ['/D?a/b?c', '/D/?a/b?c'],
    ['//D', '/D/'],
    ['/%44', '/%44/'],
  ])('%s moves to %s', async (target, location) => {
    const { status, fields, body } = await ask(server.port, target)
    expect(status).toBe(301)
    expect(fields['location']).toBe(location)
    expect(fields['content-length']).toBe('0')
    expect(body.length).toBe(0)
    expect((await ask(server.port, location)).status).toBe(200)
  })

  test('an index page stands for its directory, but only where it is a file', async () => {
    expect((await ask(server.port, '/withindex/')).body.toString()).toBe('<p>the index</p>')
    const listing = await ask(server.port, '/withindexdir/')
    expect(listing.status).toBe(200)
    expect(listing.body.toString()).toContain('<a href="index.html/">index.html/</a>')
  })

  test.skipIf(process.platform === 'win32')('an unreadable directory or file is 404', async () => {
    mkdirSync(join(site, 'unreadableindex'))
    writeFileSync(join(site, 'unreadableindex/index.html'), secret)
    chmodSync(join(site, 'unreadableindex/index.html'), 0)
    chmodSync(join(site, 'closed'), 0)
    const nobody = process.getuid?.() === 0 ? { uid: 65_534 } : {}
    const program = join(folder, '4-static-server/server.js')
    const other = await startProgram(folder, program, nobody)
    try {
      expect((await ask(other.port, '/closed/')).status).toBe(404)
      expect((await ask(other.port, '/unreadableindex/index.html')).status).toBe(404)
      expect((await ask(other.port, '/unreadableindex/')).status).toBe(404)
      expect((await ask(other.port, '/F.txt')).status).toBe(200)
    } finally {
      await other.stop()
      chmodSync(join(site, 'closed'), 0o755)
    }
  })

  test('HEAD: the fields of GET, and no body', async () => {
    const get = await ask(server.port, '/F.txt')
    const head = await ask(server.port, '/F.txt', { method: 'HEAD' })
    const { date: _, ...fields } = head.fields
    expect(get.fields).toMatchObject(fields)
    expect(head.status).toBe(200)
    expect(head.fields['content-length']).toBe(String(get.body.length))
    expect(head.body.length).toBe(0)
    const missing = await ask(server.port, '/missing', { method: 'HEAD' })
    expect([missing.status, missing.body.length]).toEqual([404, 0])
    const listing = await ask(server.port, '/D/', { method: 'HEAD' })
    expect([listing.status, listing.body.length]).toEqual([200, 0])
  })

  test.each([
    ['F', 'application/octet-stream'],
    ['a.html', 'text/html'],
    ['A.HTML', 'text/html'],
    ['a.css', 'text/css'],
    ['a.js', 'text/javascript'],
    ['a.png', 'image/png'],
    ['a.tar.gz', 'application/gzip'],
    ['favicon.ico', 'image/vnd.microsoft.icon'],
    ['a.constructor', 'application/octet-stream'],
    ['.html', 'application/octet-stream'],
  ])('%s is %s', async (name, type) => {
    writeFileSync(join(site, 'D', name), 'x')
    expect((await ask(server.port, `/D/${name}`)).fields['content-type']).toBe(type)
  })

  test.each([
    ['its own time', 0, 304],
    ['a second later', 1000, 304],
    ['a year later', 365 * 86_400_000, 304],
    ['a second before', -1000, 200],
    ['a year before', -365 * 86_400_000, 200],
  ])('If-Modified-Since %s', async (_, offset, status) => {
    utimesSync(join(site, 'F.txt'), 1_700_000_000.75, 1_700_000_000.75)
    const since = new Date(1_700_000_000_000 + offset).toUTCString()
    const answer = await ask(server.port, '/F.txt', { fields: [`If-Modified-Since: ${since}`] })
    expect(answer.status).toBe(status)
    expect(answer.body.toString()).toBe(status === 304 ? '' : text)
    expect(answer.fields['last-modified']).toBe('Tue, 14 Nov 2023 22:13:20 GMT')
  })

  test.each([
    ['Tue, 14 Nov 2023 22:13:20 GMT', 304],
    ['Tuesday, 14-Nov-23 22:13:20 GMT', 304],
    ['Tue Nov 14 22:13:20 2023', 304],
    ['Tue Nov 14 22:13:19 2023', 200],
    ['Tue Nov 14 22:13:19 2023 GMT', 200],
    ['tomorrow', 200],
    ['x 2099 GMT', 200],
    ['2099', 200],
    ['Tue, 99 Foo 2099 22:13:20 GMT', 200],
    ['', 200],
  ])('If-Modified-Since: %s is %i', async (since, status) => {
    utimesSync(join(site, 'F.txt'), 1_700_000_000, 1_700_000_000)
    const fields = [`If-Modified-Since: ${since}`]
    expect((await ask(server.port, '/F.txt', { fields })).status).toBe(status)
    const both = [...fields, 'If-None-Match: "x"']
    expect((await ask(server.port, '/F.txt', { fields: both })).status).toBe(200)
  })

  test.each(['POST', 'DELETE', 'PUT', 'OPTIONS', 'PATCH'])('%s is 501', async (method) => {
    const { statusLine, body } = await ask(server.port, '/F.txt', { method })
    expect(statusLine).toBe(`HTTP/1.1 501 Unsupported method ('${method}')`)
    expect(body.length).toBeGreaterThan(0)
  })

  test('one connection carries many exchanges, errors and bodies too', async () => {
    const requests = [
      'GET /F.txt HTTP/1.1\r\nHost: a\r\n\r\n',
      'POST /F.txt HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello',
      'GET /missing HTTP/1.1\r\nHost: a\r\n\r\n',
      'HEAD /F.txt HTTP/1.1\r\nHost: a\r\n\r\n',
      'GET /D HTTP/1.1\r\nHost: a\r\n\r\n',
      'GET /F.txt HTTP/1.1\r\nHost: a\r\nRange: bytes=0-0\r\n\r\n',
      'GET /D/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    ]
    const { all } = await raw(server.port, requests.join(''))
    const statuses = [...all.toString('latin1').matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, s]) => s)
    expect(statuses).toEqual(['200', '501', '404', '200', '301', '206', '200'])
    expect(all.toString('latin1').match(/Connection: keep-alive/g)).toHaveLength(6)
  })

  test('the log is Python’s', async () => {
    await ask(server.port, '/F.txt?a\\b')
    await server.wrote(
      /^127\.0\.0\.1 - - \[\d\d\/[A-Z][a-z]{2}\/\d{4} \d\d:\d\d:\d\d\] "GET \/F\.txt\?a\\\\b HTTP\/1\.1" 200 -$/m,
    )
    await ask(server.port, '/gone')
    await server.wrote(/code 404, message File not found\n.*"GET \/gone HTTP\/1\.1" 404 -$/m)
  })

  test('a file changed on disk is seen at the next request', async () => {
    for (const words of ['one', 'another', '', 'and a last']) {
      writeFileSync(join(site, 'changing.txt'), words)
      expect((await ask(server.port, '/changing.txt')).body.toString()).toBe(words)
    }
  })
})

describe('a listing', () => {
  const names = [
    '<test&>.txt',
    '"quoted\'.txt',
    'per%25cent.txt',
    'per%cent.txt',
    'what?.txt',
    'hash#.txt',
    'two  spaces .txt',
    '한국어.txt',
    'a:b.txt',
    'back\\slash.txt',
    'javascript:alert(1)',
    'tab\tnew\nline.txt',
    '..dots',
    '<img src=x onerror=alert(1)>',
  ]

  test.skipIf(!isLinux)('every link works, whatever the name', async () => {
    const listed = join(site, 'listed')
    mkdirSync(join(listed, 'B dir?'), { recursive: true })
    const files = [
      ...names.map((name) => Buffer.from(name)),
      Buffer.from('not utf-8 \xff\xe9', 'latin1'),
    ]
    for (const name of files) writeFileSync(Buffer.concat([Buffer.from(`${listed}/`), name]), name)
    const { fields, body } = await ask(server.port, '/listed/')
    expect(fields['content-type']).toBe('text/html; charset=utf-8')
    const page = body.toString()
    const links = [...page.matchAll(/<a href="([^"]*)">([^<]*)<\/a>/g)]
    expect(links).toHaveLength(files.length + 1)
    const seen: Buffer[] = []
    for (const [, href = '', label = ''] of links) {
      // As a browser does: resolve the link against the page's address.
      const { origin, pathname, search } = new URL(href, 'http://h/listed/')
      expect([origin, search]).toEqual(['http://h', ''])
      const answer = await ask(server.port, pathname)
      expect([href, answer.status]).toEqual([href, 200])
      if (!href.endsWith('/')) seen.push(answer.body)
      else expect(label).toBe('B dir?/')
    }
    expect(seen.map(String).sort()).toEqual(files.map(String).sort())
    expect(seen.some((name) => name.equals(Buffer.from('not utf-8 \xff\xe9', 'latin1')))).toBe(true)
    expect(page).toContain('&lt;test&amp;&gt;.txt')
    expect(page).not.toContain('<img')
    const labels = links.map(([, , label = '']) => label.toLowerCase())
    expect(labels.indexOf('b dir?/')).toBeGreaterThan(labels.indexOf('a:b.txt'))
    expect(labels.indexOf('b dir?/')).toBeLessThan(labels.indexOf('back\\slash.txt'))
  })

  test('its title is the path, and no tag gets into it', async () => {
    const { body } = await ask(server.port, '/D/?<script>#<b>')
    expect(body.toString()).toContain('<title>Directory listing for /D/</title>')
    mkdirSync(join(site, 'a&b'), { recursive: true })
    expect((await ask(server.port, '/a%26b/')).body.toString()).toContain('for /a&amp;b/</h1>')
  })

  test.skipIf(!isLinux)('names no link that leads out', async () => {
    mkdirSync(join(site, 'links'))
    symlinkSync('../../secret.txt', join(site, 'links/out'))
    symlinkSync('../../site-private', join(site, 'links/outdir'))
    symlinkSync('nowhere', join(site, 'links/dangling'))
    symlinkSync('../F.txt', join(site, 'links/in'))
    symlinkSync('../D', join(site, 'links/indir'))
    const page = (await ask(server.port, '/links/')).body.toString()
    expect([...page.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(['in', 'indir/'])
  })
})

describe('nothing gets out', () => {
  const long = 'x'.repeat(5000)
  const vectors: (string | Buffer)[] = [
    '/../secret.txt',
    '/../../../../../../../../etc/passwd',
    '/..',
    '/../',
    '/../site-private/secret.txt',
    '/D/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%2fsecret.txt',
    '/..%2Fsite-private%2Fsecret.txt',
    '/%252e%252e%252fsecret.txt',
    '/%252e%252e/secret.txt',
    '/..\\secret.txt',
    '/..%5csecret.txt',
    '/D\\..\\..\\secret.txt',
    '/..%c0%afsecret.txt',
    '/%c0%ae%c0%ae/secret.txt',
    '/..;/secret.txt',
    '/....//secret.txt',
    '/.%00./secret.txt',
    '/../site-private',
    '/-private/secret.txt',
    '/..%2fsite-private',
    '/F.txt%00',
    '/F.txt%00.html',
    '/%00',
    '/%00/',
    '/..%00/secret.txt',
    '/F.txt\0',
    '/%01%02%1f%7f',
    Buffer.from('/\x01\x7f\xff', 'latin1'),
    '/%ff%fe',
    '/%',
    '/%zz',
    '/%u002e%u002e/secret.txt',
    `/${long}`,
    `/${'d/'.repeat(2500)}`,
    `/${'%2e%2e%2f'.repeat(555)}secret.txt`,
    `/D?${long}`,
    '/link-out.txt',
    '/link-out-absolute.txt',
    '/link-out-dir',
    '/link-out-dir/',
    '/link-out-dir/secret.txt',
    '/link-parent',
    '/link-parent/',
    '/link-parent/secret.txt',
    '/link-parent/site/link-parent/secret.txt',
    '/link-in-dir/../../secret.txt',
    '/link-dangling',
    '/link-dangling/',
    '/link-loop',
    '/link-loop/',
    '/link-loop/secret.txt',
    '/indexout/',
    '//evil.example/..',
    '//evil.example/%2e%2e',
    '//evil.example',
    '///evil.example/..',
    '/\\evil.example/..',
    '/\\evil.example/%2e%2e',
    '/%5cevil.example/..',
    '/%5c%5cevil.example',
    '/\t/evil.example/..',
    '/%09/evil.example/..',
    'http://evil.example/..',
    'http://evil.example/../secret.txt',
    '/D%0d%0aSet-Cookie:x=1',
    '/D?%0d%0aSet-Cookie:x=1',
    '/%0d%0aSet-Cookie:x=1/..',
    '/%0d%0aLocation:%20http://evil.example/..',
    '/CON',
    '/nul.txt',
    '/COM1:',
    '/C:',
    '/C:/',
    `/C:/${'Windows/win.ini'}`,
    '/F.txt::$DATA',
    '/F.txt:stream',
    '/D::$INDEX_ALLOCATION/',
    '/file:///etc/passwd',
    '/~root/',
    '/proc/self/environ',
    '/<script>alert(1)</script>',
    '/?<script>',
    '*',
  ]

  test.each(vectors.map((vector) => [String(vector).slice(0, 60), vector]))(
    '%j',
    async (_, target) => {
      for (const method of ['GET', 'HEAD']) {
        const { all, status, fields, body } = await ask(server.port, target, { method })
        const seen = all.toString('latin1')
        expect(seen).not.toContain(secret)
        expect(seen).not.toContain('root:')
        expect(seen).not.toContain(folder)
        expect(seen).not.toContain('node:')
        expect(seen).not.toContain('<script>')
        expect(fields).not.toHaveProperty('set-cookie')
        expect(status).toBeGreaterThanOrEqual(200)
        expect(status).toBeLessThan(500)
        if (fields['location'] !== undefined) {
          const { host } = new URL(fields['location'], 'http://localhost/')
          expect(host).toBe('localhost')
        }
        if (method === 'GET' && status === 200) expect(body.toString()).not.toContain('secret.txt')
      }
      expect((await ask(server.port, '/F.txt')).body.toString()).toBe(text)
    },
  )

  test.skipIf(!isLinux)('directories named as other servers move within this one', async () => {
    const named = ['evil.example', '\\evil.example', 'http:/evil.example', '\t/evil.example']
    for (const name of named) {
      mkdirSync(join(site, name), { recursive: true })
      for (const target of [`/${name}`, `//${name}`, `/${encodeURIComponent(name)}`]) {
        const { status, fields } = await ask(server.port, target)
        if (status !== 301) continue
        const { origin } = new URL(fields['location'] ?? '', 'http://localhost/')
        expect([target, origin]).toEqual([target, 'http://localhost'])
      }
    }
    const { fields } = await ask(server.port, '/\\evil.example')
    expect(fields['location']).toBe('/%5Cevil.example/')
    expect((await ask(server.port, '//evil.example')).fields['location']).toBe('/evil.example/')
  })

  test.skipIf(!isLinux)('a link that stays inside is followed', async () => {
    expect((await ask(server.port, '/link-in.txt')).body.toString()).toBe(text)
    expect((await ask(server.port, '/link-in-dir/a.txt')).body.toString()).toBe('a')
    expect((await ask(server.port, '/link-in-dir')).fields['location']).toBe('/link-in-dir/')
  })

  test.skipIf(!isLinux)('a named pipe is not waited for', async () => {
    const { execFileSync } = await import('node:child_process')
    execFileSync('mkfifo', [join(site, 'pipe')])
    expect((await ask(server.port, '/pipe')).status).toBe(404)
  })

  test('what Windows reads as a device or a drive is no name there', async () => {
    writeFileSync(
      join(site, 'preload.mjs'),
      "Object.defineProperty(process, 'platform', { value: 'win32' })",
    )
    const names = ['CON', 'nul.txt', 'com1', 'a:b', 'F.txt::$DATA', 'trailing.', 'back\\slash']
    for (const name of names) if (isLinux) writeFileSync(join(site, name), 'x')
    const nodeOptions = ['--import', join(site, 'preload.mjs')]
    const other = await startProgram(folder, join(folder, '4-static-server/server.js'), {
      nodeOptions,
    })
    try {
      for (const name of names) {
        expect([name, (await ask(other.port, `/${encodeURIComponent(name)}`)).status]).toEqual([
          name,
          404,
        ])
      }
      expect((await ask(other.port, '/F.txt')).status).toBe(200)
    } finally {
      await other.stop()
    }
  })
})

describe('ranges', () => {
  const digits = '0123456789'
  beforeAll(() => writeFileSync(join(site, 'digits.txt'), digits))

  test.each([
    ['bytes=0-0', '0', 'bytes 0-0/10'],
    ['bytes=2-5', '2345', 'bytes 2-5/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=0-', digits, 'bytes 0-9/10'],
    ['bytes=5-99', '56789', 'bytes 5-9/10'],
    ['bytes=9-9', '9', 'bytes 9-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=-99', digits, 'bytes 0-9/10'],
    ['BYTES=1-1', '1', 'bytes 1-1/10'],
    [`bytes=0-${'9'.repeat(400)}`, digits, 'bytes 0-9/10'],
  ])('%s gives %s', async (range, body, contentRange) => {
    const answer = await ask(server.port, '/digits.txt', { fields: [`Range: ${range}`] })
    expect(answer.status).toBe(206)
    expect(answer.body.toString()).toBe(body)
    expect(answer.fields['content-range']).toBe(contentRange)
    expect(answer.fields['content-length']).toBe(String(body.length))
    expect(answer.fields['content-type']).toBe('text/plain')
  })

  test.each(['bytes=10-', 'bytes=10-20', 'bytes=-0', `bytes=${'9'.repeat(400)}-`])(
    '%s is 416',
    async (range) => {
      const answer = await ask(server.port, '/digits.txt', { fields: [`Range: ${range}`] })
      expect(answer.status).toBe(416)
      expect(answer.fields['content-range']).toBe('bytes */10')
      expect(answer.body.length).toBe(0)
    },
  )

  test.each([
    'bytes=5-2',
    'bytes=-',
    'bytes=',
    'bytes',
    'bytes=a-b',
    'bytes=1-2,4-5',
    'lines=1-2',
    'bytes=--1',
    'bytes=1.5-2',
    'bytes=0x1-2',
  ])('%s is let be', async (range) => {
    const answer = await ask(server.port, '/digits.txt', { fields: [`Range: ${range}`] })
    expect([answer.status, answer.body.toString()]).toEqual([200, digits])
    expect(answer.fields).not.toHaveProperty('content-range')
    expect(answer.fields['accept-ranges']).toBe('bytes')
  })

  test('If-Range: a part of the same file, or all of a newer one', async () => {
    const { fields } = await ask(server.port, '/digits.txt')
    const range = 'Range: bytes=0-1'
    const ifRange = async (value: string) => {
      const answer = await ask(server.port, '/digits.txt', {
        fields: [range, `If-Range: ${value}`],
      })
      return answer.status
    }
    expect(await ifRange(fields['last-modified'] ?? '')).toBe(206)
    expect(await ifRange('Tue, 14 Nov 2000 22:13:20 GMT')).toBe(200)
    expect(await ifRange('Tue, 14 Nov 2090 22:13:20 GMT')).toBe(200)
    expect(await ifRange('"an-etag"')).toBe(200)
  })

  test('HEAD and conditions come before ranges', async () => {
    const fields = ['Range: bytes=0-1']
    const head = await ask(server.port, '/digits.txt', { method: 'HEAD', fields })
    expect([head.status, head.fields['content-length']]).toEqual([200, '10'])
    const since = `If-Modified-Since: ${new Date(Date.now() + 86_400_000).toUTCString()}`
    expect((await ask(server.port, '/digits.txt', { fields: [...fields, since] })).status).toBe(304)
  })

  test('an empty file has no first byte, and its last five are none', async () => {
    const of = async (range: string) =>
      (await ask(server.port, '/empty.txt', { fields: [`Range: ${range}`] })).status
    expect(await of('bytes=0-')).toBe(416)
    expect(await of('bytes=-0')).toBe(416)
    expect(await of('bytes=-5')).toBe(200)
    expect((await ask(server.port, '/empty.txt')).fields['content-length']).toBe('0')
  })

  test('a part of a large file is streamed', async () => {
    const bytes = Buffer.alloc(300_000, digits)
    writeFileSync(join(site, 'large.bin'), bytes)
    expect((await ask(server.port, '/large.bin')).body.equals(bytes)).toBe(true)
    const part = await ask(server.port, '/large.bin', { fields: ['Range: bytes=1001-200000'] })
    expect(part.body.equals(bytes.subarray(1001, 200_001))).toBe(true)
  })
})

describe.skipIf(!isLinux)('under load', () => {
  const files = () => countOpen(server, /\.bin/)
  const sockets = () => countOpen(server, /^socket/)
  const memory = () => {
    const status = readFileSync(`/proc/${server.child.pid}/status`, 'utf8')
    return Number(/VmRSS:\s*(\d+)/.exec(status)?.[1]) * 1024
  }
  const size = 256 * 1024 * 1024

  beforeAll(() => {
    writeFileSync(join(site, 'huge.bin'), '')
    truncateSync(join(site, 'huge.bin'), size)
  })

  test('a large file takes no more memory than a small one', async () => {
    await ask(server.port, '/F.txt')
    const before = memory()
    let most = 0
    let received = 0
    const socket = connect(server.port, '127.0.0.1')
    socket.write('GET /huge.bin HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
    socket.on('data', (chunk) => {
      received += chunk.length
      most = Math.max(most, memory())
    })
    await once(socket, 'close')
    expect(received).toBeGreaterThan(size)
    expect(most - before).toBeLessThan(64 * 1024 * 1024)
  })

  test('clients that read slowly, or leave, cost no memory and leave no file open', async () => {
    const memoryBefore = memory()
    const others = sockets()
    const clients = Array.from({ length: 20 }, () => connect(server.port, '127.0.0.1'))
    for (const socket of clients) {
      socket.pause()
      socket.write('GET /huge.bin HTTP/1.1\r\nHost: a\r\n\r\n')
    }
    await until(() => files() === 20, '20 files open')
    expect((await ask(server.port, '/F.txt')).body.toString()).toBe(text)
    expect(memory() - memoryBefore).toBeLessThan(64 * 1024 * 1024)
    for (const [i, socket] of clients.entries()) {
      if (i % 2 === 0) socket.resetAndDestroy()
      else socket.destroy()
    }
    await until(() => files() === 0, 'no file open')
    await until(() => sockets() <= others, 'no socket open')
    expect(server.output()).not.toMatch(/PREMATURE|ECONNRESET|EPIPE/)
  })

  test('HEAD, 304, 416 and listings of large files leave no file open', async () => {
    const since = `If-Modified-Since: ${new Date(Date.now() + 86_400_000).toUTCString()}`
    for (let i = 0; i < 10; i++) {
      await ask(server.port, '/huge.bin', { method: 'HEAD' })
      await ask(server.port, '/huge.bin', { fields: [since] })
      await ask(server.port, '/huge.bin', { fields: [`Range: bytes=${size}-`] })
      await ask(server.port, '/D/')
      await ask(server.port, '/D')
    }
    await until(() => files() === 0, 'no file open')
  })

  test('a file that shrinks while it is sent is cut off, not followed by another answer', async () => {
    writeFileSync(join(site, 'shrinking.bin'), '')
    truncateSync(join(site, 'shrinking.bin'), size)
    const socket = connect(server.port, '127.0.0.1')
    socket.pause()
    const get = (name: string) => `GET /${name} HTTP/1.1\r\nHost: a\r\n\r\n`
    socket.write(get('shrinking.bin') + get('F.txt'))
    await until(() => files() === 1, 'the file is open')
    truncateSync(join(site, 'shrinking.bin'), 1000)
    const answer = read(await readToEnd(socket.resume()))
    expect(answer.fields['content-length']).toBe(String(size))
    expect(answer.body.length).toBeLessThan(size)
    expect(answer.body.includes('HTTP/1.1')).toBe(false)
    expect((await ask(server.port, '/F.txt')).status).toBe(200)
  })

  test('idle connections and a slow sender keep nobody waiting', async () => {
    const slow = connect(server.port, '127.0.0.1')
    slow.write('GET /F.txt HTTP/1.1\r\nHost: a\r\nX-Slow: ')
    const spare = Array.from({ length: 5000 }, () => connect(server.port, '127.0.0.1'))
    try {
      await Promise.all(spare.map((socket) => once(socket, 'connect')))
      slow.write('x')
      for (let i = 0; i < 20; i++) {
        expect((await ask(server.port, '/F.txt')).body.toString()).toBe(text)
      }
      slow.write('y\r\nConnection: close\r\n\r\n')
      expect(read(await readToEnd(slow)).status).toBe(200)
    } finally {
      for (const socket of spare) socket.destroy()
    }
  })
})
