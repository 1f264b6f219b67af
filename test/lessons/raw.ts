import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export interface Answer {
  readonly status: number
  readonly statusLine: string
  /** A field's value by its name in lower case. */
  readonly fields: Record<string, string>
  readonly body: Buffer
  /** Every byte, as it came. */
  readonly all: Buffer
}

/** Sends bytes over a socket of their own and reads until the server closes it. */
export async function raw(port: number, bytes: string | Buffer): Promise<Answer> {
  const socket = connect(port, '127.0.0.1')
  socket.write(bytes)
  return read(await readToEnd(socket))
}

/** A request over HTTP/1.1 that asks to close, its target sent as it is written here. */
export function ask(
  port: number,
  target: string | Buffer,
  { method = 'GET', fields = [] }: { method?: string; fields?: string[] } = {},
): Promise<Answer> {
  const lines = ['', 'Host: localhost', 'Connection: close', ...fields, '', '']
  return raw(
    port,
    Buffer.concat([
      Buffer.from(`${method} `),
      Buffer.from(target),
      Buffer.from(` HTTP/1.1${lines.join('\r\n')}`, 'latin1'),
    ]),
  )
}

export async function readToEnd(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  await once(socket, 'close')
  return Buffer.concat(chunks)
}

/** Bytes as an answer: its head, then whatever follows. */
export function read(all: Buffer): Answer {
  const at = all.indexOf('\r\n\r\n')
  const [statusLine = '', ...lines] = all.subarray(0, at).toString('latin1').split('\r\n')
  return {
    status: Number(statusLine.split(' ')[1]),
    statusLine,
    fields: Object.fromEntries(
      lines.map((line) => {
        const [, name = '', value = ''] = /^([^:]*): ?(.*)$/.exec(line) ?? []
        return [name.toLowerCase(), value]
      }),
    ),
    body: all.subarray(at + 4),
    all,
  }
}
