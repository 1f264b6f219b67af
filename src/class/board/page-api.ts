import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import * as v from 'valibot'
import { jsonPage } from '../../json/json-line.ts'
import type { Assets } from '../../page/server/assets.ts'
import { policyOf } from '../../page/server/document.ts'
import { boardPageWords } from '../../words/board-page.ts'
import { handInsAsCsv } from '../csv.ts'
import { summaryAsJson } from '../summary.ts'
import { xapiStatements } from '../xapi.ts'
import type { Board } from './board.ts'
import { boardDocument } from './document.ts'
import { summariesOf } from './export.ts'
import { base, cookieName, judge, type Route } from './guard.ts'
import { eventsFor, type LiveView } from './live-view.ts'
import type { BoardAct, Role, ShownPage } from './protocol.ts'
import { readJson } from './read-json.ts'
import { addressOf } from './student-api.ts'

/** Answers browsers: the teacher's, and those of everyone who looks at the wall. */
export interface PageApi {
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>
}

export interface PageApiOptions {
  readonly board: Board
  readonly view: LiveView
  readonly assets: Assets
  /** Names of this machine that a browser may ask for. */
  readonly names: readonly string[]
  /** Who was heard from at which address. */
  readonly visitors: () => ReadonlyMap<string, string>
  /** Nothing can be done on the page. */
  readonly isReadOnly: boolean
}

/** Pages that are told of news at once: of those who know the class, and of all others. */
const maxStreams = { class: 16, wall: 64 } as const
/** Bytes that may wait for a page that is slow; it gets the newest when they have gone. */
const maxWaitingBytes = 256 * 1024
const maxActBytes = 1024

const headers = {
  'Content-Security-Policy': `${policyOf("'self'", "'self'", "'self'")}; frame-ancestors 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

const id = v.pipe(v.string(), v.maxLength(64))
const boardAct = v.variant('type', [
  v.strictObject({ type: v.literal('answer-hand'), id }),
  v.strictObject({ type: v.literal('remove'), id }),
  v.strictObject({ type: v.literal('offer'), stage: v.pipe(v.number(), v.integer()) }),
  v.strictObject({ type: v.literal('look-up'), isOn: v.boolean() }),
  v.strictObject({ type: v.literal('close'), isClosed: v.boolean() }),
])

export function createPageApi(options: PageApiOptions): PageApi {
  const { board, view, assets, names, visitors, isReadOnly } = options
  const streams = { class: 0, wall: 0 }

  const act = (asked: BoardAct) => {
    switch (asked.type) {
      case 'answer-hand':
        return board.answerHand(asked.id)
      case 'remove':
        return board.takeOut(asked.id)
      case 'offer': {
        const isStage = view.stages.some(({ number }) => number === asked.stage)
        return board.teach({ offer: isStage ? asked.stage : undefined })
      }
      case 'look-up':
        return board.teach({ isLookUp: asked.isOn })
      case 'close':
        return board.teach({ isClosed: asked.isClosed })
    }
  }

  const serve = async (
    route: Route,
    role: Role,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> => {
    const { port, secrets } = board.identity
    switch (route.type) {
      case 'document': {
        if (route.setsCookie)
          response.setHeader(
            'Set-Cookie',
            `${cookieName(port)}=${secrets.cookie}; Path=${base}; HttpOnly; SameSite=Strict`,
          )
        const actToken =
          role === 'teacher' && route.view === 'class' && !isReadOnly ? secrets.act : undefined
        return send(response, 200, 'text/html', boardDocument(route.view, actToken))
      }
      case 'script':
        return send(response, 200, 'text/javascript', assets.script)
      case 'style':
        return send(response, 200, 'text/css', assets.style)
      case 'events': {
        const { view: shown } = route
        if (streams[shown] >= maxStreams[shown])
          return send(response, 503, 'text/plain', boardPageWords.tooMany)
        streams[shown] += 1
        response.on('close', () => {
          streams[shown] -= 1
        })
        return streamTo(response, view, shown === 'wall' ? 'wall' : role)
      }
      case 'shown': {
        const shown = board.students.get(route.id)?.shown
        if (shown === undefined) return send(response, 404, 'text/plain', boardPageWords.notShown)
        const { file, text } = shown
        const page: ShownPage = { file, text }
        return send(response, 200, 'application/json', JSON.stringify(page))
      }
      case 'export': {
        const summaries = summariesOf(board.students, view.stages)
        response.setHeader('Content-Disposition', `attachment; filename="class.${route.as}"`)
        if (route.as === 'csv')
          return send(response, 200, 'text/csv', handInsAsCsv(summaries, view.stages.length))
        const { stages } = view
        const all =
          route.as === 'json'
            ? summaries.map(summaryAsJson)
            : xapiStatements(summaries, { stages, at: new Date(), newId: randomUUID })
        return send(response, 200, 'application/json', jsonPage(all))
      }
      case 'visitors': {
        const all = [...visitors()].flatMap(([id, address]) => {
          const student = board.students.get(id)
          return student === undefined ? [] : [{ name: student.name, address }]
        })
        return send(response, 200, 'application/json', JSON.stringify(all))
      }
      case 'act': {
        const body = await readJson(request, maxActBytes)
        const asked = v.safeParse(boardAct, body)
        if (!asked.success) return send(response, 400, 'text/plain', boardPageWords.refused)
        act(asked.output)
        return void response.writeHead(204).end()
      }
    }
  }

  return {
    async answer(request, response) {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
      const one = (name: string) => {
        const value = request.headers[name]
        return typeof value === 'string' ? value : undefined
      }
      const verdict = judge(
        {
          method: request.method ?? '',
          target: request.url ?? '',
          host: one('host'),
          at: placeOf(request),
          isLocal: isLoopback(addressOf(request)),
          origin: one('origin'),
          fetchSite: one('sec-fetch-site'),
          cookie: one('cookie'),
          actToken: one('x-act-token'),
        },
        board.identity,
        names,
      )
      if (verdict.type === 'allowed') return serve(verdict.route, verdict.role, request, response)
      response.setHeader('Connection', 'close')
      send(response, verdict.status, 'text/plain', boardPageWords.refused)
    },
  }
}

/** Where a request came to, as a Host names it. */
export function placeOf({ socket: { localAddress = '', localPort } }: IncomingMessage): string {
  const address = localAddress.replace(/^::ffff:/, '')
  return `${address.includes(':') ? `[${address}]` : address}:${localPort}`
}

const isLoopback = (address: string) => address === '::1' || address.startsWith('127.')

/** Tells a page the class, and then what is new. Of one that is slow nothing waits: it gets the newest. */
function streamTo(response: ServerResponse, view: LiveView, role: Role): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' })
  let known: ReadonlyMap<string, string> | undefined
  const tell = () => {
    if (response.writableLength > maxWaitingBytes) return
    const { events, known: now } = eventsFor(view, role, known)
    known = now
    response.write(events.map((event) => `data: ${event}\n\n`).join(''))
  }
  const stop = view.subscribe(tell)
  response.on('close', stop)
  tell()
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8` }).end(body)
}
