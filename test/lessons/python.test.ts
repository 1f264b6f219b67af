import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { withoutMarkers } from '../../src/course/region.ts'
import type { End } from '../../src/process/end.ts'
import { startProgram } from '../../src/process/program.ts'
import { isThere } from '../required.ts'
import { makeFolder, remove, until } from './program.ts'
import { ask, raw, readToEnd } from './raw.ts'

const python = 'python3'
const hasPython = isThere(python, spawnSync(python, ['--version']).status === 0)
const lessons = fileURLToPath(new URL('../../lessons', import.meta.url))
const navigation = readFileSync(
  new URL('../../fixtures/wire/chromium-nav.request.bin', import.meta.url),
)

let folder: string
beforeAll(() => {
  folder = makeFolder()
  // As on a machine where Python would neither print Korean nor print at once.
  vi.stubEnv('PYTHONIOENCODING', 'ascii')
  vi.stubEnv('PYTHONUNBUFFERED', '')
})
afterAll(() => {
  vi.unstubAllEnvs()
  remove(folder)
})

interface Server {
  readonly port: number
  /** What it wrote so far, on either stream. */
  output(): string
  /** Resolves once what it wrote matches. */
  wrote(pattern: RegExp): Promise<void>
  /** How it ended; undefined while it runs. */
  end(): End | undefined
  stop(): Promise<void>
}

/** Starts a program of lessons/ as a learner would: in their folder, without region markers. */
async function start(name: string): Promise<Server> {
  mkdirSync(join(folder, dirname(name)), { recursive: true })
  writeFileSync(join(folder, name), withoutMarkers(readFileSync(join(lessons, name), 'utf8')))
  let output = ''
  let end: End | undefined
  const { port, ready, stop } = await startProgram({
    command: { file: python, args: [name] },
    cwd: folder,
    onOutput: (_, bytes) => {
      output += Buffer.from(bytes)
    },
    onEnd: (value) => {
      end = value
    },
  })
  const server: Server = {
    port,
    output: () => output.replaceAll('\r\n', '\n'),
    wrote: (pattern) => until(() => pattern.test(server.output()), `${pattern}`, server.output),
    end: () => end,
    stop,
  }
  const readiness = await ready
  if (readiness.type !== 'ready') throw new Error(`${JSON.stringify(readiness)}\n${output}`)
  await server.wrote(/on port.*\n/)
  return server
}

/** Starts a program for the tests of a `describe`. */
function serve(name: string): () => Server {
  let server: Server
  beforeAll(async () => {
    server = await start(name)
  })
  afterAll(() => server?.stop())
  return () => server
}

const page = (name: string) => readFileSync(join(folder, 'site', name))

// A machine that runs the tests for everyone has to have it.
describe.skipIf(!hasPython)(`in Python (${python})`, () => {
  const html =
    '<html>\n  <head><title>My web server</title></head>\n' +
    '  <body><h1 style="color:blue">Hello world!</h1></body>\n</html>\n'

  describe.each([
    ['1-raw-socket/server.py', () => 'HTTP/1.1 200 OK\r\n\r\nHello world!\n'],
    [
      '2-html-string/server.py',
      () => `HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`,
    ],
    [
      '2-html-string/text-plain.py',
      () => `HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${html}`,
    ],
    [
      '3-html-file/server.py',
      () =>
        `HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${page('html6.html')}`,
    ],
  ])('%s', (name, expected) => {
    const server = serve(name)
    const answer = async (request: string | Buffer) =>
      (await raw(server().port, request)).all.toString()

    test('says where it serves, prints a browser’s request, answers and closes', async () => {
      expect(server().output()).toBe(`Serving HTTP on port ${server().port} ...\n`)
      expect(await answer(navigation)).toBe(expected())
      await server().wrote(/Accept-Language: .*\n\n/)
      expect(server().output()).toContain(navigation.toString().replaceAll('\r\n', '\n'))
    })

    test('waits for the empty line, and serves another meanwhile', async () => {
      const slow = connect(server().port, '127.0.0.1').setNoDelay()
      const slowAnswer = readToEnd(slow)
      for (const byte of Buffer.from('GET /한국 HTTP/1.1\r\nHost: localhost\r\n\r')) {
        await new Promise<void>((sent) => slow.write(Buffer.of(byte), () => sent()))
      }
      expect(await answer(navigation)).toBe(expected())
      expect(slow.bytesRead).toBe(0)
      slow.write('\n')
      expect((await slowAnswer).toString()).toBe(expected())
      await server().wrote(/^GET \/한국 HTTP\/1\.1\nHost: localhost\n\n/m)
    })

    test('takes bytes that are no letters', async () => {
      expect(await answer(Buffer.from('GET /\xff HTTP/1.1\r\n\r\n', 'latin1'))).toBe(expected())
      await server().wrote(/^GET \/\ufffd HTTP\/1\.1\n\n/m)
    })

    test('answers a client that has said all', async () => {
      const socket = connect({ port: server().port, host: '127.0.0.1', allowHalfOpen: true })
      const bytes = readToEnd(socket)
      socket.end('GET / HTTP/1.1\r\n\r\n')
      expect((await bytes).toString()).toBe(expected())
    })

    test('reads a body, though nobody asked for it, and does not reset the connection', async () => {
      const body = 'x'.repeat(1_000_000)
      const head = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: '
      expect(await answer(`${head}${body.length}\r\n\r\n${body}`)).toBe(expected())
      const socket = connect({ port: server().port, host: '127.0.0.1', allowHalfOpen: true })
      const bytes = readToEnd(socket)
      socket.write(`${head}40\r\n\r\n`)
      await once(socket, 'end')
      // Chromium sends head and body apart; and this body looks like a request.
      for (const line of ['GET /second HTTP/1.1\r\n', 'Host: localhost\r\n', '\r\n']) {
        // To a connection that was closed the first can be sent, and its answer is a reset.
        await new Promise<void>((sent) => socket.write(line, () => sent()))
      }
      socket.end()
      expect((await bytes).toString()).toBe(expected())
      await answer('GET /third HTTP/1.1\r\n\r\n')
      await server().wrote(/\/third/)
      expect(server().output()).not.toContain('/second')
    })

    test('a client that ends before the empty line is let go', async () => {
      const socket = connect({ port: server().port, host: '127.0.0.1', allowHalfOpen: true })
      const bytes = readToEnd(socket)
      socket.end('GET / HTTP/1.1\r\n')
      expect((await bytes).length).toBe(0)
    })

    test('a silent connection keeps nobody waiting; a reset one stops nothing', async () => {
      const silent = connect(server().port, '127.0.0.1')
      await once(silent, 'connect')
      for (const bytes of ['', 'GET', 'GET / HTTP/1.1\r\n\r\n']) {
        const leaving = connect(server().port, '127.0.0.1')
        await once(leaving, 'connect')
        if (bytes !== '') await new Promise<void>((sent) => leaving.write(bytes, () => sent()))
        leaving.resetAndDestroy()
        expect(await answer(navigation)).toBe(expected())
      }
      await server().wrote(/^The client left: /m)
      expect(server().output()).not.toContain('Traceback')
      silent.write('GET / HTTP/1.1\r\n\r\n')
      expect((await readToEnd(silent)).toString()).toBe(expected())
      expect(server().end()).toBe(undefined)
    })
  })

  describe('1-raw-socket/start.py', () => {
    const server = serve('1-raw-socket/start.py')

    test('sends nothing yet, and keeps running', async () => {
      expect((await raw(server().port, 'GET /hello HTTP/1.1\r\n\r\n')).all.length).toBe(0)
      expect(server().end()).toBe(undefined)
    })
  })

  describe('3-html-file/server.py', () => {
    const path = () => join(folder, 'site/html6.html')
    const get = () => raw(server().port, 'GET / HTTP/1.1\r\n\r\n')
    let original: Buffer
    beforeAll(() => {
      original = page('html6.html')
    })
    afterAll(() => writeFileSync(path(), original))
    const server = serve('3-html-file/server.py')

    test('sends the file’s bytes, as they are now', async () => {
      expect((await get()).body).toEqual(original)
      writeFileSync(path(), '<h1>새 파일</h1>')
      expect((await get()).body.toString()).toBe('<h1>새 파일</h1>')
      writeFileSync(path(), '')
      expect((await get()).body.length).toBe(0)
    })

    test('says 404 where there is none, and serves again when it is back', async () => {
      renameSync(path(), `${path()}.away`)
      expect((await get()).all.toString()).toBe(
        'HTTP/1.1 404 Not Found\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n' +
          'There is no file site/html6.html here.\n',
      )
      mkdirSync(path())
      expect((await get()).status).toBe(404)
      remove(path())
      renameSync(`${path()}.away`, path())
      expect((await get()).status).toBe(200)
    })

    test('sends a large file to its end, also while others leave in the middle of it', async () => {
      truncateSync(path(), 20_000_000)
      const leaving = connect(server().port, '127.0.0.1')
      leaving.write('GET / HTTP/1.1\r\n\r\n')
      await once(leaving, 'readable')
      leaving.resetAndDestroy()
      expect((await get()).body.length).toBe(20_000_000)
      await server().wrote(/^The client left: /m)
      expect(server().output()).not.toContain('Traceback')
    })
  })

  describe('4-static-server/server.py', () => {
    const server = serve('4-static-server/server.py')

    test('says where it serves', () => {
      expect(server().output()).toMatch(/^Starting simple_httpd on port: \d+\n$/)
    })

    test.each([
      ['/', 'index.html', 'text/html'],
      ['/html1.html?a=b', 'html1.html', 'text/html'],
      ['/lighthouse.png', 'lighthouse.png', 'image/png'],
      ['/favicon.ico', 'favicon.ico', 'image/vnd.microsoft.icon'],
    ])('%s', async (target, file, type) => {
      const { statusLine, fields, body } = await ask(server().port, target)
      expect(statusLine).toBe('HTTP/1.1 200 OK')
      expect(fields['content-type']).toBe(type)
      expect(fields['content-length']).toBe(String(body.length))
      expect(body).toEqual(page(file))
      await server().wrote(/^127\.0\.0\.1 - - \[.*\] "GET \/.* HTTP\/1\.1" 200 -\n/m)
    })

    test('keeps the connection for a second request', async () => {
      const get = (target: string) => `GET ${target} HTTP/1.1\r\nHost: localhost\r\n`
      const { all } = await raw(
        server().port,
        `${get('/html1.html')}\r\n${get('/html2.html')}Connection: close\r\n\r\n`,
      )
      expect(all.toString().match(/HTTP\/1\.1 200 OK\r\n/g)).toHaveLength(2)
      expect(all.subarray(-page('html2.html').length)).toEqual(page('html2.html'))
    })

    test('a missing file is 404, nothing leaves the folder, and the server goes on', async () => {
      writeFileSync(join(folder, 'diary.txt'), 'not for everyone')
      for (const target of ['/nothing.html', '/../diary.txt', '/%2e%2e/diary.txt']) {
        const { status, all } = await ask(server().port, target)
        expect([target, status]).toEqual([target, 404])
        expect(all.toString()).not.toContain('not for everyone')
      }
      expect((await ask(server().port, '/html1.html')).status).toBe(200)
    })

    test('a silent connection and a kept one keep nobody waiting', async () => {
      const silent = connect(server().port, '127.0.0.1')
      const kept = connect(server().port, '127.0.0.1')
      kept.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
      await Promise.all([once(silent, 'connect'), once(kept, 'data')])
      expect((await ask(server().port, '/')).status).toBe(200)
      const last = readToEnd(kept)
      kept.write('GET /html1.html HTTP/1.0\r\n\r\n')
      expect((await last).toString()).toContain(page('html1.html').toString())
      silent.destroy()
    })
  })

  describe('5-subclass/server.py', () => {
    const server = serve('5-subclass/server.py')

    test('prints after what it inherits has answered', async () => {
      expect((await ask(server().port, '/')).body).toEqual(page('index.html'))
      await server().wrote(/^do_GET\n/m)
      await ask(server().port, '/', { method: 'HEAD' })
      expect((await ask(server().port, '/', { method: 'POST' })).status).toBe(501)
      expect((await ask(server().port, '/missing')).status).toBe(404)
      await server().wrote(/^do_GET\n[\s\S]*^do_GET\n/m)
      expect(
        server()
          .output()
          .match(/^do_GET$/gm),
      ).toHaveLength(2)
      expect(server().output()).toMatch(/"GET \/missing HTTP\/1\.1" 404 -\n/)
    })
  })

  describe('6-form/server.py', () => {
    const server = serve('6-form/server.py')

    /** What the server prints for a form, its log lines left out. */
    async function printed(path: string): Promise<string> {
      const before = server().output().length
      const { status, body } = await ask(server().port, path)
      expect(status).toBe(200)
      expect(body).toEqual(page('formsInput1.html'))
      const seen = () => server().output().slice(before)
      await until(() => /^do_GET$/m.test(seen()) && / 200 -\n/.test(seen()), 'do_GET', seen)
      return seen()
        .split('\n')
        .filter((line) => !line.startsWith('127.0.0.1'))
        .join('\n')
    }

    test('prints the path, an empty form, and nothing more', async () => {
      expect(await printed('/formsInput1.html')).toBe('/formsInput1.html\n{}\ndo_GET\n')
    })

    test.each([
      [
        'firstname=John&lastname=Smith&password=dddd&food=Tacos',
        "{'firstname': ['John'], 'lastname': ['Smith'], 'password': ['dddd'], 'food': ['Tacos']}",
        'John, go to TacoBell tonight!\n',
      ],
      [
        'firstname=Ada+Mae&food=Pizza',
        "{'firstname': ['Ada Mae'], 'food': ['Pizza']}",
        'Ada Mae, call Dominos tonight!\n',
      ],
      [
        'firstname=O%27Neil%20%26%2B&food=Pizza',
        `{'firstname': ["O'Neil &+"], 'food': ['Pizza']}`,
        "O'Neil &+, call Dominos tonight!\n",
      ],
      [
        'firstname=%ED%99%8D%EA%B8%B8%EB%8F%99&food=Tacos',
        "{'firstname': ['홍길동'], 'food': ['Tacos']}",
        '홍길동, go to TacoBell tonight!\n',
      ],
      [
        'firstname=John&food=Salad&food=Pizza',
        "{'firstname': ['John'], 'food': ['Salad', 'Pizza']}",
        'John, have a Caesar Salad tonight!\n',
      ],
      ['food=Pizza', "{'food': ['Pizza']}", 'Somebody, call Dominos tonight!\n'],
      ['firstname=&food=Pizza', "{'food': ['Pizza']}", 'Somebody, call Dominos tonight!\n'],
      ['firstname=John', "{'firstname': ['John']}", ''],
      ['food=Soup', "{'food': ['Soup']}", ''],
      ['firstname=&lastname=', '{}', ''],
      ['a=%ff', "{'a': ['\ufffd']}", ''],
    ])('?%s', async (query, form, said) => {
      const path = `/formsInput1.html?${query}`
      expect(await printed(path)).toBe(`${path}\n${form}\n${said}do_GET\n`)
    })
  })
})
