// What clients do to a server, well and ill meant. Each ends by itself, within twenty seconds at most.
import { randomBytes } from 'node:crypto'
import { createConnection, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'

/** Does something to a port; gives back what should not have happened. */
export type Fault = (port: number) => Promise<string | undefined>

const get = (path = '/', fields = 'Connection: close\r\n') =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${fields}\r\n`

export const faults: Readonly<Record<string, Fault>> = {
  async 'a request, and its answer is waited for'(port) {
    const came = await talk(port, (socket) => socket.write(get()))
    return answered(came)
  },

  '300 connections at once': (port) => atOnce(port, 300),

  '1,000 connections at once': (port) => atOnce(port, 1000),

  async 'a request byte by byte'(port) {
    const came = await talk(port, async (socket) => {
      for (const byte of get()) {
        socket.write(byte)
        await wait(15)
      }
    })
    return answered(came)
  },

  async 'half-closed: nothing more to say, but listening'(port) {
    return answered(await talk(port, (socket) => socket.end(get())))
  },

  async '50 connections that say nothing'(port) {
    await Promise.all(Array.from({ length: 50 }, () => talk(port, () => {}, 2000)))
    return undefined
  },

  async '100 resets in the middle of a request'(port) {
    await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        talk(port, async (socket) => {
          socket.write(get().slice(0, i % 40))
          await wait(i % 20)
          socket.resetAndDestroy()
        }),
      ),
    )
    return undefined
  },

  async 'a reset while the answer comes'(port) {
    await talk(port, (socket) => {
      socket.write(get())
      socket.once('data', () => socket.resetAndDestroy())
    })
    return undefined
  },

  async 'an answer that nobody reads'(port) {
    await talk(
      port,
      (socket) => {
        socket.pause()
        for (let i = 0; i < 200; i++) socket.write(get('/', ''))
      },
      2000,
    )
    return undefined
  },

  async '64 KB of garbage'(port) {
    await talk(port, (socket) => socket.end(randomBytes(2 ** 16)), 5000)
    return undefined
  },

  async 'a field of 1 MB'(port) {
    await talk(port, (socket) => socket.end(get('/', `X: ${'x'.repeat(2 ** 20)}\r\n`)), 5000)
    return undefined
  },

  async '100,000 fields'(port) {
    await talk(port, (socket) => socket.end(get('/', 'X: y\r\n'.repeat(100_000))), 8000)
    return undefined
  },

  async 'a target of 1 MB'(port) {
    await talk(port, (socket) => socket.end(get(`/${'a/'.repeat(2 ** 19)}`)), 5000)
    return undefined
  },

  async 'a body of 100 MB'(port) {
    await talk(port, (socket) => pour(socket, 1600), 10_000)
    return undefined
  },

  async 'a body of 1 GB, or as much of it as ten seconds bring'(port) {
    await talk(port, (socket) => pour(socket, 16_384), 10_000)
    return undefined
  },

  async 'a chunked body that says it is longer than it is'(port) {
    const head = 'POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n'
    await talk(port, (socket) => socket.end(`${head}FFFFFFFF\r\nshort`), 5000)
    return undefined
  },

  async 'control sequences'(port) {
    const evil = '\x1b[2J\x1b]0;title\x07\x9b31m\x00\x08\x1b[999B\u202e'
    await talk(port, (socket) =>
      socket.end(
        Buffer.from(get(`/${evil}`, `${evil}: ${evil}\r\nConnection: close\r\n`), 'latin1'),
      ),
    )
    return undefined
  },

  async '50 requests in one write'(port) {
    const came = await talk(port, (socket) => socket.write(get('/', '').repeat(49) + get()), 5000)
    return answered(came)
  },
}

async function atOnce(port: number, count: number): Promise<string | undefined> {
  const all = await Promise.all(
    Array.from({ length: count }, () => talk(port, (socket) => socket.write(get()), 20_000)),
  )
  const without = all.filter((came) => answered(came) !== undefined).length
  return without === 0 ? undefined : `${without} of ${count} had no answer`
}

/** Fills a request's body of so many pieces as fast as it is taken. */
async function pour(socket: Socket, pieces: number): Promise<void> {
  const head = `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${pieces * piece.length}\r\n\r\n`
  const body = Array.from({ length: pieces }, () => piece)
  await pipeline(Readable.from([Buffer.from(head), ...body]), socket).catch(() => {})
}
const piece = Buffer.alloc(2 ** 16, 'b')

const answered = (came: string) =>
  /^HTTP\/1\.[01] \d\d\d /.test(came)
    ? undefined
    : `no answer, but ${JSON.stringify(came.slice(0, 80))}`

/** Opens a connection and does something with it; gives back what came, at the latest when time is up. */
function talk(
  port: number,
  speak: (socket: Socket) => unknown,
  milliseconds = 10_000,
): Promise<string> {
  return new Promise((settle) => {
    let came = ''
    const socket = createConnection({ port, host: '127.0.0.1', allowHalfOpen: true })
    const timer = setTimeout(() => socket.destroy(), milliseconds)
    socket
      .setEncoding('latin1')
      .on('connect', () => void speak(socket))
      .on('data', (text) => {
        if (came.length < 10_000) came += text
      })
      .on('end', () => socket.end())
      // A server may refuse, reset or close as it likes: what counts is that it goes on.
      .on('error', () => {})
      .on('close', () => {
        clearTimeout(timer)
        settle(came)
      })
  })
}
