import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Failure } from '../../../src/checks/explain/failure.ts'
import { isFailed } from '../../../src/checks/explain/failure.ts'
import { renderResult } from '../../../src/terminal/views/check.ts'
import { answering, checksOf, fakeServer, resultsOf, stage } from '../fake.ts'
import { asciiTheme, narrowTheme, plainTheme } from '../theme.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'learn-webserver-failures-'))
  mkdirSync(join(folder, 'site'))
  writeFileSync(join(folder, 'site/page.html'), '<h1>안녕</h1>\n<p>Hello</p>\n')
  writeFileSync(join(folder, 'site/dot.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0, 1]))
})
afterAll(() => rmSync(folder, { recursive: true }))

const ok = (body: string, fields = '') => `HTTP/1.1 200 OK\r\n${fields}\r\n${body}`
const silent = () => {}
const open = (text: string) => (socket: Socket) => socket.once('data', () => socket.write(text))

type Case = [kind: Failure['kind'], serve: string | ((socket: Socket) => void), check: string]

const cases: Record<string, Case> = {
  'nothing comes': ['hung', silent, 'send: { get: /hello }\nexpect: { status: 200 }\nlimit: 60'],
  'nothing comes, to a request in pieces': [
    'hung',
    silent,
    "send: { pieces: ['GET / HT', 'TP/1.1\\r\\n\\r\\n'] }\nexpect: { status: 200 }\nlimit: 60",
  ],
  'closed without a byte': ['unanswered', '', 'send: { get: / }\nexpect: { status: 200 }'],
  'torn down at once': [
    'reset',
    (socket) => socket.once('data', () => socket.resetAndDestroy()),
    'send: { get: / }\nexpect: { status: 200 }',
  ],
  'words alone': ['malformed', 'Hello world!\n', 'send: { get: / }\nexpect: { status: 200 }'],
  'a status line without a number': [
    'malformed',
    'HTTP/1.1 OK\r\n\r\n',
    'send: { get: / }\nexpect: { status: 200 }',
  ],
  'another status': [
    'wrong-status',
    'HTTP/1.1 404 Not Found\r\n\r\n',
    'send: { get: / }\nexpect: { status: 200 }',
  ],
  'no blank line': [
    'malformed',
    'HTTP/1.1 200 OK\r\nHello world!\n',
    'send: { get: / }\nexpect: { blank-line: true }',
  ],
  'no blank line, and left open': [
    'unfinished',
    open('HTTP/1.1 200 OK\r\nHello world!\n'),
    'send: { get: / }\nexpect: { blank-line: true }\nlimit: 500',
  ],
  'LF alone': [
    'malformed',
    'HTTP/1.1 200 OK\n\nHello world!\n',
    'send: { get: / }\nexpect: { lines: CRLF }',
  ],
  'a missing field': [
    'missing-field',
    ok('Hello', 'Date: today\r\n'),
    'send: { get: / }\nexpect: { fields: { Content-Type: text/html } }',
  ],
  'another field': [
    'wrong-field',
    ok('Hello', 'content-type: text/plain\r\n'),
    'send: { get: / }\nexpect: { fields: { Content-Type: { contains: html } } }',
  ],
  'characters counted': [
    'wrong-length',
    ok('안녕하세요', 'Content-Length: 5\r\n'),
    'send: { get: /한국 }\nexpect: { length: bytes }',
  ],
  'more promised than sent': [
    'wrong-length',
    ok('Hello', 'Content-Length: 50\r\n'),
    'send: { get: / }\nexpect: { length: bytes }',
  ],
  'no data': ['wrong-body', ok(''), 'send: { get: / }\nexpect: { body: { contains: Hello } }'],
  'other data': [
    'wrong-body',
    ok('Good bye'),
    'send: { get: / }\nexpect: { body: { matches: ^Hello } }',
  ],
  'a byte of a file': [
    'wrong-body',
    ok('<h1>안녕</h1>\n<p>hello</p>\n'),
    'send: { get: / }\nexpect: { body: { file: site/page.html } }',
  ],
  'a file cut off': [
    'wrong-body',
    ok('<h1>안녕</h1>\n'),
    'send: { get: / }\nexpect: { body: { file: site/page.html } }',
  ],
  'more than the file': [
    'wrong-body',
    ok('<h1>안녕</h1>\n<p>Hello</p>\n\n'),
    'send: { get: / }\nexpect: { body: { file: site/page.html } }',
  ],
  'a picture read as text': [
    'wrong-body',
    ok('\ufffdPNG\ufffd\0\u0001'),
    'send: { get: /dot.png }\nexpect: { body: { file: site/dot.png } }',
  ],
  'a file that is not there': [
    'no-file',
    ok('Hello'),
    'send: { get: / }\nexpect: { body: { file: site/nothing.html } }',
  ],
  'another number of bytes': [
    'wrong-body',
    ok('Hello'),
    'send: { get: / }\nexpect: { body: { length: 3 } }',
  ],
  'left open': [
    'left-open',
    open(ok('Hello')),
    'send: { get: / }\nexpect: { connection: closed }\nlimit: 500',
  ],
  'not kept, no length': [
    'not-kept',
    ok('Hello'),
    'send: { get: / }\nexpect: { connection: kept }',
  ],
  'not kept, as it says': [
    'not-kept',
    open(ok('Hello', 'Content-Length: 5\r\nConnection: close\r\n')),
    'send: { get: / }\nexpect: { connection: kept }',
  ],
  'answered too early': [
    'early',
    open(ok('Hello')),
    "send: { pieces: ['GET / HT', 'TP/1.1\\r\\n\\r\\n'] }\nexpect: { status: 200 }",
  ],
  'answered where nothing was to come': [
    'answered',
    open(ok('Hello')),
    "send: { raw: 'GET', afterwards: half-close }\nexpect: { no-answer: true }",
  ],
  'nothing printed': [
    'wrong-output',
    ok('Hello'),
    'send: { get: / }\nexpect: { output: { contains: GET / } }\nlimit: 500',
  ],
}

test.each(Object.entries(cases))('%s', async (_name, [kind, serve, written]) => {
  const server = await fakeServer(typeof serve === 'string' ? answering(serve) : serve)
  try {
    const [result] = await resultsOf(checksOf(written), server, folder)
    if (result === undefined || !isFailed(result)) throw new Error('it holds')
    expect(result.verdict.failure.kind).toBe(kind)
    expect(`\n${renderResult(result, stage, plainTheme).join('\n')}\n`).toMatchSnapshot()
  } finally {
    await server.close()
  }
})

test.each([
  ['40 columns', narrowTheme],
  ['ASCII', asciiTheme],
])('a failure drawn in %s', async (_name, theme) => {
  const server = await fakeServer(answering(ok('안녕하세요', 'Content-Length: 5\r\n')))
  try {
    const checks = checksOf('send: { get: /한국 }\nexpect: { length: bytes }')
    const [result] = await resultsOf(checks, server)
    if (result === undefined) throw new Error('there is no result')
    expect(`\n${renderResult(result, stage, theme).join('\n')}\n`).toMatchSnapshot()
  } finally {
    await server.close()
  }
})

test('what was printed comes near what was expected', async () => {
  const server = await fakeServer((socket) => {
    server.print('GET /hello\nAda+Mae, call Dominos tonight!\n')
    answering(ok('Hello'))(socket)
  })
  try {
    const checks = checksOf(
      'send: { get: / }\nexpect: { output: { contains: "Ada Mae, call Dominos tonight!" } }\nlimit: 500',
    )
    const [result] = await resultsOf(checks, server)
    if (result === undefined) throw new Error('there is no result')
    expect(`\n${renderResult(result, stage, plainTheme).join('\n')}\n`).toMatchSnapshot()
  } finally {
    await server.close()
  }
})
