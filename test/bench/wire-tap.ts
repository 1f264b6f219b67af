import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { createServer as createPipe } from 'node:net'
import { join } from 'node:path'
import { createSession } from '../../src/wire/session.ts'
import { connectTo, openTap } from '../../src/wire/tap.ts'
import { freePort, load, median, startProgram, stopProgram } from './run.ts'
import type { Row } from './wire.ts'

const rounds = Number(process.env['ROUNDS'] ?? 5)
const seconds = Number(process.env['SECONDS'] ?? 3)
const port = Number(process.env['PORT'])

/** The programs that stand in for `learn-webserver`, each started with the port of the server. */
export const servers: Record<string, (args: readonly string[]) => void> = {
  bare() {
    const body = Buffer.alloc(1024, 'x')
    const fields = { 'Content-Type': 'text/html', 'Content-Length': body.length }
    createServer((_, response) => response.writeHead(200, fields).end(body)).listen(
      port,
      '127.0.0.1',
    )
  },
  async tap([to]) {
    const session = createSession()
    await openTap({
      port,
      hosts: ['127.0.0.1'],
      connect: () => connectTo(Number(to)),
      onEvent: (event) => session.take(event),
    })
  },
  async silent([to]) {
    await openTap({
      port,
      hosts: ['127.0.0.1'],
      connect: () => connectTo(Number(to)),
      onEvent: () => {},
    })
  },
  pipe([to]) {
    createPipe((client) => {
      const server = connectTo(Number(to))
      client.on('error', () => server.destroy()).pipe(server)
      server.on('error', () => client.destroy()).pipe(client)
    }).listen(port, '127.0.0.1')
  },
  proxy([to, tools = '']) {
    createRequire(join(tools, 'x'))('http-proxy')
      .createProxyServer({ target: `http://127.0.0.1:${to}` })
      .listen(port, '127.0.0.1')
  },
}

const names: Record<string, string> = {
  bare: 'nothing: the bare server',
  tap: 'the tap, every event recorded',
  silent: 'the tap, nothing recorded',
  pipe: 'a bare pipe',
  proxy: 'http-proxy',
}

export async function measureTap(tools: string): Promise<Row[]> {
  const self = process.argv[1] ?? ''
  const serverPort = await freePort()
  const server = await startProgram([process.execPath, self, 'bare'], serverPort)
  if (server === undefined) throw new Error('the bare server does not start')
  const rates = new Map<string, number[]>()
  for (let round = 0; round < rounds; round++) {
    for (const role of Object.keys(names)) {
      const ownPort = role === 'bare' ? serverPort : await freePort()
      const front =
        role === 'bare'
          ? server
          : await startProgram([process.execPath, self, role, serverPort, tools], ownPort)
      if (front === undefined) continue
      const rate = load(
        `http://127.0.0.1:${ownPort}/`,
        seconds,
        join(tools, 'node_modules/.bin/autocannon'),
      )
      rates.set(role, [...(rates.get(role) ?? []), rate])
      if (role !== 'bare') await stopProgram(front)
    }
  }
  await stopProgram(server)
  const base = median(rates.get('bare') ?? [])
  return [...rates].map(([role, all]) => ({
    name: names[role] ?? role,
    figure: median(all),
    ratio: median(all) / base,
    ...(role === 'tap' && { goal: 0.5 }),
  }))
}
