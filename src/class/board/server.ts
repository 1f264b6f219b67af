import { createServer, type Server } from 'node:http'
import { hostname } from 'node:os'
import type { Assets } from '../../page/server/assets.ts'
import { codeOf } from '../../words/caught.ts'
import type { Board } from './board.ts'
import { base, isOurHost } from './guard.ts'
import { createLiveView } from './live-view.ts'
import { type StuckLimits, usualLimits } from './needs.ts'
import { createPageApi, placeOf } from './page-api.ts'
import type { StageOfClass } from './protocol.ts'
import { createStudentApi, type StudentApiOptions } from './student-api.ts'

export interface BoardServerOptions extends StudentApiOptions {
  readonly board: Board
  readonly stages: readonly StageOfClass[]
  readonly assets: Assets
  /** Addresses to listen on. */
  readonly hosts: readonly string[]
  /** Addresses at which students join. */
  readonly joinAddresses: () => readonly string[]
  /** @default usualLimits */
  readonly limits?: StuckLimits
  /** Students' folders are read: nobody joins, and nobody can be told anything. @default false */
  readonly isReadOnly?: boolean
}

export interface BoardServer {
  readonly port: number
  close(): Promise<void>
}

/** Connections at once: two for each student, and those of browsers. */
const maxConnections = 2000
/** Milliseconds in which a request has to come whole. */
const requestTimeoutMs = 15_000

/** Serves a class, to students and to browsers. Rejects with the system's error where a port can't be had. */
export async function openBoardServer(options: BoardServerOptions): Promise<BoardServer> {
  const {
    board,
    stages,
    assets,
    hosts,
    joinAddresses,
    limits = usualLimits,
    isReadOnly = false,
    ...api
  } = options
  const students = createStudentApi(board, api)
  const view = createLiveView(
    {
      get students() {
        return board.students
      },
      get teaching() {
        return board.teaching
      },
      wrongCodes: students.wrongCodes,
      onChange: board.onChange,
    },
    {
      stages,
      limits,
      nowMs: api.nowMs,
      joins: () =>
        isReadOnly ? undefined : { addresses: joinAddresses(), code: board.identity.code },
    },
  )
  const own = hostname().toLowerCase()
  const names = ['localhost', own, `${own}.local`]
  const visitors = () => students.addresses
  const pages = createPageApi({ board, view, assets, names, visitors, isReadOnly })

  const listenOn = (host: string) =>
    new Promise<Server>((resolve, reject) => {
      const server = createServer((request, response) => {
        const target = request.url ?? ''
        const isPage = target === '/' || target.startsWith(base)
        // Who goes away while they are read from or written to is no fault.
        const failed = () => response.destroy()
        if (isPage) return void pages.answer(request, response).catch(failed)
        if (!isOurHost(request.headers.host, placeOf(request), names))
          return void response.writeHead(421).end()
        if (isReadOnly) return void response.writeHead(404).end()
        students.answer(request, response, target).catch(failed)
      })
      server.maxConnections = maxConnections
      server.requestTimeout = requestTimeoutMs
      server.once('error', reject)
      server.listen(board.identity.port, host, () => resolve(server))
    })
  const [first = '127.0.0.1', ...more] = hosts
  const servers = [await listenOn(first)]
  for (const host of more) {
    const server = await listenOn(host).catch((error: unknown) => {
      // A machine may have no IPv6, or only that.
      if (codeOf(error) !== 'EADDRNOTAVAIL' && codeOf(error) !== 'EAFNOSUPPORT') throw error
    })
    if (server !== undefined) servers.push(server)
  }
  const address = servers[0]?.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : board.identity.port,
    async close() {
      students.close()
      view.close()
      await Promise.all(
        servers.map((server) => {
          const closed = new Promise((resolve) => server.close(resolve))
          server.closeAllConnections()
          return closed
        }),
      )
    },
  }
}
