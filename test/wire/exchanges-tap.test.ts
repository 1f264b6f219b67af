import { createConnection, createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import type { WireEvent } from '../../src/wire/event.ts'
import { createSession, type Session } from '../../src/wire/session.ts'
import { connectTo, openTap, type Tap } from '../../src/wire/tap.ts'
import { outcomeOf } from './summary.ts'

const get = (target: string) => `GET ${target} HTTP/1.1|Host: a||`

describe('exchanges through a real tap', () => {
  let tap: Tap | undefined
  let server: Server | undefined
  afterEach(async () => {
    await tap?.close()
    server?.close()
  })

  async function open(onConnection: (socket: Socket) => void) {
    const session = createSession()
    const port = await new Promise<number>((resolve) => {
      server = createServer({ allowHalfOpen: true }, onConnection).listen(0, '127.0.0.1', () => {
        const address = server?.address()
        resolve(typeof address === 'object' && address ? address.port : 0)
      })
    })
    const onEvent = (event: WireEvent) => session.take(event)
    tap = await openTap({ port: 0, connect: () => connectTo(port), onEvent })
    return { session, port: tap.port }
  }

  const ask = (port: number, text: string) =>
    createConnection(port, '127.0.0.1', function (this: Socket) {
      this.write(text.replaceAll('|', '\r\n'))
    })
      .on('error', () => {})
      .resume()
  const gone = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve))
  const outcomes = (session: Session) => session.exchanges.map(outcomeOf)

  test('a server that closes with unread bytes resets the connection', async () => {
    const { session, port } = await open((socket) => {
      // It reads nothing at all, so what the client sent stays in its socket.
      socket.pause()
      socket.on('error', () => {})
      socket.once('readable', () => socket.destroy())
    })
    await gone(
      ask(port, `POST / HTTP/1.1|Host: a|Content-Length: 2000000||${'x'.repeat(2_000_000)}`),
    )
    await expect.poll(() => outcomes(session)).toEqual(['reset'])
    expect(session.connections[0]?.closing).toEqual({ type: 'reset', by: 'server' })
  })

  test('an empty answer, tried again', async () => {
    const { session, port } = await open((socket) => socket.once('data', () => socket.end()))
    for (const _ of [1, 2]) {
      const client = ask(port, get('/'))
      await gone(client)
    }
    await expect.poll(() => outcomes(session)).toEqual(['empty', 'empty'])
    expect(session.exchanges.map(({ retryOf }) => retryOf)).toEqual([undefined, 1])
  })

  test('a client that hangs up before the answer', async () => {
    const { session, port } = await open((socket) => socket.resume().on('end', () => socket.end()))
    const client = ask(port, get('/'))
    await expect.poll(() => session.exchanges.length).toBe(1)
    client.destroy()
    await expect.poll(() => outcomes(session)).toEqual(['left'])
  })

  test('a request that comes in two reads', async () => {
    const { session, port } = await open((socket) => socket.resume())
    const client = ask(port, 'GET / HTTP/1.1|')
    await expect.poll(() => session.exchanges[0]?.readCount).toBe(1)
    client.write('Host: a\r\n\r\n')
    await expect.poll(() => session.exchanges[0]?.reads.map(({ size }) => size)).toEqual([16, 11])
    client.destroy()
  })
})
