import { execFile, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Message } from '../../src/http/message.ts'
import { createReader } from '../../src/http/reader.ts'
import { asCommand, curlLine, printfLine } from '../../src/notes/copy-line.ts'
import { escaped, quoted, shellWord } from '../../src/notes/shell.ts'
import { isThere } from '../required.ts'
import { capture } from './exchange.ts'

const hasCurl = isThere('curl', spawnSync('curl', ['--version']).status === 0)

const hasNc = isThere('nc', spawnSync('nc', ['-h']).error === undefined)

const sh = (command: string) => promisify(execFile)('sh', ['-c', command], { encoding: 'buffer' })

function read(bytes: string | Uint8Array, limit?: number): Message {
  const reader = createReader('request', limit === undefined ? {} : { maxBytes: limit })
  reader.push(typeof bytes === 'string' ? Buffer.from(bytes) : bytes)
  const [message] = reader.messages
  if (message === undefined) throw new Error('there is no message')
  return message
}

/** A server that answers every request and keeps the bytes of the last one. */
let port = 0
let last: Message | undefined
const server = createServer((socket) => {
  const reader = createReader('request')
  socket.on('error', () => {})
  socket.on('data', (bytes) => {
    reader.push(bytes)
    last = reader.messages[0]
    if (last?.complete) socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
  })
})
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

const command = (line: ReturnType<typeof curlLine>) => {
  if (line.type === 'none') throw new Error(`there is no line, for ${line.reason}`)
  return asCommand(line.rows, '   ')
}

const written = `POST /a%20b/../x?q=[1]&r='%22$HOME\`id\` HTTP/1.1\r
Host: localhost:9000\r
X-Quotes: it's "quoted" $HOME \`id\` \\n %s\r
X-Empty:\r
x-tight:value\r
Accept: */*\r
X-Tab: a\tb\r
X-Latin: caf\xe9\r
X-Korean: 한국\r
Content-Type: text/plain\r
Content-Length: 33\r
\r
@it's "100%" \\n $HOME\r
한국 \t%s\0`
const bodied = Buffer.concat([
  Buffer.from(written.slice(0, written.indexOf('X-Latin'))),
  Buffer.from('X-Latin: caf\xe9\r\n', 'latin1'),
  Buffer.from(written.slice(written.indexOf('X-Korean'))),
])

const recorded = [
  'chromium-nav',
  'chromium-form-get',
  'chromium-form-get-no-charset',
  'chromium-form-post',
  'chromium-form-multipart',
  'firefox-form-post',
  'firefox-hard-reload',
  'curl',
  'curl-d',
  'curl-F',
  'wget',
  'w3m',
  'node-fetch',
  'python-urllib',
].map((name): [string, Uint8Array] => [name, capture(name)])

const samples: [string, Uint8Array][] = [
  ...recorded,
  ['what needs quoting', bodied],
  ['a POST without a body', Buffer.from('POST / HTTP/1.1\r\nHost: a\r\n\r\n')],
  ['an empty form', Buffer.from('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n')],
  ['a GET with a body', Buffer.from('GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi')],
  ['HEAD', Buffer.from('HEAD / HTTP/1.1\r\nHost: a\r\n\r\n')],
  ['a target that is no path', Buffer.from('OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n')],
  ['no Host', Buffer.from('GET /x HTTP/1.0\r\n\r\n')],
]

describe.skipIf(!hasCurl)('the curl line, run by a shell, sends', () => {
  const essence = (message: Message) => {
    const text = (start: number, end: number) =>
      Buffer.from(message.bytes.subarray(start, end)).toString('latin1')
    const { startLine, fields, body } = message
    // curl sends Host first, and sets the two others itself.
    const set = new Set(['host', 'connection', 'content-length'])
    const value = (named: RegExp) => fields.find(({ name }) => named.test(name))?.value
    return {
      line: text(startLine?.line.start ?? 0, startLine?.line.end ?? 0),
      fields: fields
        .filter(({ name }) => !set.has(name.toLowerCase()))
        .map(({ line }) => text(line.start, line.end)),
      host: value(/^host$/i),
      length: value(/^content-length$/i),
      body: text(body?.start ?? 0, body?.end ?? 0),
    }
  }

  test.each(samples)('%s', async (_name, bytes) => {
    const request = read(bytes)
    await sh(command(curlLine(request, { host: '127.0.0.1', port })).replace('curl ', 'curl -s '))
    if (last === undefined) throw new Error('nothing was sent')
    expect(essence(last)).toEqual(essence(request))
  })
})

test.each([...samples, ['broken', Buffer.from('GET /\n\x1b[2J\0\xff%\\c\n\n', 'latin1')] as const])(
  'the printf line, run by a shell, writes every byte: %s',
  async (_name, bytes) => {
    const request = { ...read(bytes), bytes, length: bytes.length, complete: true }
    const { stdout } = await sh(
      command(printfLine(request, { host: 'localhost', port })).replace(/ \\\n *\| nc .*$/, ''),
    )
    expect(Buffer.compare(stdout, Buffer.from(bytes))).toBe(0)
  },
)

test.skipIf(!hasNc).each(samples)(
  'the printf line with nc, run whole, sends the same request: %s',
  async (_name, bytes) => {
    const request = read(bytes)
    last = undefined
    await sh(command(printfLine(request, { host: '127.0.0.1', port })))
    if (last === undefined) throw new Error('nothing was sent')
    const { bytes: came }: Message = last
    expect(Buffer.compare(came, request.bytes)).toBe(0)
  },
)

test('a line to copy, as it is read', () => {
  const request = read(
    "GET /hello?q=it's HTTP/1.1\r\nHost: localhost:9001\r\nAccept: */*\r\nX: 1\r\n\r\n",
  )
  const address = { host: 'localhost', port: 9001 }
  expect(
    `\n${command(curlLine(request, address))}\n${command(printfLine(request, address))}\n`,
  ).toMatchInlineSnapshot(`
    "
    curl -i 'http://localhost:9001/hello?q=it'\\''s' \\
       -H 'Accept: */*' \\
       -H 'X: 1' \\
       -H 'User-Agent:'
    printf %b \\
       'GET /hello?q=it'\\''s HTTP/1.1\\r\\n' \\
       'Host: localhost:9001\\r\\n' \\
       'Accept: */*\\r\\n' \\
       'X: 1\\r\\n' \\
       '\\r\\n' \\
       | nc localhost 9001
    "
  `)
})

test('there is none for what curl can not send, and it is said why', () => {
  const address = { host: 'localhost', port: 1 }
  const broken = read('GET / HTTP/1.1\nHost: a\n\n')
  expect(curlLine(broken, address)).toMatchObject({ type: 'none' })
  expect(printfLine(broken, address)).toMatchObject({ type: 'command' })
  const cut = read('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n123456789', 50)
  expect(curlLine(cut, address)).toMatchObject({ type: 'none' })
  expect(printfLine(cut, address)).toMatchObject({ type: 'none' })
  const pending = read('GET / HTTP/1.1\r\nHost: a\r\n')
  expect(printfLine(pending, address)).toMatchObject({ type: 'none' })
})

describe('for a shell', () => {
  test('any bytes come out of it as they went in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
        const word = shellWord(bytes)
        const { stdout } = await sh(`printf %b ${escaped(bytes)}`)
        expect([...stdout]).toEqual([...bytes])
        if (word === undefined) return
        const { stdout: said } = await sh(`printf %s ${word}`)
        expect([...said]).toEqual([...bytes])
      }),
      { seed: 20240611, numRuns: 60 },
    )
  })

  test('nothing that a terminal acts on is in a word', () => {
    const text = (value: string) => shellWord(Buffer.from(value, 'latin1'))
    expect(text("it's")).toBe("'it'\\''s'")
    expect(quoted('$HOME')).toBe("'$HOME'")
    expect(text('\x1b[2J')).toBe(`"$(printf %b '\\0033[2J')"`)
    expect(text('a\0b')).toBeUndefined()
  })
})
