import { connect, createServer, type LookupFunction, type Server, Socket } from 'node:net'
import { hostname } from 'node:os'
import { debuglog } from 'node:util'
import { createDelivery } from './delivery.ts'
import type { Side, WireEvent } from './event.ts'
import { passOn } from './pass-on.ts'
import { onCleanEnd, readBeforeFailing, reset } from './socket-end.ts'

export interface TapOptions {
  /** Port that clients connect to. 0: any free one. */
  readonly port: number
  /**
   * Gives a connection to the server program. The socket may already be connected, or still be
   * connecting; a promise has the client wait. It is asked once for every client.
   */
  readonly connect: () => Socket | Promise<Socket>
  /**
   * Told in order, when the wire is idle or in short slices: no byte waits for its being
   * watched. `at` is when it happened. All is told when the tap is closed.
   */
  readonly onEvent: (event: WireEvent) => void
  /** Milliseconds. @default performance.now */
  readonly now?: () => number
  /** Addresses to listen on; one that the machine does not have is left out. @default 127.0.0.1 and ::1 */
  readonly hosts?: readonly string[]
  /** The head of a request is passed on first, and what came with it a moment later. @default false */
  readonly splitHead?: boolean
}

export interface Tap {
  readonly port: number
  /** Tells at once what was seen and not told yet. */
  flush(): void
  /** Stops listening and cuts every connection. */
  close(): Promise<void>
}

/**
 * Stands between clients and a server program, passes bytes on as they come, and says what it saw.
 * A half-close is passed on as a half-close, a reset as a reset, and a slow reader slows the other
 * side down. Rejects with the system's error (EADDRINUSE, EACCES) where it can't listen.
 */
export async function openTap(options: TapOptions): Promise<Tap> {
  const now = options.now ?? (() => performance.now())
  const { splitHead = false } = options
  const sockets = new Set<Socket>()
  const delivery = createDelivery<WireEvent>({
    deliver: options.onEvent,
    weigh: (event) => 100 + (event.type === 'bytes' ? event.bytes.length : 0),
  })
  const debug = debuglog('learn-webserver')
  let connections = 0
  const ownNames = [hostname(), `${hostname()}.local`]

  const serve = (client: Socket) => {
    const connection = ++connections
    debug('connection %d from %s', connection, client.remoteAddress)
    const say: Say = (event) => delivery.add({ connection, at: now(), ...event })
    say({
      type: 'opened',
      client: `${client.remoteAddress ?? '?'}:${client.remotePort ?? '?'}`,
      names: [...(client.localAddress === undefined ? [] : [client.localAddress]), ...ownNames],
    })
    const server = options.connect()
    if (server instanceof Socket) join(client, server, say)
    else wait(client, server, say)
  }

  const wait = async (client: Socket, server: Promise<Socket>, say: Say) => {
    const giveUp = () => client.destroy()
    sockets.add(client)
    client.once('error', giveUp)
    const socket = await server
    client.off('error', giveUp)
    if (!client.destroyed) return join(client, socket, say)
    socket.destroy()
    sockets.delete(client)
    say({ type: 'ended', by: 'client' })
    say({ type: 'closed' })
  }

  const join = (client: Socket, server: Socket, say: Say) => {
    const both: Record<Side, Socket> = { client, server }
    let taken = !server.connecting
    let torn = false
    let open = 2
    server.on('connect', () => {
      taken = true
    })

    for (const side of ['client', 'server'] as const) {
      const from = both[side]
      const to = both[side === 'client' ? 'server' : 'client']
      sockets.add(from)
      from.setNoDelay(true)
      readBeforeFailing(from)
      const pass = passOn(from, to, side === 'client' && splitHead)
      from.on('data', (bytes) => {
        say({ type: 'bytes', from: side, bytes })
        pass.write(bytes)
      })
      onCleanEnd(from, () => {
        say({ type: 'ended', by: side })
        pass.end()
      })
      from.on('error', () => {
        if (torn) return
        torn = true
        say(side === 'server' && !taken ? { type: 'refused' } : { type: 'reset', by: side })
        reset(to)
      })
      from.on('close', () => {
        sockets.delete(from)
        open -= 1
        if (open === 0) say({ type: 'closed' })
      })
    }
  }

  const listeners: Server[] = []
  const close = async () => {
    const gone = [...sockets].map(
      (socket) => new Promise((resolve) => socket.once('close', resolve)),
    )
    for (const socket of sockets) socket.destroy()
    const deaf = listeners.map((server) => new Promise((resolve) => server.close(resolve)))
    await Promise.all([...gone, ...deaf])
    delivery.flush()
  }
  let port = options.port
  for (const host of options.hosts ?? ['127.0.0.1', '::1']) {
    const server = createServer({ allowHalfOpen: true }, serve)
    try {
      port = await listen(server, host, port)
      listeners.push(server)
    } catch (error) {
      if (isAbsentAddress(error) && listeners.length > 0) continue
      await close()
      throw error
    }
  }
  return { port, flush: delivery.flush, close }
}

type Say = (event: DistributiveOmit<WireEvent, 'connection' | 'at'>) => void

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

/**
 * Where what sockets of `connectTo` read stands until it is copied: a read is filled and told in one
 * go, so that one buffer serves all of them. Node gives every read a fresh 64 KiB otherwise, and a
 * twentieth of the tap's time goes into that.
 */
const readBuffer = Buffer.allocUnsafeSlow(64 * 1024)

/**
 * A socket to a server program on this machine that passes half-closes on. `localhost` is 127.0.0.1 and,
 * where nobody takes it there, ::1.
 */
export function connectTo(port: number, host = '127.0.0.1'): Socket {
  const callback = (length: number) => {
    const bytes = Buffer.allocUnsafe(length)
    readBuffer.copy(bytes, 0, 0, length)
    return socket.push(bytes)
  }
  const socket: Socket = connect({
    port,
    host,
    ...(host === 'localhost' && { autoSelectFamily: true, lookup: bothLoopbacks }),
    allowHalfOpen: true,
    onread: { buffer: readBuffer, callback },
  })
  return socket
}

/** The system's own answer for localhost may, by a line in its hosts file, be another machine. */
const bothLoopbacks: LookupFunction = (_host, _options, tell) =>
  tell(null, [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ])

/** Connections that may wait to be accepted. Linux resets a few of those that come when there are more. */
const backlog = 4096

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, ipv6Only: host.includes(':'), backlog }, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

const isAbsentAddress = (error: unknown) =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT')
