import { isIP } from 'node:net'
import type { Content, Entry, Har, Header, Param, Request, Response } from 'har-format'
import { contentOf } from '../../http/dechunk.ts'
import { headersNamed, headerValue } from '../../http/headers.ts'
import type { Field, Message } from '../../http/message.ts'
import { harWords } from '../../words/har.ts'
import type { Exchange } from '../exchange.ts'
import { urlOf } from '../url.ts'
import { asText, harContent, mostUnpacked, type Unpacked, unpacked } from './content.ts'
import { sentCookies, setCookie } from './cookies.ts'
import { paramsOf } from './form.ts'
import type { HarFrame, KeptFrames } from './frames.ts'
import { type RawMessage, rawMessage } from './raw.ts'

// HAR 1.2: http://www.softwareishard.com/blog/har-12-spec/. Names with an underscore in front are
// properties of our own, which the format allows and other tools skip.

/** An entry as we write it: HAR 1.2, and how the bytes were that passed. */
export type OurEntry = Omit<Entry, 'request' | 'response'> & {
  readonly _webSocketMessages?: readonly HarFrame[]
  readonly request: OurRequest
  readonly response: OurResponse
}
export type OurRequest = Omit<Request, 'postData'> &
  RawMessage & {
    readonly postData?: {
      readonly mimeType: string
      readonly text: string
      readonly params?: Param[]
      readonly _encoding?: 'base64'
    }
  }
export type OurResponse = Response & RawMessage & { readonly _interim?: readonly OurInterim[] }
/** A response before the final one (RFC 9110, section 15.2). */
export type OurInterim = RawMessage & {
  readonly status: number
  readonly statusText: string
  readonly httpVersion: string
  readonly headers: Header[]
}

/** What an exchange itself does not tell. Milliseconds. */
export interface HarClock {
  /** The time of day, since 1970, at which the tap's clock stood at 0. */
  readonly origin: number
  /** When the exchange was over, on the tap's clock. */
  readonly endedAt: number
  /** The messages of a WebSocket that the exchange opened. */
  readonly frames?: KeptFrames | undefined
}

/** The name that our own files carry: only in those are the properties with an underscore ours. */
export const harCreator = 'learn-webserver'

/** A HAR file of these entries; `version` is ours. */
export const harOf = (entries: Entry[], version: string, comment?: string): Har => ({
  log: {
    version: '1.2',
    creator: { name: harCreator, version },
    ...(comment && { comment }),
    entries,
  },
})

/**
 * An exchange as an entry of a HAR file. All that may change later is read before it first waits, which it
 * does to unpack bodies.
 */
export function harEntry(
  exchange: Exchange,
  { origin, endedAt, frames }: HarClock,
): Promise<OurEntry> {
  const { connection, request, interim, response } = exchange
  const times = timesOf(exchange, endedAt)
  const { send, wait, receive } = times.timings
  const serverIPAddress = connection.names?.find((name) => isIP(name) > 0)
  const comment =
    frames !== undefined && frames.left > 0
      ? harWords.comments.framesLeft(frames.left)
      : commentOn(exchange)
  const entry = {
    startedDateTime: new Date(origin + times.start).toISOString(),
    time: rounded(send + wait + receive),
    cache: {},
    timings: times.timings,
    ...(serverIPAddress !== undefined && { serverIPAddress }),
    connection: String(connection.id),
    ...(comment !== undefined && { comment }),
    ...(frames !== undefined && {
      _resourceType: 'websocket' as const,
      _webSocketMessages: frames.messages,
    }),
  }
  const parts = Promise.all([harRequest(request), harResponse(response, interim)])
  return parts.then(([request, response]) => ({ ...entry, request, response }))
}

/**
 * Sending lasts until the last byte of the request, waiting until the first of the final response, receiving
 * until its last. A server may respond before it has all of the request; then sending ends there.
 */
function timesOf(exchange: Exchange, endedAt: number) {
  const { connection, requestAt, requestDoneAt, finalAt, responseDoneAt } = exchange
  const start = requestAt ?? exchange.responseAt ?? connection.openedAt
  const end = Math.max(responseDoneAt ?? endedAt, start)
  const firstByte = within(finalAt ?? end, start, end)
  const sent = within(
    requestDoneAt ?? (requestAt === undefined ? start : firstByte),
    start,
    firstByte,
  )
  const timings = {
    send: rounded(sent - start),
    wait: rounded(firstByte - sent),
    receive: rounded(end - firstByte),
  }
  return { start, timings }
}

const within = (at: number, least: number, most: number) => Math.min(Math.max(at, least), most)
const rounded = (milliseconds: number) => Math.round(milliseconds * 1000) / 1000

function commentOn({ connection, request, response }: Exchange): string | undefined {
  if (request === undefined) return harWords.comments.noRequest
  if (response?.complete) return undefined
  if (connection.closing === undefined) return harWords.comments.unfinished
  return response === undefined ? harWords.comments.noResponse : undefined
}

async function harRequest(request: Message | undefined): Promise<OurRequest> {
  const line = request?.startLine?.type === 'request-line' ? request.startLine : undefined
  const url = urlOf(request)
  const head = {
    method: line?.method ?? '',
    url,
    httpVersion: line?.version ?? '',
    cookies: valuesOf(request, 'cookie').flatMap(sentCookies),
    headers: headersOf(request?.fields),
    queryString: Array.from(new URL(url).searchParams, ([name, value]) => ({ name, value })),
    ...sizesOf(request),
  }
  if (request === undefined) return head
  const comment = notKeptIn(request)
  const contentType = headerValue(request.fields, 'content-type') ?? ''
  const { encoded, unpacked } = await bodyOf(request)
  const content = unpacked.type === 'content' ? unpacked.bytes : encoded
  const stored = content.length > 0 ? harContent(content, contentType) : undefined
  const params = paramsOf(content, contentType)
  return {
    ...head,
    ...(stored !== undefined && {
      postData: {
        mimeType: contentType,
        text: stored.text,
        ...(params !== undefined && { params }),
        // HAR 1.2 has no word for how posted data is encoded.
        ...(stored.encoding && { _encoding: stored.encoding }),
      },
    }),
    ...(comment !== undefined && { comment }),
    ...rawMessage(request, stored),
  }
}

async function harResponse(
  response: Message | undefined,
  interim: readonly Message[],
): Promise<OurResponse> {
  const head = {
    ...statusOf(response),
    cookies: valuesOf(response, 'set-cookie').map(setCookie),
    redirectURL: valuesOf(response, 'location')[0] ?? '',
    ...sizesOf(response),
    ...(interim.length > 0 && {
      _interim: interim.map((one) => ({ ...statusOf(one), ...rawMessage(one, undefined) })),
    }),
  }
  if (response === undefined) return { ...head, content: { size: 0, mimeType: 'x-unknown' } }
  const mimeType = headerValue(response.fields, 'content-type') ?? 'x-unknown'
  const comment = notKeptIn(response)
  const { encoded, unpacked, coding, isPlain } = await bodyOf(response)
  if (unpacked.type !== 'content')
    return {
      ...head,
      content: { size: -1, mimeType, comment: packedWords(unpacked.type, coding) },
      ...rawMessage(response, undefined),
    }
  const { bytes } = unpacked
  const stored = bytes.length === 0 ? undefined : harContent(bytes, mimeType)
  const content: Content = {
    // Of a plain body its whole length is known, however little of it was kept.
    size:
      isPlain && response.framing?.type !== 'chunked' ? Math.max(head.bodySize, 0) : bytes.length,
    ...(!isPlain && { compression: bytes.length - encoded.length }),
    mimeType,
    ...stored,
    ...(comment !== undefined && { comment }),
  }
  return { ...head, content, ...rawMessage(response, stored) }
}

/** The kept part of a body, without chunk framing, and unpacked. */
async function bodyOf(message: Message) {
  const encoded = contentOf(message)
  const coding = headerValue(message.fields, 'content-encoding') ?? ''
  const result: Unpacked =
    encoded.length === 0 ? { type: 'content', bytes: encoded } : await unpacked(encoded, coding)
  const isPlain = result.type === 'content' && result.bytes === encoded
  return { encoded, unpacked: result, coding, isPlain }
}

function packedWords(type: Exclude<Unpacked['type'], 'content'>, coding: string): string {
  const { tooLarge, damaged, unknownCoding } = harWords.comments
  if (type === 'too-large') return tooLarge(`${mostUnpacked / 1024 / 1024} MB`)
  return type === 'damaged' ? damaged(coding) : unknownCoding(coding)
}

function notKeptIn({ length, bytes }: Message): string | undefined {
  return length > bytes.length ? harWords.comments.notKept(length - bytes.length) : undefined
}

function statusOf(response: Message | undefined) {
  const line = response?.startLine?.type === 'status-line' ? response.startLine : undefined
  return {
    // 0 where no response came, as browsers write it.
    status: line?.status ?? 0,
    statusText: line === undefined ? '' : utf8(line.reason),
    httpVersion: line?.version ?? '',
    headers: headersOf(response?.fields),
  }
}

const headersOf = (fields: readonly Field[] = []): Header[] =>
  fields.map(({ name, value }) => ({ name: utf8(name), value: utf8(value) }))

const valuesOf = (message: Message | undefined, name: string): string[] =>
  headersNamed(message?.fields ?? [], name).map(({ value }) => utf8(value))

/** Text whose characters are bytes, as UTF-8 where it is that. */
const utf8 = (latin1: string) => asText(Buffer.from(latin1, 'latin1')) ?? latin1

function sizesOf(message: Message | undefined): { headersSize: number; bodySize: number } {
  const head = message?.blankLine?.end
  if (message === undefined || head === undefined) return { headersSize: -1, bodySize: -1 }
  return { headersSize: head, bodySize: message.length - head }
}
