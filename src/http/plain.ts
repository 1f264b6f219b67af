import {
  bytesOf,
  COLON,
  CR,
  isDigit,
  isTokenByte,
  LF,
  latin1,
  skipWhiteSpace,
  spells,
  trimEnd,
} from './bytes.ts'
import { limits } from './limits.ts'
import type { Framing, RequestLine, Role, StatusLine } from './message.ts'
import { judgeVersion, takesMethod } from './version.ts'

/** What decides about a message, without what it says: places are indexes into the bytes pushed. */
export interface Plain {
  readonly startLine: RequestLine | StatusLine
  readonly framing: Framing
  /** Of the request that it answers. */
  readonly method: string | undefined
  readonly end: number
  /** Whether the connection can carry another message after this one. */
  readonly persists: boolean
}

/** `GET / HTTP/1.1` with its line ending and a blank line. */
export const shortestPlain = 18

/**
 * Looks whether a whole message stands at `from` that is framed in the plainest of ways: HTTP/1,
 * lines that end in CR LF, one Content-Length at most, and a connection that is HTTP until it is
 * closed (RFC 9112, section 6.3). Nearly all are. Undefined if not, or if more than a glance is needed
 * to be sure; then the reader goes through it line by line. What is wrong with it otherwise does
 * not matter here.
 */
export function findPlain(
  bytes: Uint8Array,
  from: number,
  role: Role,
  method: string | undefined,
): Plain | undefined {
  const firstEnd = endOfLine(bytes, from)
  if (firstEnd === undefined) return undefined
  const startLine = lately[role](bytes, from, firstEnd)
  if (startLine === undefined) return undefined
  let length: number | undefined
  let closes = false
  let keepsAlive = false
  let index = firstEnd + 2
  while (true) {
    const lineEnd = endOfLine(bytes, index)
    if (lineEnd === undefined) return undefined
    if (lineEnd === index) break
    const field = decisionOf(bytes, index, lineEnd)
    if (field === 'unsure') return undefined
    if (typeof field === 'number') {
      if (length !== undefined) return undefined
      length = field
    } else if (field === 'close') closes = true
    else if (field === 'keep-alive') keepsAlive = true
    index = lineEnd + 2
  }
  // An answer to HEAD announces a body that does not come; that takes more than a glance.
  if (index + 2 + (length ?? 0) > bytes.length) return undefined
  const framing = framingOf(startLine, method, length)
  if (framing === undefined) return undefined
  const end = index + 2 + (framing.type === 'content-length' ? framing.length : 0)
  // RFC 9112, section 9.3
  const persists = startLine.version === 'HTTP/1.1' ? !closes : keepsAlive
  return { startLine, framing, method, end, persists }
}

/**
 * Where the CR LF of the line stands; undefined if it has not come, the line ends otherwise, or is
 * longer than those that are read.
 */
function endOfLine(bytes: Uint8Array, from: number): number | undefined {
  const lineFeed = bytes.indexOf(LF, from)
  if (lineFeed <= from || bytes[lineFeed - 1] !== CR) return undefined
  return lineFeed + 1 - from > limits.line ? undefined : lineFeed - 1
}

/** Start lines that came lately: the same few come over and over, and are read and kept only once. */
const lately = { request: lines(requestLine), response: lines(statusLine) }

function lines<T>(read: (text: string) => T | undefined) {
  const known = new Map<string, { readonly line: T; readonly bytes: Uint8Array }>()
  let last: { readonly line: T; readonly bytes: Uint8Array } | undefined
  return (bytes: Uint8Array, from: number, to: number): T | undefined => {
    if (last?.bytes.length === to - from && stands(last.bytes, bytes, from)) return last.line
    const text = latin1(bytes, from, to)
    const before = known.get(text)
    if (before !== undefined) {
      last = before
      return before.line
    }
    const line = read(text)
    if (line === undefined || text.length >= 200) return line
    if (known.size >= 100) known.clear()
    last = { line, bytes: bytesOf(text) }
    known.set(text, last)
    return line
  }
}

function stands(part: Uint8Array, bytes: Uint8Array, from: number): boolean {
  for (let index = 0; index < part.length; index++) {
    if (part[index] !== bytes[from + index]) return false
  }
  return true
}

function requestLine(text: string): RequestLine | undefined {
  const methodEnd = text.indexOf(' ')
  const targetEnd = text.indexOf(' ', methodEnd + 1)
  if (methodEnd < 1 || targetEnd < methodEnd + 2) return undefined
  const version = text.slice(targetEnd + 1)
  const method = text.slice(0, methodEnd)
  if (judgeVersion(version) !== 'good' || method === 'CONNECT' || !takesMethod(version, method)) {
    return undefined
  }
  return {
    type: 'request-line',
    method,
    target: text.slice(methodEnd + 1, targetEnd),
    version,
    line: { start: 0, end: text.length + 2 },
    methodRange: { start: 0, end: methodEnd },
    targetRange: { start: methodEnd + 1, end: targetEnd },
    versionRange: { start: targetEnd + 1, end: text.length },
  }
}

/** Of a final answer. */
function statusLine(text: string): StatusLine | undefined {
  if (!/^HTTP\/1\.[01] [2-5]\d\d /.test(text)) return undefined
  return {
    type: 'status-line',
    version: text.slice(0, 8),
    status: Number(text.slice(9, 12)),
    reason: text.slice(13),
    line: { start: 0, end: text.length + 2 },
    versionRange: { start: 0, end: 8 },
    statusRange: { start: 9, end: 12 },
    reasonRange: { start: 13, end: text.length },
  }
}

/** The length or the option of the connection that a field line gives; `unsure`: it is not plain. */
function decisionOf(
  bytes: Uint8Array,
  from: number,
  to: number,
): number | 'keep-alive' | 'close' | 'nothing' | 'unsure' {
  const first = bytes[from]
  if (!isTokenByte(first)) return 'unsure'
  for (const { name, lower } of deciding[(first ?? 0) | 0x20] ?? none) {
    const nameEnd = from + lower.length
    if (nameEnd > to || !spells(bytes, from, lower) || isTokenByte(bytes[nameEnd])) continue
    if (bytes[nameEnd] !== COLON) return 'unsure'
    const start = skipWhiteSpace(bytes, nameEnd + 1, to)
    const end = trimEnd(bytes, start, to)
    if (name === 'content-length') return numberIn(bytes, start, end) ?? 'unsure'
    if (name !== 'connection') return 'unsure'
    if (end - start === keepAlive.length && spells(bytes, start, keepAlive)) return 'keep-alive'
    return end - start === close.length && spells(bytes, start, close) ? 'close' : 'unsure'
  }
  return 'nothing'
}

const keepAlive = bytesOf('keep-alive')
const close = bytesOf('close')

/** Undefined unless it is at most nine digits. */
function numberIn(bytes: Uint8Array, from: number, to: number): number | undefined {
  if (from === to || to - from > 9) return undefined
  let value = 0
  for (let index = from; index < to; index++) {
    const byte = bytes[index]
    if (!isDigit(byte)) return undefined
    value = value * 10 + (byte ?? 0) - 0x30
  }
  return value
}

/** The fields that say where a message or its connection ends, by their first byte in lower case. */
const deciding = Array.from({ length: 256 }, (_, byte) =>
  ['connection', 'content-length', 'proxy-connection', 'transfer-encoding', 'upgrade']
    .filter((name) => name.charCodeAt(0) === byte)
    .map((name) => ({ name, lower: bytesOf(name) })),
)
const none: readonly never[] = []

function framingOf(
  line: RequestLine | StatusLine,
  method: string | undefined,
  length: number | undefined,
): Framing | undefined {
  if (method === 'CONNECT') return undefined
  if (line.type === 'status-line') {
    if (line.status === 204 || line.status === 304 || method === 'HEAD') return noBody
    if (length === undefined) return undefined
  }
  return length === undefined ? noBody : { type: 'content-length', length }
}

const noBody: Framing = { type: 'none' }
