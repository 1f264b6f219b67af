import { Agent, request as httpRequest } from 'node:http'
import { codeOf, reasonOf } from '../../words/caught.ts'

/** Where a board is. */
export interface BoardPlace {
  readonly host: string
  readonly port: number
}

/** What a request to the board is made of. */
export interface Question {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly token?: string | undefined
  readonly body?: object | undefined
  /** Milliseconds after which no answer is waited for any more. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

export type Answered =
  | { readonly type: 'answered'; readonly status: number; readonly value: unknown }
  | { readonly type: 'unreachable'; readonly reason: string }

export type Ask = (place: BoardPlace, question: Question) => Promise<Answered>

/** Bytes of an answer at most: whoever answers there may be no board. */
const maxBytes = 16 * 1024

/**
 * Asks a board over connections that are kept for the next question. They fail without an error: a board that can't be
 * reached is an answer too. In the background they keep no process alive, so that the course ends as if they were not.
 */
export function createAsk(where: 'foreground' | 'background'): {
  readonly ask: Ask
  close(): void
} {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  const ask: Ask = ({ host, port }, { method, path, token, body, timeoutMs, signal }) =>
    new Promise((resolve) => {
      const text = body === undefined ? undefined : JSON.stringify(body)
      const fail = (error: unknown) => {
        clearTimeout(timer)
        resolve({ type: 'unreachable', reason: codeOrReason(error) })
      }
      const request = httpRequest({
        agent,
        host,
        port,
        path,
        method,
        ...(signal && { signal }),
        headers: {
          ...(token !== undefined && { Authorization: `Bearer ${token}` }),
          ...(text !== undefined && {
            'Content-Type': 'application/json',
            'Content-Length': Buffer.byteLength(text),
          }),
        },
      })
      const timer = setTimeout(() => request.destroy(new Error('timeout')), timeoutMs)
      if (where === 'background') {
        timer.unref()
        request.on('socket', (socket) => socket.unref())
      }
      request.on('error', fail)
      request.on('response', (response) => {
        const pieces: Buffer[] = []
        let length = 0
        response.on('error', fail)
        response.on('data', (piece: Buffer) => {
          length += piece.length
          if (length > maxBytes) request.destroy(new Error('too long'))
          else pieces.push(piece)
        })
        response.on('end', () => {
          clearTimeout(timer)
          const value = parsed(Buffer.concat(pieces).toString('utf8'))
          resolve({ type: 'answered', status: response.statusCode ?? 0, value })
        })
      })
      request.end(text)
    })
  return { ask, close: () => agent.destroy() }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function codeOrReason(error: unknown): string {
  const code = codeOf(error)
  return typeof code === 'string' ? code : reasonOf(error)
}

/** `192.168.1.5:9100`, also as a URL and without a port; undefined for anything else. */
export function boardPlace(given: string, usualPort: number): BoardPlace | undefined {
  const bare = given
    .trim()
    .replace(/^http:\/\//i, '')
    .replace(/[/#?].*$/, '')
  const found = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?$/i.exec(bare)
  const [, host, port = String(usualPort)] = found ?? []
  if (host === undefined || Number(port) < 1 || Number(port) > 65535) return undefined
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) }
}

export const placeWords = ({ host, port }: BoardPlace): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`
