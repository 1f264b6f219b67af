import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { createSession } from '../../src/wire/exchanges.ts'

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

// The limit on what is captured, 16 MiB, and room for the rest.
const most = 20 * 2 ** 20

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
    await expect.poll(() => used() - before, { timeout: 5000 }).toBeLessThan(most)
    expect(session.connections.length).toBe(count)
  },
)
