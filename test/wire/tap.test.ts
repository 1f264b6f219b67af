import { type ChildProcess, spawn } from 'node:child_process'
import { createConnection, createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { deferred } from '../../src/process/deferred.ts'
import type { WireEvent } from '../../src/wire/event.ts'
import { onCleanEnd } from '../../src/wire/socket-end.ts'
import { connectTo, openTap, type Tap } from '../../src/wire/tap.ts'

let tap: Tap
let server: Server | undefined
let program: ChildProcess | undefined
afterEach(async () => {
  await tap.close()
  server?.close()
  server = undefined
  program?.kill('SIGKILL')
})

/** Runs a server in Python, which ends with the test; gives the port that it prints. */
async function startPython(text: string): Promise<number> {
  const started = spawn('python3', ['-c', text], { stdio: ['ignore', 'pipe', 'inherit'] })
  program = started
  return new Promise((resolve) => started.stdout.once('data', (bytes) => resolve(Number(bytes))))
}

async function open(onConnection: (socket: Socket) => void) {
  const events: WireEvent[] = []
  const port = await new Promise<number>((resolve) => {
    server = createServer({ allowHalfOpen: true }, onConnection).listen(0, '127.0.0.1', () => {
      const address = server?.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
  tap = await openTap({ port: 0, connect: () => connectTo(port), onEvent: (e) => events.push(e) })
  const types = () =>
    events.map((event) => ('by' in event ? `${event.type} by ${event.by}` : event.type))
  return { events, types }
}

const from = (events: readonly WireEvent[], side: 'client' | 'server') =>
  Buffer.concat(
    events.flatMap((e) => (e.type === 'bytes' && e.from === side ? [e.bytes] : [])),
  ).toString()

test('bytes pass both ways and are told, with who closed first', async () => {
  const { events, types } = await open((socket) => socket.on('data', () => socket.end('answer')))
  const client = createConnection(tap.port, '127.0.0.1')
  client.write('question')
  let came = ''
  client.on('data', (bytes) => {
    came += bytes
  })
  await new Promise((resolve) => client.once('close', resolve))
  await expect.poll(types).toContain('closed')
  expect(came).toBe('answer')
  expect(from(events, 'client')).toBe('question')
  expect(from(events, 'server')).toBe('answer')
  expect(types().filter((type) => type.includes(' by '))).toEqual([
    'ended by server',
    'ended by client',
  ])
})

test('a client that has said all may still be answered', async () => {
  await open((socket) => {
    let asked = ''
    socket.on('data', (bytes) => {
      asked += bytes
    })
    socket.on('end', () => socket.end(`all of ${asked}`))
  })
  const client = createConnection({ port: tap.port, host: '127.0.0.1', allowHalfOpen: true })
  client.end('the question')
  let came = ''
  for await (const bytes of client) came += bytes
  expect(came).toBe('all of the question')
})

test('a reset is passed on as a reset', async () => {
  const { types } = await open((socket) => socket.on('data', () => socket.resetAndDestroy()))
  const client = createConnection(tap.port, '127.0.0.1')
  const error = new Promise<NodeJS.ErrnoException>((resolve) => client.once('error', resolve))
  client.write('question')
  expect((await error).code).toBe('ECONNRESET')
  await expect.poll(types).toContain('reset by server')
})

test('without a program behind it a client is turned away', async () => {
  const events: WireEvent[] = []
  tap = await openTap({ port: 0, connect: () => connectTo(1), onEvent: (e) => events.push(e) })
  const client = createConnection(tap.port, '127.0.0.1')
  client.on('error', () => {})
  await new Promise((resolve) => client.once('close', resolve))
  await expect.poll(() => events.map(({ type }) => type)).toContain('refused')
})

test('8 MB arrive whole at a client that reads slowly', async () => {
  const size = 8 * 1024 * 1024
  await open((socket) => socket.end(Buffer.alloc(size, 'x')))
  const client = createConnection(tap.port, '127.0.0.1')
  let came = 0
  for await (const bytes of client) {
    came += bytes.length
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(came).toBe(size)
})

test('what happened just before the tap is closed is told, too', async () => {
  const { events, types } = await open((socket) => socket.resume())
  const client = createConnection(tap.port, '127.0.0.1')
  client.on('error', () => {})
  client.write('question')
  await expect.poll(() => from(events, 'client')).toBe('question')
  await tap.close()
  expect(types().at(-1)).toBe('closed')
})

test('a port that is taken is the system’s error', async () => {
  await open(() => {})
  await expect(
    openTap({ port: tap.port, connect: () => connectTo(1), onEvent: () => {} }),
  ).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

test('a client waits for a server that is being started, and loses no byte', async () => {
  server = createServer((socket) => socket.on('data', (bytes) => socket.end(`got ${bytes}`)))
  const events: WireEvent[] = []
  const { promise: started, resolve: start } = deferred<Socket>()
  tap = await openTap({ port: 0, connect: () => started, onEvent: (e) => events.push(e) })
  const client = createConnection(tap.port, '127.0.0.1')
  client.write('patience')
  await expect.poll(() => events.length).toBe(1)
  const port = await new Promise<number>((resolve) => {
    server?.listen(0, '127.0.0.1', () => {
      const address = server?.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
  start(connectTo(port))
  let came = ''
  client.on('data', (bytes) => {
    came += bytes
  })
  await new Promise((resolve) => client.once('close', resolve))
  expect(came).toBe('got patience')
  await expect.poll(() => events.map(({ type }) => type)).toContain('closed')
})

test('a client that leaves while it waits is told as gone', async () => {
  const events: WireEvent[] = []
  const { promise: started, resolve: start } = deferred<Socket>()
  tap = await openTap({ port: 0, connect: () => started, onEvent: (e) => events.push(e) })
  const client = createConnection(tap.port, '127.0.0.1')
  await expect.poll(() => events.length).toBe(1)
  await new Promise<void>((resolve) => {
    client.once('close', () => resolve())
    client.resetAndDestroy()
  })
  start(connectTo(tap.port))
  await expect.poll(() => events.map(({ type }) => type)).toContain('closed')
})

test('an end is passed on while much waits to be told', async () => {
  const count = 150
  const sockets: Socket[] = []
  let told = 0
  let toldAtEnd: number | undefined
  const port = await new Promise<number>((resolve) => {
    server = createServer((socket) => {
      sockets.push(socket.on('error', () => {}).resume())
    }).listen(0, '127.0.0.1', () => {
      const address = server?.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
  tap = await openTap({
    port: 0,
    connect: () => connectTo(port),
    onEvent: (event) => {
      if (event.type !== 'bytes') return
      told += 1
      if (told === 1) {
        toldAtEnd = told
        for (const socket of sockets) socket.end()
      }
      // Whoever is told takes four times as long as a slice.
      for (const until = performance.now() + 2; performance.now() < until; );
    },
  })
  const clients = Array.from({ length: count }, () => createConnection(tap.port, '127.0.0.1'))
  await expect.poll(() => sockets.length, { timeout: 20_000 }).toBe(count)
  const ended = Promise.race(
    clients.map((client) => new Promise((resolve) => client.resume().once('end', resolve))),
  )
  for (const client of clients) client.write('x')
  await ended
  const toldMeanwhile = told - (toldAtEnd ?? 0)
  for (const client of clients) client.destroy()
  tap.flush()
  expect(told).toBe(count)
  expect(toldMeanwhile).toBeLessThan(count / 3)
})

describe('a reset with the last bytes', () => {
  const tries = 200

  /** Sends 600 bytes to a server that reads 512 of them, answers and closes; how that ends. */
  const ends = async (port: number) => {
    const counts = { clean: 0, reset: 0 }
    for (let i = 0; i < tries; i++)
      await new Promise<void>((resolve) => {
        const client = createConnection(port, '127.0.0.1')
        client.on('error', () => {})
        onCleanEnd(client, () => {
          counts.clean += 1
          client.end()
        })
        client.on('close', () => {
          if (client.errored) counts.reset += 1
          resolve()
        })
        client.resume().write(Buffer.alloc(600, 'x'))
      })
    return counts
  }

  /** Python closes a socket at once; Node would read the rest first. */
  const python = `
import socket
s = socket.create_server(('127.0.0.1', 0))
print(s.getsockname()[1], flush=True)
while True:
    c, _ = s.accept()
    c.recv(512)
    c.sendall(b'HTTP/1.1 200 OK\\r\\n\\r\\nHello')
    c.close()
`
  test('resets as often through the tap as directly', async () => {
    const port = await startPython(python)
    const events: WireEvent[] = []
    tap = await openTap({ port: 0, connect: () => connectTo(port), onEvent: (e) => events.push(e) })
    const direct = await ends(port)
    const through = await ends(tap.port)
    expect(direct.reset).toBe(tries)
    expect(through).toEqual(direct)
    await tap.close()
    expect(events.filter((e) => e.type === 'reset' && e.by === 'server')).toHaveLength(tries)
    expect(from(events, 'server')).toHaveLength(tries * 24)
  })
})

describe('a server that answers before it has the whole request, and closes', () => {
  const tries = 20
  const python = `
import socket, sys
if len(sys.argv) == 1:
    s = socket.create_server(('127.0.0.1', 0))
    print(s.getsockname()[1], flush=True)
    while True:
        c, _ = s.accept()
        c.recv(512)
        c.sendall(b'HTTP/1.1 413 Content Too Large\\r\\n\\r\\n')
        c.close()
for _ in range(${tries}):
    s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
    try: s.sendall(bytes(3000000))
    except OSError: pass
    try: print(s.recv(12).decode())
    except OSError as error: print(error)
    s.close()
`
  /** What each try of a client reads, which first sends until it can't. */
  const read = async (port: number) => {
    const client = spawn('python3', ['-c', python, String(port)])
    let lines = ''
    for await (const bytes of client.stdout) lines += bytes
    return lines.trimEnd().split('\n')
  }

  test('has its response read as directly, and the reset told behind it', async () => {
    const port = await startPython(python)
    const events: WireEvent[] = []
    tap = await openTap({ port: 0, connect: () => connectTo(port), onEvent: (e) => events.push(e) })
    const all = Array.from({ length: tries }, () => 'HTTP/1.1 413')
    expect(await read(port)).toEqual(all)
    expect(await read(tap.port)).toEqual(all)
    await tap.close()
    for (let connection = 1; connection <= tries; connection++) {
      const ofServer = events.filter(
        (e) =>
          e.connection === connection &&
          (('from' in e && e.from === 'server') || ('by' in e && e.by === 'server')),
      )
      expect(ofServer.map(({ type }) => type)).toEqual(['bytes', 'reset'])
    }
  })
})

test('a connection that is reset while its end is passed on is closed all the same', async () => {
  const { types } = await open((socket) => {
    socket.on('error', () => {})
    // More than the client takes, so that the end waits behind it.
    socket.end(Buffer.alloc(16 * 1024 * 1024))
  })
  const client = createConnection(tap.port, '127.0.0.1').pause()
  client.on('error', () => {})
  await expect.poll(types).toContain('bytes')
  client.resetAndDestroy()
  await expect.poll(types).toContain('closed')
})

test('what comes in pieces while the server is still being connected to keeps its order', async () => {
  const reads: string[] = []
  await open((socket) => {
    socket.on('data', (bytes) => {
      reads.push(String(bytes))
      if (bytes.includes('3')) socket.end()
    })
  })
  const client = createConnection(tap.port, '127.0.0.1').resume()
  client.setNoDelay(true)
  client.write('1')
  await new Promise((resolve) => setImmediate(resolve))
  client.write('2')
  await new Promise((resolve) => setImmediate(resolve))
  client.write('3')
  await new Promise((resolve) => client.once('close', resolve))
  expect(reads.join('')).toBe('123')
})

test('asked to split, the tap passes a head and what came with it on apart', async () => {
  const reads: string[] = []
  await open((socket) => {
    socket.on('data', (bytes) => {
      reads.push(String(bytes))
      if (bytes.includes('end')) socket.end()
    })
  })
  const port = await new Promise<number>((resolve) => {
    const address = server?.address()
    resolve(typeof address === 'object' && address ? address.port : 0)
  })
  await tap.close()
  tap = await openTap({ port: 0, connect: () => connectTo(port), splitHead: true, onEvent() {} })
  const client = createConnection(tap.port, '127.0.0.1').resume()
  client.end('POST / HTTP/1.1\r\nHost: x\r\n\r\na=1\r\n\r\nend')
  await new Promise((resolve) => client.once('close', resolve))
  expect(reads).toEqual(['POST / HTTP/1.1\r\nHost: x\r\n\r\n', 'a=1\r\n\r\nend'])
})
