import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { createSession } from '../../src/wire/session.ts'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** Bytes that are held, on the heap and beside it. */
function used(): number {
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
const before = used()

const post = (body: number) =>
  `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${body}\r\n\r\n${'b'.repeat(body)}`

/** Bytes from a socket: at most 64 KB at a time, each read with memory of its own. */
function* reads(text: string): Generator<Uint8Array> {
  for (let from = 0; from < text.length; from += 65_536)
    yield new Uint8Array(Buffer.from(text.slice(from, from + 65_536), 'latin1'))
}

// The limit on what is captured, 16 MiB, up to 16 KiB of each head beside it, and room for the rest.
const most = (count: number) => 20 * 2 ** 20 + count * 17 * 2 ** 10

test.each<[what: string, count: number, request: (number: number) => string]>([
  ['a body of 600 KB', 100, () => post(600_000)],
  ['a field of 1 MB', 100, () => `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(2 ** 20)}\r\n\r\n`],
  ['100,000 fields', 20, () => `GET / HTTP/1.1\r\nHost: a\r\n${'X: y\r\n'.repeat(1e5)}\r\n`],
  [
    'a target of 60 KB',
    1000,
    (number) => `GET /${number}${'a/'.repeat(30_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
  ],
  // The end of the first request's body comes with the whole of the second in one read.
  ['what is a small part of a read', 500, () => post(1_114_000) + post(5)],
])(
  'a session with requests that each have %s holds no more than it may',
  async (_, count, request) => {
    const session = createSession({ listed: count })
    for (let connection = 1; connection <= count; connection++) {
      const at = connection
      session.take({ type: 'opened', connection, at, client: '127.0.0.1:5000' })
      for (const bytes of reads(request(connection)))
        session.take({ type: 'bytes', connection, at, from: 'client', bytes })
      session.take({ type: 'closed', connection, at })
    }
    // Buffers that nobody holds any more are given back a little later.
    await expect.poll(() => used() - before, { timeout: 5000 }).toBeLessThan(most(count))
    expect(session.connections.length).toBe(count)
  },
)

const head = 'POST /upload HTTP/1.1\r\nHost: localhost:9006\r\n'

describe('requests that do not come to their end', () => {
  const count = 1000
  // What is captured may have room to grow, and each connection has a little of its own.
  const most = 2 * 16 * 2 ** 20 + count * 40 * 2 ** 10

  test.each<[what: string, request: string]>([
    ['a body', `${head}Content-Length: 1000000\r\n\r\n${'b'.repeat(300_000)}`],
    [
      'a form of many fields',
      `${head}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000000\r\n\r\n${'a=b&'.repeat(20_000)}`,
    ],
    ['many fields', head + 'X: y\r\n'.repeat(10_000)],
  ])('%s: a thousand of them hold no more than they may', async (_, request) => {
    const session = createSession()
    const pieces = [...reads(request)]
    const asked = (connection: number) => session.exchanges.at(connection - 1)?.request
    for (let connection = 1; connection <= count; connection++) {
      session.take({ type: 'opened', connection, at: 0, client: '127.0.0.1:5000' })
      // A read has memory of its own.
      for (const piece of pieces)
        session.take({ type: 'bytes', connection, at: 0, from: 'client', bytes: piece.slice() })
    }
    await expect.poll(() => used() - before, { timeout: 5000 }).toBeLessThan(most)

    // All that came is counted, and the head of the last one can be read all the same.
    const last = asked(count)
    expect(last?.length).toBe(request.length)
    expect(asked(1)?.bytes.length).toBeLessThan(64 * 1024)
    expect(last?.startLine).toMatchObject({ target: '/upload' })
    expect(last?.fields[0]).toMatchObject({ name: 'Host', value: 'localhost:9006' })

    // Those that are over leave room for others.
    for (let connection = 1; connection <= count; connection++)
      session.take({ type: 'closed', connection, at: 1 })
    const connection = count + 1
    session.take({ type: 'opened', connection, at: 2, client: '127.0.0.1:5000' })
    for (const bytes of pieces)
      session.take({ type: 'bytes', connection, at: 2, from: 'client', bytes })
    expect(session.exchanges.at(-1)?.request).toMatchObject({ captured: 'whole' })
  })
})
