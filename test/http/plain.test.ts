import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Message, Role, Token } from '../../src/http/message.ts'
import { MessageReader } from '../../src/http/message-reader.ts'
import { findPlain } from '../../src/http/plain.ts'
import { readPlain } from '../../src/http/plain-details.ts'
import { PlainMessage } from '../../src/http/plain-message.ts'
import { createReader } from '../../src/http/reader.ts'
import { corpus, type Sample } from './corpus.ts'
import { snapshot } from './invariants.ts'
import { bytesOf } from './listing.ts'
import { createRandom, mutant } from './mutations.ts'

const get = 'GET / HTTP/1.1\r\n'
const ok = 'HTTP/1.1 200 OK\r\n'

const endOf = (role: Role, text: string, method?: string) =>
  findPlain(bytesOf(text), 0, role, method)?.end

describe('a message is plain', () => {
  test.each<[role: Role, text: string, method?: string]>([
    ['request', `${get}\r\n`],
    ['request', `${get}Host: a\r\n\r\n`],
    ['request', `${get}Connection: Keep-Alive \r\nUpgrade-Insecure-Requests: 1\r\n\r\n`],
    ['request', `${get}no colon\r\nBad Name: 1\r\nX: \0\r\n\r\n`],
    ['request', `POST / HTTP/1.1\r\ncontent-length:2\r\n\r\nhi`],
    ['request', 'GET / HTTP/1.0\r\n\r\n'],
    ['request', `${get}Connection: close\r\n\r\n`],
    ['response', 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi'],
    ['response', `${ok}Content-Length: 2\r\n\r\nhi`],
    ['response', 'HTTP/1.1 304 Not Modified\r\n\r\n', 'GET'],
    ['response', 'HTTP/1.1 204 \r\n\r\n'],
  ])('%s %j', (role, text, method) => {
    expect(endOf(role, text, method)).toBe(text.length)
    expect(endOf(role, `${text}more`, method)).toBe(text.length)
    expect(endOf(role, text.slice(0, -1), method)).toBeUndefined()
  })
})

test.each<[text: string, persists: boolean]>([
  [`${get}\r\n`, true],
  [`${get}Connection: close\r\nConnection: keep-alive\r\n\r\n`, false],
  ['GET / HTTP/1.0\r\n\r\n', false],
  ['GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n', true],
])('whether another message can come after %j', (first, persists) => {
  const second = `${get}Host: a\r\n\r\n`
  const readers = [true, false].map((takesPlain) => new MessageReader('request', {}, takesPlain))
  for (const reader of readers) {
    for (const text of [first, second + second, second]) reader.push(bytesOf(text))
    const codes = reader.messages.slice(1).flatMap(({ problems }) => problems.map((p) => p.code))
    expect(codes.includes('bytes-after-message')).toBe(!persists)
  }
  expect(snapshot(readers[0]?.messages ?? [])).toBe(snapshot(readers[1]?.messages ?? []))
})

describe('a message takes more than a glance', () => {
  test.each<[role: Role, text: string, method?: string]>([
    ['request', `${get}Content-Length:${' '.repeat(65_536)}0\r\n\r\n`],
    ['request', `GET /${'a'.repeat(65_536)} HTTP/1.1\r\n\r\n`],
    ['request', `${get}Host: a\n\r\n`],
    ['request', `${get}Host: a\r\n\n`],
    ['request', `${get} folded: a\r\n\r\n`],
    ['request', `\r\n${get}\r\n`],
    ['request', 'GET / HTTP/2.0\r\n\r\n'],
    ['request', 'GET /a b HTTP/1.1\r\n\r\n'],
    ['request', 'BREW / HTTP/1.1\r\n\r\n'],
    ['request', 'CONNECT a:1 HTTP/1.1\r\n\r\n'],
    ['request', `${get}Content-Length : 0\r\n\r\n`],
    ['request', `${get}Content-Length: +0\r\n\r\n`],
    ['request', `${get}Content-Length: 0\r\nContent-Length: 0\r\n\r\n`],
    ['request', `${get}Connection: close, TE\r\n\r\n`],
    ['request', `${get}Connection: keep-alive, upgrade\r\n\r\n`],
    ['request', `${get}UPGRADE: x\r\n\r\n`],
    ['request', `${get}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['response', `${ok}\r\n`],
    ['response', 'HTTP/1.1 100 Continue\r\n\r\n'],
    ['response', 'HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n'],
    ['response', `${ok}Content-Length: 0\r\n\r\n`, 'CONNECT'],
    ['response', `${ok}Content-Length: 9\r\n\r\n`, 'HEAD'],
    ['response', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n', 'GET'],
  ])('%s %j', (role, text, method) => {
    expect(endOf(role, text, method)).toBeUndefined()
  })
})

describe('what a plain message says', () => {
  const folder = join(import.meta.dirname, '../../fixtures/wire')
  const captures = readdirSync(folder).filter((name) => name.endsWith('.bin'))
  const read = (role: Role, text: string, keep: 'copies' | 'views' = 'copies') => {
    const reader = createReader(role, { keep })
    reader.push(bytesOf(text))
    return reader.messages
  }

  test('nearly all captures are plain', () => {
    const isPlain = (name: string) =>
      read('request', readFileSync(join(folder, name), 'latin1'))[0] instanceof PlainMessage
    expect(captures.length).toBeGreaterThan(30)
    expect(captures.filter(isPlain).length).toBeGreaterThan(captures.length * 0.8)
  })

  test('is the same however its bytes are kept, and as often as it is asked', () => {
    const messages = corpus.flatMap(({ role, text }) => read(role, text, 'views'))
    const copies = corpus.flatMap(({ role, text }) => read(role, text))
    const first = messages.map((message) =>
      snapshot([message]).replaceAll(/"bytes":\{[^}]*\}/g, ''),
    )
    const again = messages.map((message) =>
      snapshot([message]).replaceAll(/"bytes":\{[^}]*\}/g, ''),
    )
    expect(messages.filter((message) => message instanceof PlainMessage).length).toBeGreaterThan(50)
    expect(again).toEqual(first)
    expect(messages.map(({ tokens }) => tokens)).toEqual(copies.map(({ tokens }) => tokens))
  })

  const samples: Sample[] = captures.map((name) => ({
    role: 'request',
    text: readFileSync(join(folder, name), 'latin1'),
  }))

  test('is nearly always read in one pass', () => {
    const plain = samples
      .flatMap(({ role, text }) => read(role, text))
      .filter((message) => message instanceof PlainMessage)
    const inOnePass = plain.filter(({ bytes, startLine }) => readPlain(bytes, startLine))
    expect(inOnePass.length).toBeGreaterThan(30)
    expect(inOnePass.length).toBeGreaterThan(plain.length * 0.9)
  })

  test('is what a reader says that goes through it line by line', () => {
    const random = createRandom(11)
    const long = `X: ${'a'.repeat(3000)}\r\nCookie: b=c; d=e\r\n`
    const answers = [
      `HTTP/1.1 200 OK\r\n${long}Content-Length: 0\r\n\r\n`,
      `HTTP/1.1 200 OK\r\n${long.repeat(3)}Content-Length: 0\r\n\r\n`,
      'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi',
      'HTTP/1.1 204 No Content\r\nDate: Sun, 22 Nov 2026 17:00:00 GMT\r\n\r\n',
      'HTTP/1.1 304 \r\nETag: W/"a"\r\nSet-Cookie: a=b; Expires=Sun, 22 Nov 2026\r\n\r\n',
    ].map((text): Sample => ({ role: 'response', text }))
    const all = [...corpus, ...samples, ...samples, ...answers]
    const changed = Array.from({ length: 20_000 }, () => mutant(random, all))
    let inOnePass = 0
    for (const { role, text, methods = [] } of [...all, ...changed]) {
      const options = { methodOf: (index: number) => methods[index] }
      const [reader, lineByLine] = [true, false].map((takesPlain) => {
        const reader = new MessageReader(role, options, takesPlain)
        reader.push(bytesOf(text))
        return reader.messages
      })
      expect(snapshot(reader ?? [])).toBe(snapshot(lineByLine ?? []))
      for (const message of reader ?? []) {
        if (!(message instanceof PlainMessage)) continue
        if (readPlain(message.bytes, message.startLine) !== undefined) inOnePass++
      }
    }
    expect(inOnePass).toBeGreaterThan(2000)
  })

  test('is told token by token as it is listed', () => {
    const told = (message: Message) => {
      const tokens: Token[] = []
      message.eachToken((kind, start, end) => tokens.push({ kind, start, end }))
      return tokens
    }
    for (const { role, text } of [...corpus, ...samples]) {
      for (const message of read(role, text)) expect(told(message)).toEqual(message.tokens)
    }
    const [message] = read('request', `${get}Host: a\r\n\r\n`)
    if (message instanceof PlainMessage) message.release()
    expect(message && told(message)).toEqual([])
  })

  test('is made once for those who go on looking', () => {
    const [message] = read('request', `${get}Host: a\r\n\r\n`)
    expect(message?.tokens).toBe(message?.tokens)
    expect(message?.fields).toHaveLength(1)
  })

  test('stays what it was when its reader goes on', () => {
    const reader = createReader('request', { keep: 'views' })
    reader.push(bytesOf(`${get}Host: a\r\n\r\n`))
    const [message] = reader.messages
    reader.forget()
    reader.push(bytesOf(`${get}Host: b\r\n\r\nGET`))
    expect(reader.messages.map(({ start, length }) => [start, length])).toEqual([
      [27, 27],
      [54, 3],
    ])
    expect(message?.fields[0]?.value).toBe('a')
    reader.forget()
    expect(reader.messages.map(({ start }) => start)).toEqual([54])
    reader.end()
    reader.forget()
    expect(reader.messages).toEqual([])
  })
})
