import { connect } from 'node:net'
import type { PageAct } from '../../../src/page/protocol.ts'
import { openPageServer } from '../../../src/page/server/page-server.ts'
import { createPlainSource, sessionWithoutLesson } from '../../../src/page/server/plain-source.ts'
import { createSession } from '../../../src/wire/session.ts'
import { eventsOf, type Happening } from '../../notes/exchange.ts'

/** A page whose server is made up, and raw bytes that can be sent to it. */
export async function openedPage(maxBytes?: number) {
  const wire = createSession()
  const sent: string[] = []
  const source = createPlainSource({
    session: sessionWithoutLesson('tap'),
    connectionsNow: () => wire.connections,
    exchangesNow: () => wire.exchanges,
    language: () => undefined,
    address: () => ({ host: '127.0.0.1', port: 9000 }),
    send: (bytes) => void sent.push(Buffer.from(bytes).toString('latin1')),
    ...(maxBytes !== undefined && { maxBytes }),
  })
  const server = await openPageServer(source, { script: '/* script */', style: '/* style */' })
  const { port, search } = new URL(server.url)
  const host = `127.0.0.1:${port}`
  let connections = 0

  /** Sends bytes as they are, and gives back all that comes until the server closes. */
  const raw = (bytes: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1')
      let text = ''
      socket.on('data', (read) => {
        text += read.toString('latin1')
      })
      // What is refused before all of it came may be answered by a reset.
      socket.on('error', (error) => (text === '' ? reject(error) : resolve(text)))
      socket.on('close', () => resolve(text))
      socket.write(bytes, 'latin1')
    })
  const head = (line: string, headers: Readonly<Record<string, string>>) =>
    `${[line, ...Object.entries({ Host: host, Connection: 'close', ...headers }).map(([name, value]) => `${name}: ${value}`)].join('\r\n')}\r\n\r\n`
  const ask = (line: string, headers: Readonly<Record<string, string>> = {}, body = '') =>
    raw(head(`${line} HTTP/1.1`, headers) + body)

  const entered = await ask(`GET /page/${search}`)
  const cookie = /Set-Cookie: ([^;]*)/.exec(entered)?.[1] ?? ''
  const token = /act-token" content="([^"]*)/.exec(entered)?.[1] ?? ''
  return {
    source,
    server,
    sent,
    host,
    search,
    entered,
    cookie,
    token,
    ask,
    raw,
    head,
    act(act: PageAct | string, headers: Readonly<Record<string, string>> = {}) {
      const body = typeof act === 'string' ? act : JSON.stringify(act)
      const own = { Cookie: cookie, 'X-Act-Token': token, Origin: `http://${host}` }
      return ask('POST /page/act', { ...own, 'Content-Length': `${body.length}`, ...headers }, body)
    },
    /** Lets a connection happen at the server. */
    visit(...happenings: Happening[]) {
      connections += 1
      for (const event of eventsOf(happenings, connections))
        for (const change of wire.take(event)) source.take(change)
    },
    async close() {
      source.close()
      await server.close()
    },
  }
}

export const statusOf = (response: string): number => Number(response.split(' ')[1])
