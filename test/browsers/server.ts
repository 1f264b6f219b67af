import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

/** What a server sends to a request, and what becomes of the connection then. */
export interface Served {
  readonly bytes: string | Uint8Array
  /** `close` unless said; `reset` resets once the browser has had time to read. */
  readonly after?: 'close' | 'keep' | 'reset'
}

/** A request as it came. */
export interface Asked {
  readonly method: string
  readonly target: string
  /** Which connection it came on, from 0. */
  readonly connection: number
  /** Everything up to and with the empty line. */
  readonly head: string
  readonly body: string
  /** In how many reads it came. */
  readonly pieces: number
}

/** Gives the response to a request, the n-th to its target, from 0. */
export type Serve = (asked: Asked, nth: number) => Served | undefined

export interface RawServer {
  readonly port: number
  readonly url: string
  readonly asked: readonly Asked[]
  close(): void
}

/** A server that sends exactly the bytes it is given, and keeps each request. */
export async function serveRaw(serve: Serve, host = '127.0.0.1'): Promise<RawServer> {
  const asked: Asked[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer((socket) => {
    const connection = connections++
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    let text = ''
    let pieces = 0
    socket.on('data', (bytes) => {
      pieces++
      text += bytes.toString('latin1')
      const end = text.indexOf('\r\n\r\n') + 4
      if (end < 4) return
      const head = text.slice(0, end)
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
      if (text.length < end + length) return
      const [method = '', target = ''] = head.split(' ')
      const request = {
        method,
        target,
        connection,
        head,
        body: text.slice(end, end + length),
        pieces,
      }
      pieces = 0
      text = text.slice(end + length)
      const nth = asked.filter((one) => one.target === target).length
      asked.push(request)
      const served = serve(request, nth)
      if (served === undefined) return
      if (served.after === 'keep') socket.write(served.bytes)
      else if (served.after !== 'reset') socket.end(served.bytes)
      else if (served.bytes.length === 0) socket.resetAndDestroy()
      else socket.write(served.bytes, () => setTimeout(() => socket.resetAndDestroy(), 200))
    })
  })
  server.listen(0, host)
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    asked,
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
