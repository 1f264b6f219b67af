import { once } from 'node:events'
import { truncateSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HTTPServer, SimpleHTTPRequestHandler } from '../../lessons/http-server.ts'
import { addProgram, makeFolder, type Program, remove, startProgram, until } from './program.ts'
import { ask, read, readToEnd } from './raw.ts'

// What a learner may write, right or wrong: nothing of it may stop the server.
const source = String.raw`
import { HTTPServer, SimpleHTTPRequestHandler } from './http-server.ts'

class Handler extends SimpleHTTPRequestHandler {
  override directory = 'site'
  override extensionsMap = { ...this.extensionsMap, '.txt': 'text/plain; charset=utf-8' }

  override async doGET() {
    const path = this.path
    if (path === '/not-awaited') {
      this.path = '/large.bin'
      super.doGET()
    } else if (path === '/as-in-python') {
      this.sendResponse(200)
      this.sendHeader('Content-Type', 'text/plain')
      this.sendHeader('Set-Cookie', 'a=1')
      this.sendHeader('Set-Cookie', 'b=2')
      this.endHeaders()
      this.wfile.write('no end needed')
    } else if (path === '/throws') throw new Error('a mistake of the learner')
    else if (path === '/throws-late') {
      this.sendResponse(200)
      this.endHeaders()
      throw new Error('a late mistake')
    } else if (path === '/crlf') {
      this.sendResponse(200)
      this.sendHeader('Location', 'x\r\nSet-Cookie: y')
      this.endHeaders()
    } else if (path === '/twice') {
      await super.doGET()
      this.wfile.write('more than there was room for')
    } else if (path === '/twice-at-once') {
      super.doGET()
      this.wfile.write('more than there was room for')
    } else if (path === '/log') {
      this.logMessage('%s', '\x1b[2J\n\x7f\x9b\\ 한국')
      this.sendError(418, 'I <b>am</b>', 'a "teapot" & more')
    } else if (path === '/type') throw new TypeError(this.guessType('a.TXT'))
    else await super.doGET()
  }

  override async doPOST() {
    let body = ''
    for await (const chunk of this.rfile) body += chunk
    this.sendResponse(201, 'Made')
    this.sendHeader('Content-Length', Buffer.byteLength(body))
    this.endHeaders()
    this.wfile.end(body)
  }
}

const { HOST = '', PORT = '' } = process.env
const httpd = new HTTPServer([HOST, Number(PORT)], Handler)
console.log('on port', httpd.serverPort)
await httpd.serveForever()
`.replace('override async doPOST', 'async doPOST')

describe('a subclass', () => {
  let folder: string
  let server: Program
  const large = Buffer.alloc(3_000_000, 'large ')

  beforeAll(async () => {
    folder = makeFolder()
    writeFileSync(join(folder, 'site/large.bin'), large)
    writeFileSync(join(folder, 'site/a.txt'), 'a')
    server = await startProgram(folder, addProgram(folder, 'learner', source))
  })

  afterAll(async () => {
    await server.stop()
    remove(folder)
  })

  test('that does not wait for super.doGET still sends all of a large file', async () => {
    expect((await ask(server.port, '/not-awaited')).body.equals(large)).toBe(true)
  })

  test('can answer as in Python, with no end, and a field twice', async () => {
    const { status, all } = await ask(server.port, '/as-in-python')
    expect(status).toBe(200)
    expect(all.toString()).toContain('Set-Cookie: a=1\r\nSet-Cookie: b=2\r\n')
    expect(all.toString()).toContain('no end needed')
  })

  test.each([
    ['/throws', 500],
    ['/crlf', 500],
    ['/throws-late', undefined],
    ['/twice', 404],
  ])('%s leaves the server up', async (target, status) => {
    const answer = await ask(server.port, target)
    if (status !== undefined) expect(answer.status).toBe(status)
    expect(answer.all.toString()).not.toMatch(/learner|Set-Cookie|node:/)
    expect((await ask(server.port, '/a.txt')).body.toString()).toBe('a')
  })

  test('that writes too much is told so, and its connection lives on', async () => {
    const socket = connect(server.port, '127.0.0.1')
    const all = readToEnd(socket)
    socket.write('GET /twice-at-once HTTP/1.1\r\nHost: a\r\n\r\n')
    await server.wrote(/write after end/)
    socket.write('GET /a.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
    expect((await all).toString()).toMatch(/404 File not found[\s\S]*200 OK[\s\S]*\r\n\r\na$/)
  })

  test('whose client leaves does not notice, even if it did not wait', async () => {
    for (const target of ['/not-awaited', '/large.bin']) {
      const socket = connect(server.port, '127.0.0.1')
      socket.write(`GET ${target} HTTP/1.1\r\nHost: a\r\n\r\n`)
      await once(socket, 'readable')
      socket.resetAndDestroy()
      expect((await ask(server.port, '/a.txt')).status).toBe(200)
    }
    expect(server.output()).not.toMatch(/PREMATURE|ECONNRESET|EPIPE/)
  })

  test('sees its mistake on stderr', async () => {
    await ask(server.port, '/throws')
    await server.wrote(/Error: a mistake of the learner\n +at .*learner\.js/)
  })

  test('logs without control characters and answers without tags', async () => {
    const { statusLine, fields, body } = await ask(server.port, '/log')
    await server.wrote(/\] \\x1b\[2J\\x0a\\x7f\\x9b\\\\ 한국$/m)
    expect(statusLine).toBe('HTTP/1.1 418 I <b>am</b>')
    expect(fields['content-type']).toBe('text/html; charset=utf-8')
    expect(body.toString()).toContain('I &lt;b&gt;am&lt;/b&gt;')
    expect(body.toString()).toContain('a &quot;teapot&quot; &amp; more')
  })

  test('adds types, and methods', async () => {
    expect((await ask(server.port, '/a.txt')).fields['content-type']).toBe(
      'text/plain; charset=utf-8',
    )
    const socket = connect(server.port, '127.0.0.1')
    socket.write(
      'POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello',
    )
    const { statusLine, body } = read(await readToEnd(socket))
    expect([statusLine, body.toString()]).toEqual(['HTTP/1.1 201 Made', 'hello'])
  })
})

describe('HTTPServer', () => {
  test('takes a free port, and lets answers under way end before it shuts down', async () => {
    const folder = makeFolder()
    const file = join(folder, 'site/large.bin')
    writeFileSync(file, '')
    truncateSync(file, 20_000_000)
    class Handler extends SimpleHTTPRequestHandler {
      override directory = join(folder, 'site')
      override logMessage() {}
    }
    const httpd = new HTTPServer(['127.0.0.1', 0], Handler)
    const served = httpd.serveForever()
    await until(() => httpd.serverPort > 0, 'a port')
    const socket = connect(httpd.serverPort, '127.0.0.1')
    socket.write('GET /large.bin HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
    await once(socket, 'readable')
    const down = httpd.shutdown()
    expect((await readToEnd(socket)).length).toBeGreaterThan(20_000_000)
    await down
    await served
    remove(folder)
  })

  test('cuts every connection when it is closed', async () => {
    const httpd = new HTTPServer(['127.0.0.1', 0], SimpleHTTPRequestHandler)
    const served = httpd.serveForever()
    await until(() => httpd.serverPort > 0, 'a port')
    const socket = connect(httpd.serverPort, '127.0.0.1')
    await once(socket, 'connect')
    const gone = new Promise((resolve) => socket.on('error', () => {}).once('close', resolve))
    socket.write('GET / HTTP/1.1\r\n')
    httpd.serverClose()
    await gone
    await served
  })

  test('says when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const httpd = new HTTPServer(['127.0.0.1', port], SimpleHTTPRequestHandler)
    await expect(httpd.serveForever()).rejects.toThrow('EADDRINUSE')
    other.close()
  })
})
