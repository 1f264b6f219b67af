import type { Send } from '../../course/checks.ts'
import { bytesOf } from '../../course/escaped.ts'

/** What a check sends: one piece, or several that must not arrive as one. */
export type Pieces = readonly [Uint8Array, ...Uint8Array[]]

/** The bytes to send. A request given in parts gets the Host and Content-Length that it needs. */
export function piecesOf(send: Send, port: number): Pieces {
  const [first, ...more] = send.pieces ?? [send.raw ?? asText(partsOf(send), port)]
  return [bytes(first ?? ''), ...more.map(bytes)]
}

const bytes = (text: string) => bytesOf(text) ?? new Uint8Array()

/** A request in its parts. */
export interface Parts {
  readonly method: string
  readonly target: string
  /** Name and value, with escapes. */
  readonly fields: readonly (readonly [string, string])[]
  /** With escapes; undefined where there is none. */
  readonly body: string | undefined
}

export function partsOf({ get, method, target, fields, body }: Send): Parts {
  return {
    method: method ?? 'GET',
    target: get ?? target ?? '/',
    fields: Object.entries(fields ?? {}),
    body,
  }
}

function asText({ method, target, fields, body }: Parts, port: number): string {
  const has = (name: string) => fields.some(([each]) => each.toLowerCase() === name)
  const needed: [string, string][] = []
  if (!has('host')) needed.push(['Host', `localhost:${port}`])
  if (body !== undefined && !has('content-length'))
    needed.push(['Content-Length', String(bytes(body).length)])
  const lines = [...needed, ...fields].map(([name, value]) => `${name}: ${value}\\r\\n`)
  return `${method} ${target} HTTP/1.1\\r\\n${lines.join('')}\\r\\n${body ?? ''}`
}

/** The method that the answer answers: after HEAD there is no body. */
export function methodOf(pieces: Pieces): string {
  const all = Buffer.concat(pieces).toString('latin1')
  return /^\s*([^\s]+)/.exec(all)?.[1] ?? ''
}
