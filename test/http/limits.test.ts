import { describe, expect, test } from 'vitest'
import { limits } from '../../src/http/limits.ts'
import type { Field, Message } from '../../src/http/message.ts'
import { createReader } from '../../src/http/reader.ts'
import { hardInputs } from './hard-inputs.ts'
import { findLoss, pushInPieces } from './invariants.ts'
import { bytesOf, readOne } from './listing.ts'
import { countOperations } from './operations.ts'

const isReader = (url: string) => url.includes('/src/http/')

describe('every byte costs so much work and no more, however the input comes', () => {
  /** Twice what the dearest input takes: small requests, byte by byte. */
  const perByte = 120
  /** How much dearer a byte may be in an input four times as long: nothing, but for how buffers grow. */
  const dearer = 1.3

  /** What a byte costs in an input, and in one that is four times as long. `npm run fuzz` takes much longer ones. */
  async function costs(inputOf: (times: number) => Uint8Array, run: (input: Uint8Array) => void) {
    const [short, long] = [inputOf(150), inputOf(600)]
    const cost = async (input: Uint8Array) =>
      (await countOperations(() => run(input), isReader)) / input.length
    return { short: await cost(short), long: await cost(long) }
  }

  test.each(
    hardInputs.flatMap((input) => [
      { ...input, how: 'whole', size: Number.POSITIVE_INFINITY },
      { ...input, how: 'byte by byte', size: 1 },
    ]),
  )('$name, $how', async ({ role, text, size }) => {
    const { short, long } = await costs(
      (times) => bytesOf(text(times)),
      (input) => {
        const reader = createReader(role)
        pushInPieces(reader, input, [size])
        reader.end()
      },
    )
    expect(short).toBeGreaterThan(0)
    expect(long).toBeLessThan(perByte)
    expect(long / short).toBeLessThan(dearer)
  })

  test('work that grows with the square is seen, though it be small', async () => {
    const { short, long } = await costs(
      (times) => new Uint8Array(4 * times),
      (input) => {
        // What a reader does rightly, and all that came searched anew at every hundredth byte.
        input.indexOf(1)
        for (let end = 0; end < input.length; end += 100) input.subarray(0, end).indexOf(1)
      },
    )
    expect(long).toBeLessThan(perByte)
    expect(long / short).toBeGreaterThan(dearer)
  })
})

/** The text of the fields, and something for each: a field without text is not free. */
function textLength(fields: readonly Field[]): number {
  return fields.reduce((sum, { name, value }) => sum + name.length + value.length + 2, 0)
}

describe('one message costs so much and no more', () => {
  test.each(hardInputs)('$name', ({ role, text }) => {
    const input = bytesOf(text(20_000))
    const limit = 1000
    const reader = createReader(role, { maxBytes: limit })
    reader.push(input)
    expect(findLoss(reader.messages, input)).toBeUndefined()
    const most = (measure: (message: Message) => number) =>
      reader.messages.reduce((worst, message) => Math.max(worst, measure(message)), 0)
    // A head is kept beside the limit, and what keeps it grows by doubling.
    const mostBytes = limit + 2 * limits.head
    expect(most(({ bytes }) => bytes.buffer.byteLength)).toBeLessThanOrEqual(mostBytes)
    expect(most(({ tokens }) => tokens.length)).toBeLessThan(2 * limits.tokens + 100)
    expect(most(({ problems }) => problems.length)).toBeLessThanOrEqual(2 * limits.problems)
    expect(most(({ fields }) => textLength(fields))).toBeLessThanOrEqual(limits.head + 1000)
    expect(most(({ trailers }) => textLength(trailers))).toBeLessThanOrEqual(limits.head + 1000)
  })

  test('the bytes of a long body are counted, and the first of them kept', () => {
    const reader = createReader('response', { maxBytes: 30 })
    reader.push(bytesOf('HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n'))
    for (let piece = 0; piece < 100; piece++) reader.push(new Uint8Array(1000))
    const [message] = reader.messages
    expect(message).toMatchObject({ length: 100_043, complete: true })
    expect(Buffer.from(message?.bytes ?? []).toString()).toBe(
      'HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n',
    )
    expect(message?.tokens.at(-1)).toEqual({ kind: 'body', start: 43, end: 100_043 })
  })

  test('no end is looked for in a head that nobody takes', () => {
    const many = 'X: y\r\n'.repeat(60_000)
    const message = readOne('response', `HTTP/1.1 200 OK\r\n${many}Content-Length: 2\r\n\r\nhi`)
    expect(message).toMatchObject({ framing: { type: 'until-close' }, complete: false })
    expect(message.length).toBe(17 + many.length + 19 + 4)
    expect(message.problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      'warning long-header-section',
      'error long-header-section',
    ])
  })

  test('after many chunks, the rest of the body is one token', () => {
    const body = '1\r\na\r\n'.repeat(10_000)
    const message = readOne(
      'response',
      `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${body}0\r\n\r\n`,
    )
    expect(message.complete).toBe(true)
    expect(message.tokens.at(-1)).toMatchObject({ kind: 'body', end: message.length })
  })
})

describe('a reader', () => {
  test('shows half a line as one token, until it ends', () => {
    const reader = createReader('request')
    reader.push(bytesOf('GET / HTTP/1.1\r\nHos'))
    expect(reader.messages[0]?.tokens.at(-1)).toEqual({ kind: 'unknown', start: 16, end: 19 })
    reader.push(bytesOf('t: a\r\n'))
    expect(reader.messages[0]?.tokens.map(({ kind }) => kind)).not.toContain('unknown')
  })

  test('copies what is a small part of a read, so that the rest of it can go', () => {
    const reader = createReader('request')
    const one = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'
    const read = new Uint8Array(bytesOf(one.repeat(3)))
    reader.push(read)
    expect(reader.messages).toHaveLength(3)
    for (const { bytes } of reader.messages) {
      expect(bytes.buffer).not.toBe(read.buffer)
      expect(Buffer.from(bytes).toString()).toBe(one)
    }
  })

  test('keeps a read that is one message as it is', () => {
    const reader = createReader('request')
    const read = new Uint8Array(bytesOf('GET / HTTP/1.1\r\nHost: a\r\n\r\n'))
    reader.push(read)
    expect(reader.messages[0]?.bytes.buffer).toBe(read.buffer)
  })

  test('adds what comes later to a copy', () => {
    const reader = createReader('request')
    const read = new Uint8Array(bytesOf('GET / HTTP/1.1\r\nHost'))
    reader.push(read)
    reader.push(bytesOf(': a\r\n\r\n'))
    expect(Buffer.from(read).toString()).toBe('GET / HTTP/1.1\r\nHost')
    expect(reader.messages[0]?.fields[0]?.value).toBe('a')
  })

  test('takes nothing after the end, and has no message without bytes', () => {
    const reader = createReader('request')
    reader.push(new Uint8Array(0))
    reader.end()
    reader.push(bytesOf('GET'))
    reader.end()
    expect(reader.messages).toEqual([])
  })
})
