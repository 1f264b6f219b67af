import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createConnection, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readHar } from '../../src/wire/har/read.ts'
import { raw } from '../lessons/raw.ts'
import { hasBrowser, launchBrowser } from './browser.ts'
import { cli, freePort, holdPort, makePlace, refused, type TestPlace } from './place.ts'
import { jsonLines, printed, type Running, runToEnd, start } from './run.ts'
import { hasTmux, openTestTerminal, type TestTerminal } from './terminal.ts'

let place: TestPlace
let port: number
const running: Running[] = []
const servers: Server[] = []
beforeEach(async () => {
  place = makePlace()
  port = await freePort()
})
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGTERM')
    await ended
  }
  for (const server of servers.splice(0)) await new Promise((closed) => server.close(closed))
  place.remove()
})

/** Starts the tap on a free port and waits until its server can be used. */
async function tap(args: readonly string[], ready: string | RegExp = /is running|in front of/) {
  const started = start(place, ['tap', '--port', String(port), ...args])
  running.push(started)
  await printed(started, ready)
  return started
}

const end = async ({ child, ended }: Running, signal: NodeJS.Signals = 'SIGTERM') => {
  child.kill(signal)
  return ended
}

/** A server that gives every client the same bytes, then closes. */
const program = (answer: string) => {
  writeFileSync(
    join(place.cwd, 'server.mjs'),
    `import { createServer } from 'node:net'
const answer = Buffer.from(${JSON.stringify(answer)}, 'latin1')
createServer((socket) => {
  let asked = ''
  socket.on('error', () => {}).on('data', (bytes) => {
    asked += bytes
    if (asked.includes('\\r\\n\\r\\n')) socket.end(answer)
  })
}).listen(Number(process.env.PORT), process.env.HOST)
console.log('listening on', process.env.HOST)
`,
  )
  return ['--', 'node', 'server.mjs']
}

const hello = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 6\r\n\r\nhello\n'
const get = (path = '/') => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`

interface Line {
  readonly type: string
  readonly [name: string]: unknown
  readonly request?: { readonly bytes: string }
  readonly response?: { readonly bytes: string }
}
const lines = (started: Running) => jsonLines<Line>(started)
const text = (side: { readonly bytes: string } | undefined) =>
  Buffer.from(side?.bytes ?? '', 'base64').toString('latin1')

describe('a program behind the tap', () => {
  test('Python’s http.server, as a person would start it', async () => {
    writeFileSync(join(place.cwd, 'page.html'), '<h1>안녕</h1>')
    const started = await tap(['--', 'sh', '-c', 'python3 -m http.server $PORT'])
    const { body, statusLine } = await raw(port, get('/page.html'))
    expect(body.toString()).toBe('<h1>안녕</h1>')
    expect(statusLine).toBe('HTTP/1.0 200 OK')
    await printed(started, 'closed by the server')
    expect(started.stdout()).toContain('GET /page.html HTTP/1.1␍␊')
    expect(started.stdout()).toContain('HTTP/1.0 200 OK␍␊')
    expect(started.stdout()).toContain('<h1>안녕</h1>')
    expect(started.stdout()).not.toContain('\x1b')
  })

  test('--json: what it is, every byte, and what it printed', async () => {
    const started = await tap(['--json', ...program(hello)], '"ready"')
    expect(lines(started).find(({ type }) => type === 'ready')).toEqual({
      type: 'ready',
      server: 'node',
      url: `http://localhost:${port}/`,
      port,
      host: '127.0.0.1',
    })
    const { all } = await raw(port, get('/a'))
    await printed(started, '"closed"')
    const [exchange] = lines(started).filter(({ type }) => type === 'exchange')
    expect(text(exchange?.request)).toBe(get('/a'))
    expect(text(exchange?.response)).toBe(hello)
    expect(all.toString('latin1')).toBe(hello)
    expect(lines(started)).toContainEqual({
      type: 'output',
      stream: 'stdout',
      text: 'listening on 127.0.0.1\n',
    })
  })

  test('its own options are its own', async () => {
    const code =
      "require('http').createServer((q, s) => s.end(process.argv.join())).listen(process.env.PORT)"
    await tap(['--', 'node', '-e', code, '--', '--json', '--port', '1'])
    expect(
      (await raw(port, get().replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'))).body.toString(),
    ).toMatch(/,--json,--port,1$/)
  })

  test('the tap takes port 9000, or says which one instead', async () => {
    const holder = await holdPort(9000)
    if (holder !== undefined) servers.push(holder)
    const started = start(place, ['tap', ...program(hello)])
    running.push(started)
    await printed(started, 'is running')
    expect(started.stdout()).toMatch(/Port 9000 is in use( by .*)?\.\n/)
    const instead = Number(/The tap listens on (\d+) instead\./.exec(started.stdout())?.[1])
    expect((await raw(instead, get())).body.toString()).toBe('hello\n')
  })

  test('no program and no port is left behind', async () => {
    const started = await tap(program(hello))
    const own = Number(/It listens on port (\d+)\./.exec(started.stdout())?.[1])
    expect(await refused(own)).toBe(false)
    expect(await end(started)).toBe(143)
    await expect.poll(() => refused(own)).toBe(true)
    expect(await refused(port)).toBe(true)
  })

  test('a program that ends while it is watched', async () => {
    const code = "require('http').createServer(() => process.exit(3)).listen(process.env.PORT)"
    const started = await tap(['--', 'node', '-e', code])
    await raw(port, get())
    expect(await started.ended).toBe(1)
    expect(started.stdout()).toMatch(/(closed|reset) by the server/)
    expect(started.stdout()).toContain('node stopped with exit code 3. Its output is above.')
  })
})

describe('a server that runs already', () => {
  const listen = async (host: string) => {
    const server = createHttpServer((_, response) => response.end(`from ${host}`))
    servers.push(server)
    return new Promise<number>((resolve) =>
      server.listen(0, host, () => {
        const address = server.address()
        resolve(typeof address === 'object' && address ? address.port : 0)
      }),
    )
  }
  const closing = get().replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n')

  test.each([
    ['127.0.0.1', 'localhost:PORT'],
    ['127.0.0.1', '127.0.0.1:PORT'],
    ['127.0.0.1', 'http://localhost:PORT/'],
    ['::1', 'localhost:PORT'],
    ['::1', '[::1]:PORT'],
  ])('at %s, named %s', async (host, to) => {
    const own = await listen(host)
    const started = await tap(['--to', to.replace('PORT', String(own))])
    expect((await raw(port, closing)).body.toString()).toContain(`from ${host}`)
    await printed(started, 'closed by the server')
    expect(await end(started)).toBe(143)
    // It is not ours to stop.
    expect((await fetch(`http://${host.includes(':') ? `[${host}]` : host}:${own}`)).ok).toBe(true)
  })

  test('curl through the tap', async () => {
    const started = await tap(
      ['--to', `localhost:${await listen('127.0.0.1')}`, '--json'],
      '"ready"',
    )
    const { stdout } = await promisify(execFile)('curl', ['-s', `http://localhost:${port}/x?y=z`])
    expect(stdout).toBe('from 127.0.0.1')
    await expect
      .poll(() => lines(started).find(({ type }) => type === 'exchange')?.['why'])
      .toEqual({ type: 'program', name: 'curl' })
  })

  test('there is none', async () => {
    const { code, stdout } = await runToEnd(
      place,
      'tap',
      '--port',
      `${await freePort()}`,
      '--to',
      `localhost:${port}`,
    )
    expect(stdout).toContain(`Nothing listens on localhost:${port}.`)
    expect(stdout).toContain('Start that server first.')
    expect(code).toBe(1)
  })
})

describe('what was not understood: exit code 2, and what would have been right', () => {
  test.each([
    [[], 'needs a program to start, or a server', 'cli.cjs tap -- node server.js'],
    [['--to', 'localhost:8000', '--', 'ls'], 'were both given', 'Leave one out'],
    [['--to', 'localhost'], '"localhost" is not HOST:PORT.', '--to localhost:8000'],
    [['--to', 'localhost:0'], '"localhost:0" is not HOST:PORT.', '--to localhost:8000'],
    [['--to', 'localhost:70000'], '"localhost:70000" is not HOST:PORT.', '--to localhost:8000'],
    [['--to', '8000'], '"8000" is not HOST:PORT.', '--to localhost:8000'],
    [['--to', 'example.com:80'], 'not to example.com.', '--to localhost:80'],
    [['--to', '192.168.0.1:80'], 'not to 192.168.0.1.', '--to localhost:80'],
    [['--to', '0.0.0.0:80'], 'not to 0.0.0.0.', '--to localhost:80'],
    [['--to', '127.0.0.1.example.com:80'], 'not to 127.0.0.1.example.com.', '--to localhost:80'],
    [['--to', 'localhost:9100', '--port', '9100'], 'would connect to itself', '--port 9101'],
    [['--watch', '--', 'ls'], "Unknown option '--watch'.", 'cli.cjs --help'],
  ])('tap %j', async (args, said, next) => {
    const { code, stdout, stderr } = await runToEnd(place, 'tap', ...args)
    expect(stderr).toContain(said)
    expect(stderr).toContain(next)
    expect(stderr.trimEnd().split('\n')).toHaveLength(2)
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })
})

describe('what could not run: exit code 1, each in its own words', () => {
  const fails = async (...args: string[]) => {
    const { code, stdout, stderr } = await runToEnd(place, 'tap', '--port', String(port), ...args)
    expect(code).toBe(1)
    return stdout + stderr
  }
  const node = (code: string) => ['--', 'node', '-e', code]

  test('a program that does not exist', async () => {
    expect(await fails('--', 'no-such-program')).toContain(
      'There is no program called no-such-program.',
    )
    expect(await fails('--', './no-such-program')).toContain(
      'There is no program called ./no-such-program.',
    )
  })

  test('a file that is no program', async () => {
    writeFileSync(join(place.cwd, 'notes.txt'), '')
    const said = await fails('--', './notes.txt')
    expect(said).toContain("./notes.txt is a file, but it can't be run as a program.")
  })

  test('one that ends at once', async () => {
    // The address may be said again between the two: where there was time to.
    expect(await fails('--', 'sh', '-c', 'echo no; exit 3')).toMatch(
      /sh │ no\n(?: http.*\n)? sh stopped with exit code 3 before it listened\. Its output is above\./,
    )
    const silent = await fails('--', 'true')
    expect(silent).toContain('true ended and never listened on its port.')
    expect(silent).not.toContain('\n\n\n')
    expect(await fails('--', 'sh', '-c', 'kill -9 $$')).toContain('sh was stopped by SIGKILL')
  })

  test('one that listens on another port', async () => {
    const other = await freePort()
    const { code, stdout } = await runToEnd(
      place,
      'tap',
      ...node(`require('http').createServer().listen(${other})`),
    )
    expect(stdout).toMatch(
      new RegExp(`node listens on port ${other}, not on \\d+, the port it was given in PORT`),
    )
    expect(stdout.replace(/\s+/g, ' ')).toContain(`cli.cjs tap --to localhost:${other}`)
    expect(code).toBe(1)
  })

  test('a file that exists is not replaced unasked', async () => {
    writeFileSync(join(place.cwd, 'mine.har'), 'mine')
    expect(await fails('--save', 'mine.har', ...node(''))).toContain('mine.har exists already.')
    expect(readFileSync(join(place.cwd, 'mine.har'), 'utf8')).toBe('mine')
  })

  test('the port that --port names is taken', async () => {
    const holder = createServer()
    servers.push(holder)
    await new Promise<void>((done) => holder.listen(port, '127.0.0.1', done))
    expect(await fails(...program(hello))).toContain(`Port ${port} is in use`)
  })

  test('a file that can’t be written: said before anything is started', async () => {
    mkdirSync(join(place.cwd, 'folder'))
    const nowhere = await fails('--save', 'nowhere/x.har', '--', 'touch', 'started')
    expect(nowhere).toContain("nowhere/x.har can't be written: its folder is not there.")
    const { code, stderr } = await runToEnd(
      place,
      'tap',
      '--save',
      'folder',
      '--',
      'touch',
      'started',
    )
    expect(stderr).toContain('folder is a folder.')
    expect(code).toBe(2)
    expect(readdirSync(place.cwd)).toEqual(['folder'])
  })
})

describe('--save', () => {
  const file = () => join(place.cwd, 'session.har')
  const entries = () => {
    const har = readHar(readFileSync(file()))
    const read = har.type === 'har' ? har.entries : []
    return read.flatMap((entry) =>
      entry.type === 'odd' ? [] : [{ request: entry.request.raw, response: entry.response?.raw }],
    )
  }
  const nasty = 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n\xff\x00\x1b'

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'written at %s, to the byte',
    async (signal) => {
      const started = await tap(['--save', 'session.har', ...program(nasty)])
      for (const path of ['/1', '/2']) await raw(port, get(path))
      // A request that is never answered, and a connection that is open at the end.
      const socket = createConnection(port, '127.0.0.1').on('error', () => {})
      socket.write('GET /3 HTTP/1.1\r\nHost: x\r\n')
      await new Promise((connected) => socket.once('connect', connected))
      await printed(started, /connection 2[\s\S]*closed by the server/)
      expect(existsSync(file())).toBe(false)
      // Ctrl-C pressed again by someone impatient does not cut the file off.
      started.child.kill(signal)
      await end(started, signal)
      const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('latin1')
      const [one, two] = entries()
      expect([one, two].map((entry) => text(entry?.request?.bytes))).toEqual([get('/1'), get('/2')])
      expect([one, two].map((entry) => text(entry?.response?.bytes))).toEqual([nasty, nasty])
      expect(readdirSync(place.cwd).sort()).toEqual(['server.mjs', 'session.har'])
      expect(started.stdout()).toMatch(
        / [23] exchanges saved\. To read them: .* explain session\.har\n$/,
      )
      socket.destroy()
    },
  )

  test('a program that ends by itself leaves a file too', async () => {
    writeFileSync(file(), 'an old one')
    const code = "require('http').createServer(() => process.exit(0)).listen(process.env.PORT)"
    const started = await tap(
      ['--json', '--save', 'session.har', '--overwrite', '--', 'node', '-e', code],
      '"ready"',
    )
    await raw(port, get('/bye'))
    expect(await started.ended).toBe(1)
    expect(entries().map(({ request }) => Buffer.from(request?.bytes ?? []).toString())).toEqual([
      get('/bye'),
    ])
    expect(lines(started).at(-1)).toEqual({
      type: 'saved',
      file: 'session.har',
      exchanges: 1,
      redacted: false,
    })
  })

  test.skipIf(!hasBrowser)('a browser shows the page from it, with no server there', async () => {
    writeFileSync(join(place.cwd, 'page.html'), '<meta charset=utf-8><h1>안녕</h1>')
    const python = ['--', 'sh', '-c', 'python3 -m http.server $PORT']
    const started = await tap(['--save', 'session.har', ...python])
    await raw(port, get('/page.html?x=1').replace('localhost', `localhost:${port}`))
    await printed(started, 'closed by the server')
    await end(started)
    const browser = await launchBrowser()
    try {
      const context = await browser.newContext()
      await context.routeFromHAR(file(), { notFound: 'abort' })
      const page = await context.newPage()
      await page.goto(`http://localhost:${port}/page.html?x=1`)
      expect(await page.textContent('h1')).toBe('안녕')
    } finally {
      await browser.close()
    }
  })

  test('explain reads it back, byte for byte', async () => {
    const started = await tap(['--json', '--save', 'session.har', ...program(hello)], '"ready"')
    await raw(port, get('/a?b=c'))
    await printed(started, '"closed"')
    await end(started)
    const [exchange] = lines(started).filter(({ type }) => type === 'exchange')
    const { code, stdout } = await runToEnd(place, 'explain', '--json', 'session.har')
    const read: Line[] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(read).toEqual([
      expect.objectContaining({ type: 'entry', entry: 1, method: 'GET', sent: true }),
      { type: 'message', entry: 1, role: 'request', recorded: 'bytes', ...exchange?.request },
      { type: 'message', entry: 1, role: 'response', recorded: 'bytes', ...exchange?.response },
    ])
    expect(code).toBe(0)
  })
})

test('control characters never reach the terminal', async () => {
  const evil = '\x1b[2J\x1b]0;title\x07\x9b31m\x7f\r'
  const answer = `HTTP/1.1 200 ${evil}\r\nX: ${evil}\r\n\r\n<p>${evil}\xc2\x9b31m\n`
  const code = 'process.stdout.write("\\x1b]0;own\\x07")'
  const server = program(answer)
  writeFileSync(
    join(place.cwd, 'server.mjs'),
    `${readFileSync(join(place.cwd, 'server.mjs'), 'utf8')}\n${code}\n`,
  )
  const ask =
    `GET /${evil}?${evil}=%1b[2J%c2%9b31m&a=%e2%80%ae HTTP/1.1\r\n` +
    `Host: ${evil}\r\nReferer: http://x/${evil}\r\nUser-Agent: ${evil}\r\nContent-Length: 11\r\n\r\n${evil}`
  const started = await tap(['--save', 'session.har', ...server])
  await raw(port, Buffer.from(ask, 'latin1'))
  await printed(started, 'closed by the server')
  await end(started)
  const shown = [
    started.stdout(),
    (await runToEnd(place, 'explain', 'session.har')).stdout,
    (await runToEnd(place, 'explain', '--json', 'session.har')).stdout,
  ]
  for (const text of shown) {
    expect(text).toContain('[2J')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/)
  }
})

describe.skipIf(!hasTmux)('in a terminal', () => {
  let terminal: TestTerminal
  beforeEach(() => {
    terminal = openTestTerminal({ cwd: place.cwd, env: place.env, rows: 40 })
  })
  afterEach(() => terminal.close())
  const command = (...args: string[]) =>
    terminal.command(`node ${cli} tap --port ${port} ${args.join(' ')}`)

  test('the keys: unfold, printed, restart, quit', async () => {
    await command('--save', 'session.har', ...program(hello))
    await terminal.sees('node is running')
    await terminal.sees(/o open [\s\S]*q quit/)
    await raw(port, get('/seen'))
    await terminal.sees('GET /seen HTTP/1.1')
    await terminal.sees('closed by the server')
    await terminal.press('f')
    await terminal.sees('connection 1, unfolded')
    await terminal.press('Escape')
    await terminal.press('p')
    await terminal.sees('Everything that node printed since it started:')
    await terminal.press('p')
    await terminal.press('r')
    await terminal.sees(/listening on[\s\S]*listening on/)
    await raw(port, get('/again'))
    await terminal.sees('GET /again HTTP/1.1')
    await terminal.sees('q quit')
    await terminal.press('q')
    // What came stays to be read when the screen is given back.
    await terminal.sees(/GET \/seen → 200[\s\S]*GET \/again → 200[\s\S]*exit code 0/)
    expect(await terminal.text()).toContain('2 exchanges saved.')
    expect(existsSync(join(place.cwd, 'session.har'))).toBe(true)
  })

  test('Ctrl-C: the session is saved, nothing runs on', async () => {
    await command('--save', 'session.har', ...program(hello))
    await terminal.sees('q quit')
    await raw(port, get())
    await terminal.sees('closed by the server')
    await terminal.press('C-c')
    await terminal.sees('exit code 130')
    expect(await terminal.text()).toContain('1 exchange saved.')
    expect(await refused(port)).toBe(true)
    expect(readHar(readFileSync(join(place.cwd, 'session.har')))).toMatchObject({
      type: 'har',
      entries: [{ method: 'GET' }],
    })
  })

  test('a server that comes later: look again', async () => {
    const later = await freePort()
    await command('--to', `localhost:${later}`)
    await terminal.sees(`Nothing listens on localhost:${later}.`)
    await terminal.sees('Start that server, then press r to look again.')
    expect(await terminal.screen()).not.toContain('p printed')
    const server = createHttpServer((_, response) => response.end('late'))
    servers.push(server)
    await new Promise<void>((done) => server.listen(later, '127.0.0.1', done))
    await terminal.press('r')
    await terminal.sees(`the tap in front of localhost:${later}`)
    expect(
      (await raw(port, get().replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'))).status,
    ).toBe(200)
    await terminal.sees('late')
    await terminal.press('q')
    await terminal.sees('exit code 0')
  })
})
