import { headerValue } from '../http/headers.ts'
import type { Message, Role } from '../http/message.ts'
import { createReader } from '../http/reader.ts'
import { type HarRead, readHar } from './har/read.ts'
import type { OddEntry, ReadEntry, ReadResponse } from './har/read-entry.ts'
import { type RecordedProtocol, recordedAfter, recordedHttp2 } from './recorded-protocol.ts'
import { readRecording } from './recording.ts'
import { isWrittenByCurl, responseHeads } from './response-heads.ts'

/** What stands in a recording, one after the other. */
export type RecordedItem =
  | { readonly type: 'entry'; readonly number: number; readonly entry: ReadEntry }
  | { readonly type: 'odd'; readonly number: number; readonly why: OddEntry['why'] }
  | {
      readonly type: 'message'
      /** The byte that it starts at. */
      readonly at: number
      readonly message: Message
      readonly remark: Remark | undefined
    }
  /** What curl writes of a response over HTTP/2 or HTTP/3. */
  | {
      readonly type: 'curl'
      readonly at: number
      readonly message: ReadResponse
      readonly version: string
    }
  /** The body of a response over HTTP/0.9, which has no status line and no headers. */
  | { readonly type: 'http09'; readonly at: number; readonly bytes: Uint8Array }
  | RecordedProtocol
  /** Bytes at the end that were not read, because there were messages enough. */
  | { readonly type: 'left'; readonly bytes: number }

/** How a message was read where its bytes alone do not tell. */
export type Remark = 'head-only' | 'another-follows' | 'request-line-only'

export type Recorded =
  | {
      readonly type: 'har'
      readonly har: HarRead & { type: 'har' }
      readonly items: readonly RecordedItem[]
    }
  | { readonly type: 'bytes'; readonly items: readonly RecordedItem[] }
  | Exclude<HarRead, { type: 'har' | 'other' }>

/** Reads a HAR file, or bytes as they passed; `role`: who sent the bytes, where that is known. Pure. */
export function readRecorded(bytes: Uint8Array, role: Role | undefined): Recorded {
  const har = readHar(bytes)
  if (har.type === 'har') {
    const items = har.entries.map((entry, i): RecordedItem => {
      const number = i + 1
      return entry.type === 'odd'
        ? { type: 'odd', number, why: entry.why }
        : { type: 'entry', number, entry }
    })
    return { type: 'har', har, items }
  }
  // Somebody who says that it is a message wants it read as one.
  if (har.type !== 'other' && role === undefined) return har
  const http2 = recordedHttp2(bytes, role)
  if (http2 !== undefined) return { type: 'bytes', items: [http2] }
  const simple = role === undefined ? simpleRequest(bytes) : undefined
  if (simple !== undefined)
    return {
      type: 'bytes',
      items: [
        ...readBytes(bytes.subarray(0, simple), 0, 'request'),
        { type: 'http09', at: simple, bytes: bytes.subarray(simple) },
      ],
    }
  const heads = role === 'request' ? [] : responseHeads(bytes)
  const last = heads.at(-1)
  if (
    last !== undefined &&
    (heads.length > 1 || isWrittenByCurl(last) || last.end === bytes.length)
  )
    return { type: 'bytes', items: readHeads(bytes, heads) }
  return { type: 'bytes', items: readBytes(bytes, 0, role) }
}

/** Where a request of HTTP/0.9 ends that something other than headers follows (RFC 1945, section 5). */
function simpleRequest(bytes: Uint8Array): number | undefined {
  const text = Buffer.from(bytes.subarray(0, 4096)).toString('latin1')
  const line = /^GET +\S+ *\r?\n/.exec(text)?.[0]
  if (line === undefined || /^([^\s:<>"]+:|\r?\n|$)/.test(text.slice(line.length))) return undefined
  // What follows may be a response of a later version, or another request.
  return /^(HTTP\/\d|[A-Z]+ \S+ HTTP\/)/.test(text.slice(line.length)) ? undefined : line.length
}

function readHeads(bytes: Uint8Array, heads: ReturnType<typeof responseHeads>): RecordedItem[] {
  return heads.flatMap((head, i): RecordedItem[] => {
    const { start, end } = head
    const isLast = i === heads.length - 1
    const body = bytes.subarray(end, isLast ? bytes.length : end)
    if (isWrittenByCurl(head))
      return [
        { ...head, type: 'curl', at: start, message: readByCurl(bytes.subarray(start, end), body) },
      ]
    if (isLast && body.length > 0) return readBytes(bytes, start, 'response')
    // A response to HEAD has the headers that GET would have, and no body (RFC 9110, section 9.3.2).
    const reader = createReader('response', { methodOf: () => 'HEAD' })
    reader.push(bytes.subarray(start, end))
    reader.end()
    const [message] = reader.messages
    if (message === undefined) return []
    return [{ type: 'message', at: start, message, remark: remarkOn(message, isLast) }]
  })
}

/** Only where a body could have followed. */
function remarkOn({ startLine, fields }: Message, isLast: boolean): Remark | undefined {
  const status = startLine?.type === 'status-line' ? startLine.status : 0
  if (status < 200 || status === 204 || status === 304) return undefined
  const length = headerValue(fields, 'content-length')
  if (
    length === '0' ||
    (length === undefined && headerValue(fields, 'transfer-encoding') === undefined)
  )
    return undefined
  return isLast ? 'head-only' : 'another-follows'
}

/** Takes apart what curl writes in place of the frames that came. */
function readByCurl(head: Uint8Array, body: Uint8Array): ReadResponse {
  const [statusLine = '', ...lines] = Buffer.from(head).toString('latin1').trimEnd().split(/\r?\n/)
  const [, version, status, reason] = /^(\S+) +(\d{3}) ?(.*)$/.exec(statusLine) ?? []
  return {
    version,
    status: Number(status),
    reason: reason ?? '',
    headers: lines.map((line) => {
      const colon = line.indexOf(':')
      return { name: line.slice(0, colon), value: line.slice(colon + 1).trim() }
    }),
    body:
      body.length === 0 ? { type: 'none' } : { type: 'content', content: body, size: undefined },
    raw: undefined,
  }
}

function readBytes(bytes: Uint8Array, from: number, role: Role | undefined): RecordedItem[] {
  const { messages: all, left } = readRecording(bytes.subarray(from), role)
  const other = protocolIn(all, bytes, from)
  const messages = other === undefined ? all : all.slice(0, other.index)
  const isLine =
    messages.length === 1 && messages[0]?.message.role === 'request' && isOneLine(bytes)
  return [
    ...messages.map(
      ({ at, message }): RecordedItem => ({
        type: 'message',
        at: from + at,
        message,
        remark: isLine ? 'request-line-only' : undefined,
      }),
    ),
    ...(other === undefined ? [] : [other.item]),
    ...(left > 0 && other === undefined ? [{ type: 'left', bytes: left } as const] : []),
  ]
}

/** The first message that is none, since the one before it has changed the protocol; what its bytes are. */
function protocolIn(
  messages: readonly { readonly at: number; readonly message: Message }[],
  bytes: Uint8Array,
  from: number,
): { index: number; item: RecordedProtocol } | undefined {
  for (const [index, { at, message }] of messages.entries()) {
    const before = messages[index - 1]?.message
    if (before === undefined || message.startLine !== undefined) continue
    const hasBoth = before.role === 'response' && messages[0]?.message.role === 'request'
    const item = recordedAfter(before, bytes.subarray(from + at), { at: from + at, hasBoth })
    if (item !== undefined) return { index, item }
  }
  return undefined
}

/** A line break, if there is one, ends the text. */
const isOneLine = (bytes: Uint8Array) => {
  const lineFeed = bytes.indexOf(10)
  return bytes.length < 8192 && (lineFeed < 0 || lineFeed === bytes.length - 1)
}
