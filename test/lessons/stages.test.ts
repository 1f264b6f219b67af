import { once } from 'node:events'
import { readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addStage, makeFolder, type Program, remove, startProgram, until } from './program.ts'
import { ask, raw, readToEnd } from './raw.ts'

const wire = new URL('../../fixtures/wire/', import.meta.url)
const navigation = readFileSync(new URL('chromium-nav.request.bin', wire))

let folder: string
beforeAll(() => {
  folder = makeFolder()
})
afterAll(() => remove(folder))

describe.each([
  ['1-raw-socket', /^HTTP\/1\.1 200 OK\r\n\r\nHello world!\n$/],
  [
    '2-html-string',
    /^HTTP\/1\.1 200 OK\r\nContent-Type: text\/html; charset=utf-8\r\n\r\n<html>\s+<head><title>My web server<\/title>[\s\S]*<h1 style="color:blue">Hello world!<\/h1>/,
  ],
  [
    '3-html-file',
    /^HTTP\/1\.1 200 OK\r\nContent-Type: text\/html; charset=utf-8\r\n\r\n<!DOCTYPE html>[\s\S]*<\/html>\n$/,
  ],
])('%s', (stage, expected) => {
  let server: Program
  beforeAll(async () => {
    server = await startProgram(folder, addStage(folder, stage))
  })
  afterAll(() => server.stop())

  test('says where it serves', () => {
    expect(server.output()).toBe(`Serving HTTP on port ${server.port} ...\n`)
  })

  test('prints a browser’s request, answers and closes', async () => {
    expect((await raw(server.port, navigation)).all.toString()).toMatch(expected)
    await server.wrote(/Accept-Language: .*\r\n\r\n/)
    expect(server.output()).toContain(navigation.toString())
  })

  test('waits for the empty line, however the request comes', async () => {
    const before = server.output().length
    const socket = connect(server.port, '127.0.0.1').setNoDelay()
    const answer = readToEnd(socket)
    for (const byte of Buffer.from('GET /한국 HTTP/1.1\r\nHost: localhost\r\n\r')) {
      await new Promise<void>((sent) => socket.write(Buffer.of(byte), () => sent()))
    }
    expect(socket.bytesRead).toBe(0)
    socket.write('\n')
    expect((await answer).toString()).toMatch(expected)
    await server.wrote(/GET \/한국 HTTP\/1\.1\r\nHost: localhost\r\n\r\n/)
    expect(server.output().slice(before).match(/GET/g)).toHaveLength(1)
  })

  // With a file to open, Node has closed such a connection before the response.
  test.skipIf(stage === '3-html-file')('answers a client that has said all', async () => {
    const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true })
    const answer = readToEnd(socket)
    socket.end('GET / HTTP/1.1\r\n\r\n')
    expect((await answer).toString()).toMatch(expected)
  })

  test('reads a body, though nobody asked for it, and does not reset the connection', async () => {
    const body = 'x'.repeat(1_000_000)
    const head = `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n`
    expect((await raw(server.port, head + body)).all.toString()).toMatch(expected)
    const before = server.output().length
    const socket = connect(server.port, '127.0.0.1')
    const answer = readToEnd(socket)
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 40\r\n\r\n')
    await server.wrote(/Content-Length: 40\r\n\r\n/)
    // Chromium sends head and body apart; and this body looks like a request.
    socket.write('GET /second HTTP/1.1\r\nHost: localhost\r\n\r\n')
    expect((await answer).toString()).toMatch(expected)
    expect(server.output().slice(before)).not.toContain('/second')
  })

  test('a client that ends before the empty line is let go', async () => {
    const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true })
    const answer = readToEnd(socket)
    socket.end('GET / HTTP/1.1\r\n')
    expect((await answer).length).toBe(0)
  })

  test('a spare connection keeps nobody waiting; a reset one stops nothing', async () => {
    const spare = connect(server.port, '127.0.0.1')
    await once(spare, 'connect')
    for (const bytes of ['', 'GET', 'GET / HTTP/1.1\r\n\r\n']) {
      const leaving = connect(server.port, '127.0.0.1')
      await once(leaving, 'connect')
      if (bytes !== '') await new Promise<void>((sent) => leaving.write(bytes, () => sent()))
      leaving.resetAndDestroy()
      expect((await raw(server.port, navigation)).all.toString()).toMatch(expected)
    }
    spare.destroy()
    expect(server.child.exitCode).toBe(null)
  })
})

describe('3-html-file', () => {
  let server: Program
  const page = () => join(folder, 'site/html6.html')
  const get = () => raw(server.port, 'GET / HTTP/1.1\r\n\r\n')
  beforeAll(async () => {
    server = await startProgram(folder, addStage(folder, '3-html-file'))
  })
  afterAll(() => server.stop())

  test('sends the file’s bytes, as they are now', async () => {
    expect((await get()).body).toEqual(readFileSync(page()))
    writeFileSync(page(), '<h1>새 파일</h1>')
    expect((await get()).body.toString()).toBe('<h1>새 파일</h1>')
  })

  test('says 404 where there is none, and serves again when it is back', async () => {
    renameSync(page(), `${page()}.away`)
    const { statusLine, fields, body } = await get()
    expect(statusLine).toBe('HTTP/1.1 404 Not Found')
    expect(fields['content-type']).toBe('text/plain; charset=utf-8')
    expect(body.toString()).toContain('site/html6.html')
    expect(body.toString()).not.toContain(folder)
    renameSync(`${page()}.away`, page())
    expect((await get()).status).toBe(200)
  })

  test('a client that leaves in the middle of a large file stops nothing', async () => {
    truncateSync(page(), 20_000_000)
    const leaving = connect(server.port, '127.0.0.1')
    leaving.write('GET / HTTP/1.1\r\n\r\n')
    await once(leaving, 'readable')
    leaving.resetAndDestroy()
    expect((await get()).body.length).toBe(20_000_000)
    await server.wrote(/^The client left: /m)
    truncateSync(page(), 10)
    expect((await get()).status).toBe(200)
  })
})

describe('4-static-server', () => {
  test('serves the site: each page, the picture, the icon', async () => {
    const server = await startProgram(folder, addStage(folder, '4-static-server'))
    try {
      expect(server.output()).toBe(`Starting simple_httpd on port: ${server.port}\n`)
      const index = (await ask(server.port, '/')).body.toString()
      const pages = [...index.matchAll(/href="([^"]*\.html)"/g)].map(([, href]) => href)
      expect(pages).toEqual([
        'html1.html',
        'html2.html',
        'html3.html',
        'html4.html',
        'formsInput1.html',
      ])
      for (const page of pages) {
        const { status, fields, body } = await ask(server.port, `/${page}`)
        expect([page, status, fields['content-type']]).toEqual([page, 200, 'text/html'])
        for (const [, link = ''] of body.toString().matchAll(/(?:href|src|action)="([^":]*)"/g)) {
          expect([page, link, (await ask(server.port, `/${link}`)).status]).toEqual([
            page,
            link,
            200,
          ])
        }
      }
      const picture = await ask(server.port, '/lighthouse.png')
      expect(picture.fields['content-type']).toBe('image/png')
      expect(picture.body.subarray(1, 4).toString()).toBe('PNG')
      const icon = await ask(server.port, '/favicon.ico')
      expect([...icon.body.subarray(0, 6)]).toEqual([0, 0, 1, 0, 2, 0])
      await server.wrote(/"GET \/favicon\.ico HTTP\/1\.1" 200 -\n/)
    } finally {
      await server.stop()
    }
  })
})

describe('5-subclass', () => {
  test('prints after what it inherits has answered', async () => {
    const server = await startProgram(folder, addStage(folder, '5-subclass'))
    try {
      expect((await ask(server.port, '/')).body).toEqual(
        readFileSync(join(folder, 'site/index.html')),
      )
      await server.wrote(/doGET\n$/)
      await ask(server.port, '/', { method: 'HEAD' })
      await ask(server.port, '/missing')
      await server.wrote(/doGET\n[\s\S]*doGET\n/)
      const said = server.output().match(/"[A-Z]+ \S+|^doGET/gm)
      expect(said?.filter((word) => word === 'doGET')).toHaveLength(2)
    } finally {
      await server.stop()
    }
  })
})

describe('6-form', () => {
  let server: Program
  beforeAll(async () => {
    server = await startProgram(folder, addStage(folder, '6-form'))
  })
  afterAll(() => server.stop())

  /** What the server prints for a path, its log lines left out. */
  async function printed(path: string): Promise<string> {
    const before = server.output().length
    const { status, body } = await ask(server.port, path)
    expect(status).toBe(200)
    expect(body).toEqual(readFileSync(join(folder, 'site/formsInput1.html')))
    const seen = () => server.output().slice(before)
    await until(() => /^doGET$/m.test(seen()) && seen().includes('127.0.0.1'), 'doGET', seen)
    return seen()
      .split('\n')
      .filter((line) => !line.startsWith('127.0.0.1'))
      .join('\n')
  }

  test('prints the path, an empty form, and nothing more', async () => {
    expect(await printed('/formsInput1.html')).toBe('/formsInput1.html\n{}\ndoGET\n')
  })

  test('prints what the form says', async () => {
    const path = '/formsInput1.html?firstname=John&lastname=Smith&password=dddd&food=Tacos'
    expect(await printed(path)).toBe(
      [
        path,
        '{',
        "  firstname: [ 'John' ],",
        "  lastname: [ 'Smith' ],",
        "  password: [ 'dddd' ],",
        "  food: [ 'Tacos' ]",
        '}',
        'John, go to TacoBell tonight!',
        'doGET',
        '',
      ].join('\n'),
    )
    await server.wrote(
      /"GET \/formsInput1\.html\?firstname=John&.*password=dddd.* HTTP\/1\.1" 200 -\n/,
    )
  })

  test.each([
    ['firstname=John&food=Pizza', 'John, call Dominos tonight!'],
    ['firstname=John&food=Salad', 'John, have a Caesar Salad tonight!'],
    ['firstname=Ada+Mae&food=Pizza', 'Ada Mae, call Dominos tonight!'],
    ['firstname=O%27Neil%2B%26&food=Pizza', "O'Neil+&, call Dominos tonight!"],
    ['firstname=%ED%99%8D%EA%B8%B8%EB%8F%99&food=Tacos', '홍길동, go to TacoBell tonight!'],
    ['firstname=John&food=Salad&food=Pizza', 'John, have a Caesar Salad tonight!'],
    ['food=Pizza', 'Somebody, call Dominos tonight!'],
    ['firstname=&food=Pizza', 'Somebody, call Dominos tonight!'],
    ['firstname=John&food=Pizza#food', 'John, call Dominos tonight!'],
    ['firstname=%&food=Pizza', '%, call Dominos tonight!'],
  ])('%s', async (query, line) => {
    expect((await printed(`/formsInput1.html?${query}`)).split('\n')).toContain(line)
  })

  test.each([
    ['', '{}'],
    ['a', '{}'],
    ['a=', '{}'],
    ['&&=&', '{}'],
    ['firstname=John', "{ firstname: [ 'John' ] }"],
    ['food=Soup', "{ food: [ 'Soup' ] }"],
    ['a=1&a=2&a=', "{ a: [ '1', '2' ] }"],
    ['a=b=c?d', "{ a: [ 'b=c?d' ] }"],
    ['__proto__=1', "{ ['__proto__']: [ '1' ] }"],
    ['constructor=1&toString=2', "{ constructor: [ '1' ], toString: [ '2' ] }"],
    ['a=%1b[2J', "{ a: [ '\\x1B[2J' ] }"],
    ['a=%ff', "{ a: [ '\ufffd' ] }"],
  ])('?%s is %s', async (query, form) => {
    const path = `/formsInput1.html?${query}`
    expect(await printed(path)).toBe(`${path}\n${form}\ndoGET\n`)
  })
})
