import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import type { Result } from '../../src/checks/explain/failure.ts'
import { createPrinted, type PrintedSoFar } from '../../src/checks/run/printed.ts'
import { runChecks } from '../../src/checks/run/run.ts'
import type { CheckedServer } from '../../src/checks/run/run-context.ts'
import { type Check, readChecks } from '../../src/course/checks.ts'
import type { Stage } from '../../src/course/course.ts'
import { checksIn } from '../../src/course/language.ts'
import { deferred } from '../../src/process/deferred.ts'
import type { End } from '../../src/process/end.ts'
import { connectTo } from '../../src/wire/tap.ts'

/** A server in this process, on a free port, that does to each connection what a test says. */
export interface FakeServer extends CheckedServer {
  readonly printed: PrintedSoFar
  readonly port: number
  print(text: string): void
  end(end: End): void
  close(): Promise<void>
}

export async function fakeServer(serve: (socket: Socket) => void): Promise<FakeServer> {
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    serve(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const printed = createPrinted()
  const { promise: ended, resolve: tellEnd } = deferred<End>()
  return {
    port,
    connect: () => connectTo(port),
    ready: Promise.resolve({ type: 'ready' }),
    ended,
    printed,
    print: (text) => printed.take('stderr', Buffer.from(text)),
    end: tellEnd,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

/** Answers each request, once its blank line has come, and closes. */
export const answering = (answer: string | Uint8Array) => (socket: Socket) => {
  let request = ''
  socket.on('data', (bytes) => {
    request += bytes.toString('latin1')
    if (/\r\n\r\n/.test(request)) socket.end(answer)
  })
}

export const stage: Stage = {
  language: 'ts',
  number: 1,
  name: 'test',
  folder: '1-test',
  title: 'Test',
  minutes: 1,
  port: 9001,
  visit: ['/'],
  slides: '',
  screens: [
    { id: 'other', title: 'Other', blocks: [] },
    { id: 'here', title: 'Here', blocks: [] },
  ],
  checks: [],
}

/** Checks written as in a checks.yaml, without what every one of them has. */
export function checksOf(...written: string[]): Check[] {
  const whole = written.map((text, i) => {
    const has = (key: string) => new RegExp(`^${key}:`, 'm').test(text)
    const lines = [
      ...(has('id') ? [] : [`id: check-${i + 1}`]),
      ...(has('check') ? [] : [`check: check ${i + 1}`]),
      ...text.trim().split('\n'),
      'why: Because it is so.',
      'hint: Look here.',
      'screen: here',
      ...(has('limit') ? [] : ['limit: 5000']),
    ]
    return lines.map((line, n) => `${n === 0 ? '-' : ' '} ${line}`).join('\n')
  })
  const read = readChecks(`${whole.join('\n')}\n`, 'checks.yaml', (mistake) => {
    throw new Error(mistake.said)
  })
  return checksIn(read?.value ?? [], 'ts')
}

export async function resultsOf(
  checks: readonly Check[],
  server: CheckedServer,
  folder = '/nowhere',
): Promise<Result[]> {
  const results: Result[] = []
  for await (const result of runChecks({ checks, server, folder, port: stage.port }))
    results.push(result)
  return results
}
