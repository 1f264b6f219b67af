import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { pageWords } from '../../words/page.ts'
import type { Assets } from './assets.ts'
import { liveDocument, policyOf } from './document.ts'
import { base, cookieName, judge, type Route, type Secrets } from './guard.ts'
import { readAct } from './read-act.ts'
import { savedPage } from './saved-page.ts'
import type { PageSource } from './source.ts'
import { streamTo } from './stream.ts'

/** The page's server. */
export interface PageServer {
  /** The address with its token: whoever has it may look and act. */
  readonly url: string
  close(): Promise<void>
}

/** Pages that are told of news at once. A browser opens at most six connections to one server. */
const maxStreams = 32

const policy = `${policyOf("'self'", "'self'", "'self'")}; frame-ancestors 'none'`

/** What every response says. */
const headers = {
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

const secret = () => randomBytes(16).toString('base64url')

/**
 * Serves the page on a free port of this machine, and to nobody else: also where the stage's server can be visited by
 * others. What may be asked stands in `protocol.ts`; who may ask, in `guard.ts`.
 */
export async function openPageServer(source: PageSource, assets: Assets): Promise<PageServer> {
  const secrets: Secrets = { address: secret(), cookie: secret(), act: secret() }
  let port = 0
  let streams = 0

  const serve = async (route: Route, request: IncomingMessage, response: ServerResponse) => {
    switch (route.type) {
      case 'document': {
        const { cookie } = secrets
        if (route.setsCookie)
          response.setHeader(
            'Set-Cookie',
            `${cookieName(port)}=${cookie}; Path=${base}; HttpOnly; SameSite=Strict`,
          )
        return send(response, 200, 'text/html', liveDocument(secrets.act))
      }
      case 'script':
        return send(response, 200, 'text/javascript', assets.script)
      case 'style':
        return send(response, 200, 'text/css', assets.style)
      case 'events': {
        if (streams >= maxStreams) return send(response, 503, 'text/plain', pageWords.tooMany)
        streams += 1
        response.on('close', () => {
          streams -= 1
        })
        return streamTo(response, source)
      }
      case 'exchange': {
        const { number, check, redact } = route
        const detail =
          check === undefined
            ? source.detail(number, redact)
            : source.checkDetail(check, number, redact)
        return detail === undefined
          ? send(response, 404, 'text/plain', pageWords.notKept)
          : send(response, 200, 'application/json', JSON.stringify(detail))
      }
      case 'save': {
        const page = savedPage(source.saved(route.redact), assets)
        response.setHeader('Content-Disposition', 'attachment; filename="session.html"')
        return send(response, 200, 'text/html', page)
      }
      case 'act': {
        const act = await readAct(request)
        if (act === 'too-large' || act === 'unreadable') {
          // What still comes of it is not waited for.
          response.setHeader('Connection', 'close')
          return send(response, act === 'too-large' ? 413 : 400, 'text/plain', pageWords.refused)
        }
        const isDone = source.act(act)
        response.writeHead(isDone ? 204 : 409).end()
      }
    }
  }

  const server = createServer((request, response) => {
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
        origin: one('origin'),
        fetchSite: one('sec-fetch-site'),
        cookie: one('cookie'),
        actToken: one('x-act-token'),
      },
      port,
      secrets,
    )
    if (verdict.type === 'allowed') {
      // A page that goes away while it is read from or written to is no fault.
      serve(verdict.route, request, response).catch(() => response.destroy())
      return
    }
    response.setHeader('Connection', 'close')
    send(
      response,
      verdict.status,
      'text/plain',
      verdict.because === 'token' ? pageWords.noToken : pageWords.refused,
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}${base}?token=${secrets.address}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8` }).end(body)
}
