import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  maxBodyBytes,
  maxShownBytes,
  parseJoinRequest,
  parseShowRequest,
  paths,
  type Refusal,
  waitMs,
} from '../api.ts'
import { parseReport } from '../report.ts'
import type { Board } from './board.ts'
import { createLimit, type Limit } from './limits.ts'
import { readJson } from './read-json.ts'
import type { Student } from './state.ts'

/** Answers what students' courses ask. */
export interface StudentApi {
  answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<void>
  /** Where each student was heard from last: in memory alone, and for the teacher's own wire. */
  readonly addresses: ReadonlyMap<string, string>
  /** Wrong codes in the last minutes. */
  wrongCodes(): number
  /** Answers all who wait. */
  close(): void
}

const statuses: Readonly<Record<Refusal, number>> = {
  unreadable: 400,
  'too-large': 413,
  code: 403,
  'too-often': 429,
  closed: 403,
  full: 403,
  'name-taken': 409,
  unknown: 401,
  removed: 403,
  foreign: 403,
}

/** How many wrong codes are looked at: of one address, and of all together, in a minute. */
const wrongOfOne = 10
const wrongOfAll = 60
/** How many requests a student may send at once, and how many in a minute. */
const requestsAtOnce = 40
const requestsRefillMs = 8000

export interface StudentApiOptions {
  readonly nowMs: () => number
  /** @default waitMs */
  readonly longestWaitMs?: number
  /** @default limits of the board */
  readonly requests?: Limit
}

export function createStudentApi(board: Board, options: StudentApiOptions): StudentApi {
  const { nowMs, longestWaitMs = waitMs } = options
  const requests = options.requests ?? createLimit(requestsAtOnce, requestsRefillMs)
  const wrongByAddress = createLimit(wrongOfOne, 60_000)
  const wrongTogether = createLimit(wrongOfAll, 60_000)
  const addresses = new Map<string, string>()
  /** When wrong codes came, for the teacher to see. */
  let wrongAtMs: number[] = []
  const waiters = new Set<() => void>()

  const join = async (request: IncomingMessage, response: ServerResponse) => {
    const address = addressOf(request)
    const now = nowMs()
    if (!wrongByAddress.has(address, now) || !wrongTogether.has('all', now))
      return refuse(response, 'too-often')
    const body = await readJson(request, maxBodyBytes)
    if (body === 'too-large') return refuse(response, 'too-large')
    const asked = parseJoinRequest(body)
    if (asked === undefined) return refuse(response, 'unreadable')
    const joined = board.join(asked)
    if (joined.type === 'joined') {
      addresses.set(asked.id, address)
      return send(response, 200, { board: joined.board, host: joined.host, name: joined.name })
    }
    if (joined.because === 'code') {
      wrongByAddress.take(address, now)
      wrongTogether.take('all', now)
      wrongAtMs = [...wrongAtMs, now].slice(-wrongOfAll)
    }
    return refuse(response, joined.because)
  }

  const wait = (response: ServerResponse, student: Student, query: URLSearchParams) => {
    const tag = query.get('tag')
    const seq = Number(query.get('seq') ?? 0)
    const news = () => {
      const now = board.students.get(student.id)
      return now && board.newsFor(now)
    }
    const hasNews = () => {
      const found = news()
      // A report that the board has not got was lost with its journal: it is asked for.
      return found === undefined || found.tag !== tag || found.seq < seq
    }
    const answer = () => {
      end()
      const found = news()
      if (found === undefined) refuse(response, 'unknown')
      else send(response, 200, found)
    }
    const look = () => {
      if (hasNews()) answer()
    }
    const timer = setTimeout(answer, longestWaitMs)
    const stop = board.onChange(look)
    const end = () => {
      clearTimeout(timer)
      stop()
      waiters.delete(answer)
    }
    waiters.add(answer)
    response.on('close', end)
    look()
  }

  return {
    addresses,
    async answer(request, response, path) {
      // A page of any site can have a browser send requests here; a student's course is no browser.
      if (request.headers.origin !== undefined || request.headers['sec-fetch-site'] !== undefined)
        return refuse(response, 'foreign')
      const [route, query = ''] = path.split('?')
      const isRead = route === paths.wait
      if (request.method !== (isRead ? 'GET' : 'POST')) return refuse(response, 'unreadable')
      if (route === paths.join) return join(request, response)

      const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
      const student = token === undefined ? undefined : board.studentOf(token)
      if (student === undefined) return refuse(response, 'unknown')
      if (!requests.take(student.id, nowMs())) return refuse(response, 'too-often')
      addresses.set(student.id, addressOf(request))

      if (isRead) {
        board.hear(student.id)
        return wait(response, student, new URLSearchParams(query))
      }
      const body = await readJson(request, route === paths.show ? maxShownBytes : maxBodyBytes)
      if (body === 'too-large') return refuse(response, 'too-large')
      switch (route) {
        case paths.report: {
          const report = parseReport(body)
          if (report === undefined) return refuse(response, 'unreadable')
          board.report(student.id, report)
          const now = board.students.get(student.id)
          return now === undefined
            ? refuse(response, 'unknown')
            : send(response, 200, board.newsFor(now))
        }
        case paths.show: {
          const shown = parseShowRequest(body)
          if (shown === undefined) return refuse(response, 'unreadable')
          board.show(student.id, shown)
          return void response.writeHead(204).end()
        }
        case paths.leave:
          board.remove(student.id)
          addresses.delete(student.id)
          return void response.writeHead(204).end()
        default:
          return refuse(response, 'unreadable')
      }
    },
    wrongCodes() {
      const since = nowMs() - 5 * 60_000
      wrongAtMs = wrongAtMs.filter((atMs) => atMs > since)
      return wrongAtMs.length
    },
    close() {
      for (const answer of waiters) answer()
    },
  }
}

/** Where a request came from; an address of IPv4 as such, also where it came to a socket for both. */
export const addressOf = (request: IncomingMessage): string =>
  (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')

function refuse(response: ServerResponse, refused: Refusal): void {
  // What still comes of it is not waited for.
  if (refused === 'too-large') response.setHeader('Connection', 'close')
  if (refused === 'too-often') response.setHeader('Retry-After', '10')
  send(response, statuses[refused], { refused })
}

function send(response: ServerResponse, status: number, value: object): void {
  response
    .writeHead(status, {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    })
    .end(JSON.stringify(value))
}
