import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createHarFile } from '../../../src/wire/har/har-file.ts'
import { readHar } from '../../../src/wire/har/read.ts'
import { createSession } from '../../../src/wire/session.ts'
import { eventsOf } from '../summary.ts'
import { expectValid } from './exchanges.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'har-file-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const path = () => join(folder, 'a.har')
const begin = (options: { overwrite?: boolean; redact?: boolean } = {}) =>
  createHarFile({
    path: path(),
    shown: 'a.har',
    version: '1',
    overwrite: false,
    redact: false,
    ...options,
  })

function record(script: string, file: ReturnType<typeof begin>) {
  const session = createSession()
  for (const event of eventsOf(script))
    for (const change of session.take(event)) file.take(change, event)
}

const urls = () => {
  const { log } = JSON.parse(readFileSync(path(), 'utf8'))
  expectValid(log.entries)
  return log.entries.map(({ request }: { request: { url: string } }) => request.url)
}

const two =
  '1 open; 1 > GET /slow HTTP/1.1|Host: x||; 2 open; 2 > GET /quick HTTP/1.1|Host: x||; ' +
  '2 < HTTP/1.1 200 OK|Content-Length: 0||; 1 < HTTP/1.1 200 OK|Content-Length: 0||'

test('entries are in the order of their start, whichever ended first', async () => {
  const file = begin()
  record(two, file)
  expect(await file.finish()).toBe(2)
  expect(urls()).toEqual(['http://x/slow', 'http://x/quick'])
  expect(readdirSync(folder)).toEqual(['a.har'])
})

test('an exchange that is not over at the end is in it, and said to be so', async () => {
  const file = begin()
  record('1 open; 1 > GET /waits HTTP/1.1|Host: x||', file)
  expect(await file.finish()).toBe(1)
  expect(urls()).toEqual(['http://x/waits'])
  expect(readFileSync(path(), 'utf8')).toContain('The recording ended before the response did.')
})

test('a response that ends before its request does is there once, with all of the request', async () => {
  const file = begin()
  const early =
    '1 open; 1 > POST /a HTTP/1.1|Host: x|Content-Length: 4||ab; 1 < HTTP/1.1 200 OK|Content-Length: 0||'
  record(
    `${early}; 1 > cd; 1 > GET /b HTTP/1.1|Host: x||; 1 < HTTP/1.1 200 OK|Content-Length: 0||`,
    file,
  )
  expect(await file.finish()).toBe(2)
  expect(urls()).toEqual(['http://x/a', 'http://x/b'])
  expect(readFileSync(path(), 'utf8')).toContain('"text":"abcd"')
})

test('what a killed process leaves reads back', async () => {
  const file = begin()
  record(two, file)
  // Entries are written when they are over; the end of the file never comes.
  await expect
    .poll(() => readdirSync(folder).map((name) => statSync(join(folder, name)).size)[0])
    .toBeGreaterThan(1000)
  const [part = ''] = readdirSync(folder)
  const har = readHar(readFileSync(join(folder, part)))
  expect(har).toMatchObject({ type: 'har', mistake: { found: '' } })
  expect(
    har.type === 'har' &&
      har.entries.map((entry) => entry.type === 'entry' && entry.request.raw !== undefined),
  ).toEqual([true, true])
  await file.finish()
})

describe('a file that is there', () => {
  test('is not replaced', () => {
    writeFileSync(path(), 'mine')
    expect(() => begin()).toThrow('a.har exists already.')
    expect(readFileSync(path(), 'utf8')).toBe('mine')
  })

  test('nor one that came meanwhile: what was saved stays beside it', async () => {
    const file = begin()
    writeFileSync(path(), 'mine')
    await expect(file.finish()).rejects.toThrow('another file of this name has been made meanwhile')
    expect(readFileSync(path(), 'utf8')).toBe('mine')
    expect(readdirSync(folder)).toHaveLength(2)
  })

  test('is replaced where that was asked for', async () => {
    writeFileSync(path(), 'mine')
    await begin({ overwrite: true }).finish()
    expect(urls()).toEqual([])
  })
})

test.skipIf(process.platform === 'win32')('only its owner may read it', async () => {
  await begin().finish()
  expect(statSync(path()).mode & 0o777).toBe(0o600)
})

test('redacted: no secret is left, and all else is', async () => {
  const file = begin({ redact: true })
  const form = 'user=ada&password=hunter2&pet=cat'
  const json = '{"name":"ada","access_token":"s3cret","n":[1.0]}'
  record(
    `1 open; 1 > POST /in?token=t0ken&q=1 HTTP/1.1|Host: x|Cookie: sid=c00kie;b=c00kie|Authorization: Basic YWRh|X-Api-Key: k3y|Referer: http://me:pw1@x/?password=pw2|Content-Type: application/x-www-form-urlencoded|Content-Length: ${form.length}||${form}; ` +
      `1 < HTTP/1.1 200 OK|Set-Cookie: sid=c00kie;Path=/|Location: /?session_id=s1d|Content-Type: application/json|Content-Length: ${json.length}||${json}`,
    file,
  )
  await file.finish()
  const text = readFileSync(path(), 'utf8')
  for (const secret of ['hunter2', 's3cret', 't0ken', 'c00kie', 'YWRh', 'k3y', 'pw1', 'pw2', 's1d'])
    expect(text).not.toContain(secret)
  for (const encoding of ['base64', 'hex'] as const)
    expect(text).not.toContain(Buffer.from('hunter2').toString(encoding).slice(0, 8))
  expect(JSON.parse(text).log.entries[0]).toMatchObject({
    request: {
      url: 'http://x/in?token=redacted&q=1',
      postData: { text: 'user=ada&password=redacted&pet=cat' },
      cookies: [
        { name: 'sid', value: 'redacted' },
        { name: 'b', value: 'redacted' },
      ],
    },
    response: {
      headers: expect.arrayContaining([{ name: 'Set-Cookie', value: 'sid=redacted;Path=/' }]),
      content: { text: '{"name":"ada","access_token":"redacted","n":[1.0]}' },
    },
  })
  expect(urls()).toHaveLength(1)
})

test('the messages of a WebSocket are in the entry that opened it', async () => {
  const file = begin()
  const session = createSession()
  const events = eventsOf(
    '1 open; 1 > GET /ws HTTP/1.1|Host: x|Connection: Upgrade|Upgrade: websocket|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==|Sec-WebSocket-Version: 13||; ' +
      '1 < HTTP/1.1 101 Switching Protocols|Connection: Upgrade|Upgrade: websocket|Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=||; ' +
      '1 < \x81\x02hi; 1 > \x82\x82\0\0\0\0\x00\x01; 1 end server; 1 end client',
  )
  for (const event of events) for (const change of session.take(event)) file.take(change, event)
  expect(await file.finish()).toBe(1)
  const { log } = JSON.parse(readFileSync(path(), 'utf8'))
  expectValid(log.entries)
  expect(log.entries[0]).toMatchObject({
    _webSocketMessages: [
      { type: 'receive', opcode: 1, data: 'hi' },
      { type: 'send', opcode: 2, data: 'AAE=' },
    ],
    response: { status: 101 },
  })
})
