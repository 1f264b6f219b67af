import { createBoard } from '../../../src/class/board/board.ts'
import type { Remembered } from '../../../src/class/board/journal.ts'
import type { StageOfClass } from '../../../src/class/board/protocol.ts'
import { type BoardServerOptions, openBoardServer } from '../../../src/class/board/server.ts'
import { createAsk, type Question } from '../../../src/class/join/ask.ts'

const stages: readonly StageOfClass[] = [
  {
    number: 1,
    name: 'raw-socket',
    title: 'Raw socket',
    screens: 14,
    checks: { listens: 'listens on its port', closes: 'closes the connection' },
  },
  { number: 2, name: 'forms', title: 'Forms', screens: 10, checks: { status: 'sends a status' } },
]

/** A board on a free port of this machine. Call `close` at the end. */
export async function openBoard(
  options: Partial<BoardServerOptions> & { remembered?: Remembered; port?: number } = {},
) {
  const { nowMs = Date.now } = options
  const kept: unknown[] = []
  const board = createBoard({
    remembered: options.remembered,
    port: options.port ?? 0,
    journal: () => ({ add: (line) => void kept.push(line) }),
    nowMs,
  })
  const server = await openBoardServer({
    board,
    stages,
    assets: { script: 'script', style: 'style' },
    hosts: ['127.0.0.1'],
    joinAddresses: () => ['192.168.1.5:9100'],
    ...options,
    nowMs,
  })
  const { ask, close } = createAsk('foreground')
  const place = { host: '127.0.0.1', port: server.port }
  const send = async (
    method: Question['method'],
    path: string,
    more: { token?: string; body?: object } = {},
  ) => {
    const answered = await ask(place, { method, path, timeoutMs: 10_000, ...more })
    if (answered.type === 'unreachable') throw new Error(answered.reason)
    const { status, value } = answered
    return { status, value }
  }
  const who = (name: string) => ({
    id: `id-of-${name.replace(/\W/g, '')}-`.padEnd(24, '0'),
    token: `token-of-${name.replace(/\W/g, '')}-`.padEnd(24, '0'),
  })
  return {
    board,
    server,
    place,
    kept,
    send,
    who,
    /** Lets somebody join. */
    join: (name: string, more: object = {}) =>
      send('POST', '/class/join', {
        body: { code: board.identity.code, name, ...who(name), ...more },
      }),
    async close() {
      close()
      await server.close()
    },
  }
}

export type TestBoard = Awaited<ReturnType<typeof openBoard>>
