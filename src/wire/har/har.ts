import type { Field, Message } from '../../http/message.ts'
import { fieldValue } from '../../notes/bytes.ts'
import type { Exchange } from '../exchange.ts'
import { asText, harContent, unchunked, uncompressed } from './har-content.ts'
import { type HarCookie, sentCookies, setCookie } from './har-cookies.ts'

// HAR 1.2: http://www.softwareishard.com/blog/har-12-spec/. Names with an underscore in front are
// fields of our own, which the format allows and other tools skip.

/** A HAR file. */
export interface Har {
  readonly log: {
    readonly version: '1.2'
    readonly creator: { readonly name: string; readonly version: string }
    readonly entries: readonly HarEntry[]
  }
}

/** A request with its response. */
export interface HarEntry {
  /** ISO 8601. */
  readonly startedDateTime: string
  /** Milliseconds: the sum of the timings. */
  readonly time: number
  readonly request: HarRequest
  readonly response: HarResponse
  readonly cache: Readonly<Record<string, never>>
  readonly timings: { readonly send: number; readonly wait: number; readonly receive: number }
  readonly connection: string
}

/** The bytes of a message as they passed, in base64. `_length` stands where not all were kept. */
interface HarBytes {
  readonly _bytes?: string
  readonly _length?: number
}

interface NameAndValue {
  readonly name: string
  readonly value: string
}

export interface HarRequest extends HarBytes {
  readonly method: string
  readonly url: string
  readonly httpVersion: string
  readonly cookies: readonly HarCookie[]
  readonly headers: readonly NameAndValue[]
  readonly queryString: readonly NameAndValue[]
  readonly postData?: {
    readonly mimeType: string
    readonly text: string
    readonly _encoding?: 'base64'
  }
  readonly headersSize: number
  readonly bodySize: number
}

export interface HarResponse extends HarBytes {
  /** 0 where no answer came, as browsers write it. */
  readonly status: number
  readonly statusText: string
  readonly httpVersion: string
  readonly cookies: readonly HarCookie[]
  readonly headers: readonly NameAndValue[]
  readonly content: {
    readonly size: number
    readonly compression?: number
    readonly mimeType: string
    readonly text?: string
    readonly encoding?: 'base64'
  }
  readonly redirectURL: string
  readonly headersSize: number
  readonly bodySize: number
  /** The answers before the final one. */
  readonly _interim?: readonly HarBytes[]
}

/** What an exchange itself does not tell. Milliseconds. */
export interface HarClock {
  /** The time of day, since 1970, at which the tap's clock stood at 0. */
  readonly origin: number
  /** When the exchange was over, on the tap's clock. */
  readonly endedAt: number
}

/** The name that our own files carry: only in those are the fields with an underscore ours. */
export const harCreator = 'learn-webserver'

/** A HAR file of these entries; `version` is ours. */
export const harOf = (entries: readonly HarEntry[], version: string): Har => ({
  log: { version: '1.2', creator: { name: harCreator, version }, entries },
})

/** An exchange as an entry of a HAR file. Pure. */
export function harEntry(exchange: Exchange, { origin, endedAt }: HarClock): HarEntry {
  const { connection, request, requestAt, interim, response, responseAt } = exchange
  const start = requestAt ?? responseAt ?? connection.openedAt
  const answered = Math.max(responseAt ?? endedAt, start)
  const timings = {
    send: 0,
    wait: rounded(answered - start),
    receive: rounded(Math.max(endedAt - answered, 0)),
  }
  return {
    startedDateTime: new Date(origin + start).toISOString(),
    time: rounded(timings.wait + timings.receive),
    request: harRequest(request),
    response: harResponse(response, interim),
    cache: {},
    timings,
    connection: String(connection.id),
  }
}

const rounded = (milliseconds: number) => Math.round(milliseconds * 1000) / 1000

function harRequest(request: Message | undefined): HarRequest {
  const line = request?.startLine?.type === 'request-line' ? request.startLine : undefined
  const url = urlOf(line?.target ?? '/', request && fieldValue(request, 'Host'))
  return {
    method: line?.method ?? '',
    url,
    httpVersion: line?.version ?? '',
    cookies: valuesOf(request, 'cookie').flatMap(sentCookies),
    headers: headersOf(request),
    queryString: Array.from(new URL(url).searchParams, ([name, value]) => ({ name, value })),
    ...postDataOf(request),
    ...sizesOf(request),
    ...bytesOf(request),
  }
}

function harResponse(response: Message | undefined, interim: readonly Message[]): HarResponse {
  const line = response?.startLine?.type === 'status-line' ? response.startLine : undefined
  return {
    status: line?.status ?? 0,
    statusText: line === undefined ? '' : utf8(line.reason),
    httpVersion: line?.version ?? '',
    cookies: valuesOf(response, 'set-cookie').map(setCookie),
    headers: headersOf(response),
    content: contentOf(response),
    redirectURL: valuesOf(response, 'location')[0] ?? '',
    ...sizesOf(response),
    ...bytesOf(response),
    ...(interim.length > 0 && { _interim: interim.map(bytesOf) }),
  }
}

/** The whole address. HAR wants one even where the request names no host, or no target that is one. */
function urlOf(target: string, host = 'localhost'): string {
  const isWhole = /^[a-z][a-z\d+.-]*:\/\//i.test(target)
  const path = target.startsWith('/') ? target : `/${target}`
  const given = (isWhole ? target : `http://${host}${path}`).replace(
    /[^\x21-\x7e]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
  const url = URL.canParse(given)
    ? new URL(given)
    : new URL(`http://localhost/${encodeURIComponent(target)}`)
  url.hash = ''
  return url.href
}

const headersOf = (message: Message | undefined): NameAndValue[] =>
  (message?.fields ?? []).map(({ name, value }: Field) => ({
    name: utf8(name),
    value: utf8(value),
  }))

/** Every value of the fields of that name, which is given in lower case. */
const valuesOf = (message: Message | undefined, name: string): string[] =>
  (message?.fields ?? [])
    .filter((field) => field.name.toLowerCase() === name)
    .map(({ value }) => utf8(value))

/** Text whose characters are bytes, as UTF-8 where it is that. */
function utf8(latin1: string): string {
  return asText(Buffer.from(latin1, 'latin1')) ?? latin1
}

const bytesOf = (message: Message | undefined): HarBytes =>
  message === undefined
    ? {}
    : {
        _bytes: Buffer.from(message.bytes).toString('base64'),
        ...(message.length > message.bytes.length && { _length: message.length }),
      }

function sizesOf(message: Message | undefined): { headersSize: number; bodySize: number } {
  const head = message?.blankLine?.end
  if (message === undefined || head === undefined) return { headersSize: -1, bodySize: -1 }
  return { headersSize: head, bodySize: message.length - head }
}

/** The content of the body as it was kept, without transfer coding and content coding. */
function contentBytes(message: Message): { encoded: Uint8Array; decoded: Uint8Array | undefined } {
  const { body, bytes, framing } = message
  const range = body === undefined ? new Uint8Array(0) : bytes.subarray(body.start, body.end)
  const encoded = framing?.type === 'chunked' ? unchunked(range) : range
  return {
    encoded,
    decoded: uncompressed(encoded, fieldValue(message, 'Content-Encoding') ?? ''),
  }
}

function postDataOf(request: Message | undefined): Pick<HarRequest, 'postData'> {
  if (request?.body === undefined || request.body.start === request.body.end) return {}
  const mimeType = fieldValue(request, 'Content-Type') ?? ''
  const { encoded, decoded } = contentBytes(request)
  const { text, encoding } = harContent(decoded ?? encoded, mimeType)
  // HAR 1.2 has no word for how posted data is encoded.
  return { postData: { mimeType, text, ...(encoding && { _encoding: encoding }) } }
}

function contentOf(response: Message | undefined): HarResponse['content'] {
  const mimeType = (response && fieldValue(response, 'Content-Type')) ?? 'x-unknown'
  if (response === undefined) return { size: 0, mimeType }
  const { encoded, decoded = encoded } = contentBytes(response)
  return {
    size: decoded.length,
    ...(decoded !== encoded && { compression: decoded.length - encoded.length }),
    mimeType,
    ...(decoded.length > 0 && harContent(decoded, mimeType)),
  }
}
