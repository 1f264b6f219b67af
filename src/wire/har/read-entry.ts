import { headerValue } from '../../http/headers.ts'
import { type RawMessage, rawBytes } from './raw.ts'

/** A request with its response, as a HAR file tells of them. */
export interface ReadEntry {
  readonly type: 'entry'
  readonly method: string
  readonly url: string
  /** As the file has it: ISO 8601, or whatever else the tool wrote. */
  readonly startedAt: string | undefined
  readonly totalMs: number | undefined
  /** Milliseconds until the first byte of the response, after the request was sent. */
  readonly waitMs: number | undefined
  readonly server: string | undefined
  readonly origin: Origin
  readonly request: ReadMessage
  readonly interim: readonly ReadResponse[]
  /** Undefined where none was recorded. */
  readonly response: ReadResponse | undefined
  /** The status that stands in the file where there was no response: 0, -999 and the like. */
  readonly noStatus: { readonly status: number; readonly reason: string } | undefined
  /** What went wrong, in the words of the tool: `net::ERR_NAME_NOT_RESOLVED`. */
  readonly error: string | undefined
  /** Messages of a WebSocket. */
  readonly frames: readonly ReadFrame[]
  readonly comments: readonly string[]
}

/** An entry that can't be read, and why. */
export interface OddEntry {
  readonly type: 'odd'
  readonly why:
    | { readonly type: 'not-json'; readonly line: number; readonly found: string }
    | { readonly type: 'missing'; readonly what: 'request' | 'method' | 'url' }
    | { readonly type: 'status'; readonly found: string }
}

/** Where a response came from. All but `network` and `service-worker` never went over a connection. */
export type Origin =
  | { readonly type: 'network' }
  | { readonly type: 'cache'; readonly which: 'memory' | 'disk' | undefined }
  | { readonly type: 'scheme'; readonly scheme: string }
  | { readonly type: 'service-worker' }

export interface ReadMessage {
  /** As the file has it; undefined where it has none. */
  readonly version: string | undefined
  readonly headers: readonly ReadHeader[]
  readonly body: ReadBody
  /** The bytes as they passed, where the file is ours and holds them. */
  readonly raw: { readonly bytes: Uint8Array; readonly length: number } | undefined
}

export interface ReadResponse extends ReadMessage {
  readonly status: number
  readonly reason: string
}

export interface ReadHeader {
  readonly name: string
  readonly value: string
}

/** What a file holds of a body. */
export type ReadBody =
  /** There was none. */
  | { readonly type: 'none' }
  /** There was one, and it is not in the file. */
  | { readonly type: 'not-recorded'; readonly bytes: number; readonly file: string | undefined }
  /** Text or bytes, without transfer coding and content coding; `size` as the file has it. */
  | {
      readonly type: 'content'
      readonly content: string | Uint8Array
      readonly size: number | undefined
    }
  /** The fields of a form, decoded, without the text that was sent. */
  | { readonly type: 'params'; readonly params: readonly ReadParam[] }
  /** Text in an encoding that can't be undone: its name, or `base64` where it is none. */
  | { readonly type: 'encoded'; readonly encoding: string; readonly text: string }

export interface ReadParam {
  readonly name: string
  readonly value: string | undefined
  readonly fileName: string | undefined
}

export interface ReadFrame {
  readonly from: 'client' | 'server' | undefined
  readonly opcode: number | undefined
  readonly data: string
}

type Properties = Readonly<Record<string, unknown>>

/** Takes from an entry what is there; `isOurs`: properties with an underscore mean what we mean by them. */
export function readEntry(entry: unknown, isOurs: boolean): ReadEntry | OddEntry {
  const { request, response, timings, ...rest } = objectOf(entry)
  if (!isObject(request)) return odd({ type: 'missing', what: 'request' })
  const method = textOf(request['method'])
  const url = textOf(request['url'])
  if (method === undefined) return odd({ type: 'missing', what: 'method' })
  if (url === undefined) return odd({ type: 'missing', what: 'url' })

  const answer = objectOf(response)
  const status = numberOf(answer['status'])
  if (status === undefined && answer['status'] != null)
    return odd({ type: 'status', found: String(answer['status']) })
  // Of ours, bytes may be there that are no response: they have the status 0.
  const isThere =
    status !== undefined &&
    ((status >= 100 && status <= 999) || (isOurs && rawOf(answer, '', undefined) !== undefined))
  const started = textOf(rest['startedDateTime'])
  return {
    type: 'entry',
    method,
    url,
    startedAt: started === '' ? undefined : started,
    totalMs: positive(rest['time']),
    waitMs: positive(objectOf(timings)['wait']),
    server: textOf(rest['serverIPAddress']) || undefined,
    origin: originOf(url, rest, answer),
    request: readRequest(request, isOurs),
    interim: isOurs
      ? listOf(answer['_interim']).map((one) => readResponse(one, method, isOurs))
      : [],
    response: isThere ? readResponse(answer, method, isOurs) : undefined,
    noStatus:
      status === undefined || isThere
        ? undefined
        : { status, reason: textOf(answer['statusText']) ?? '' },
    error: errorIn(rest) ?? errorIn(answer),
    frames: listOf(rest['_webSocketMessages']).map(readFrame),
    comments: [
      rest,
      request,
      answer,
      objectOf(answer['content']),
      objectOf(request['postData']),
    ].flatMap(({ comment }) => (typeof comment === 'string' && comment !== '' ? [comment] : [])),
  }
}

const odd = (why: OddEntry['why']): OddEntry => ({ type: 'odd', why })

function readRequest(request: Properties, isOurs: boolean): ReadMessage {
  const { text, params, _encoding, encoding } = objectOf(request['postData'])
  const headers = headersOf(request)
  const given = textOf(text)
  const read = listOf(params).map(readParam)
  const body =
    given !== undefined && given !== ''
      ? contentOf(given, textOf(_encoding) ?? textOf(encoding), undefined)
      : read.length > 0
        ? ({ type: 'params', params: read } as const)
        : absent(positive(request['bodySize']) || contentLength(headers), undefined)
  return {
    version: versionOf(request),
    headers,
    body,
    raw: isOurs ? rawOf(request, text, _encoding) : undefined,
  }
}

function readResponse(response: Properties, method: string, isOurs: boolean): ReadResponse {
  const { text, encoding, size, _file } = objectOf(response['content'])
  const headers = headersOf(response)
  const status = numberOf(response['status']) ?? 0
  const given = textOf(text)
  const bytes = positive(size) || positive(response['bodySize']) || contentLength(headers)
  const hasNone =
    method === 'HEAD' ||
    status < 200 ||
    status === 204 ||
    status === 304 ||
    (method === 'CONNECT' && status < 300)
  const body =
    given !== undefined && given !== ''
      ? contentOf(given, textOf(encoding), positive(size))
      : hasNone
        ? ({ type: 'none' } as const)
        : absent(bytes, textOf(_file))
  return {
    version: versionOf(response),
    headers,
    body,
    status,
    reason: textOf(response['statusText']) ?? '',
    raw: isOurs ? rawOf(response, text, encoding) : undefined,
  }
}

/** A body that is not in the file: there was none, unless the file tells of bytes. */
const absent = (bytes: number | undefined, file: string | undefined): ReadBody =>
  bytes === undefined || bytes === 0 ? { type: 'none' } : { type: 'not-recorded', bytes, file }

function contentOf(text: string, encoding: string | undefined, size: number | undefined): ReadBody {
  if (encoding === undefined || encoding === '') return { type: 'content', content: text, size }
  const packed = text.replace(/\s+/g, '')
  if (encoding.toLowerCase() !== 'base64' || !/^[\w+/-]*={0,2}$/.test(packed))
    return { type: 'encoded', encoding, text }
  return { type: 'content', content: Buffer.from(packed, 'base64'), size }
}

function rawOf(message: Properties, text: unknown, encoding: unknown): ReadMessage['raw'] {
  const raw: RawMessage = message
  if (typeof raw._head !== 'string' && typeof raw._bytes !== 'string') return undefined
  const stored = {
    text: textOf(text) ?? '',
    ...(encoding === 'base64' && { encoding: 'base64' as const }),
  }
  const bytes = rawBytes(raw, stored)
  return bytes && { bytes, length: Math.max(positive(raw._length) ?? 0, bytes.length) }
}

const versionOf = ({ httpVersion }: Properties) => textOf(httpVersion) || undefined

function headersOf({ headers }: Properties): ReadHeader[] {
  return listOf(headers).flatMap(({ name, value }) => {
    const read = textOf(name)
    return read === undefined ? [] : [{ name: read, value: textOf(value) ?? '' }]
  })
}

function contentLength(headers: readonly ReadHeader[]): number | undefined {
  const value = headerValue(headers, 'content-length')
  return value !== undefined && /^\s*\d+\s*$/.test(value) ? Number(value) : undefined
}

const readParam = ({ name, value, fileName }: Properties): ReadParam => ({
  name: textOf(name) ?? '',
  value: textOf(value),
  fileName: textOf(fileName),
})

/** Chrome, Playwright and mitmproxy write `send` and `receive`. */
const readFrame = ({ type, opcode, data }: Properties): ReadFrame => ({
  from: type === 'send' ? 'client' : type === 'receive' ? 'server' : undefined,
  opcode: numberOf(opcode),
  data: textOf(data) ?? '',
})

/** Chrome tells of its cache in `_fromCache`, Safari in `_fetchType`, of a service worker both. */
function originOf(url: string, entry: Properties, response: Properties): Origin {
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(url)?.[1]?.toLowerCase()
  if (scheme !== undefined && !/^(https?|wss?)$/.test(scheme) && !/^[^:/]+:\d+(\/|$)/.test(url))
    return { type: 'scheme', scheme }
  const said = [entry, response].flatMap(({ _fromCache, _fetchType, fromCache }) => [
    _fromCache,
    _fetchType,
    fromCache,
  ])
  for (const one of said) {
    if (one === true) return { type: 'cache', which: undefined }
    if (typeof one !== 'string' || one === '') continue
    if (/service.?worker/i.test(one)) return { type: 'service-worker' }
    const which = /memory/i.test(one) ? 'memory' : /disk/i.test(one) ? 'disk' : undefined
    if (which !== undefined || /cache/i.test(one)) return { type: 'cache', which }
  }
  return entry['_fetchedViaServiceWorker'] === true || response['_fetchedViaServiceWorker'] === true
    ? { type: 'service-worker' }
    : { type: 'network' }
}

/** Chrome writes `_error`, Playwright `_failureText`, Charles a status of its own. */
function errorIn(part: Properties): string | undefined {
  for (const [name, value] of Object.entries(part))
    if (/^_.*(error|exception|failure)/i.test(name) && typeof value === 'string' && value !== '')
      return value
  const charles = part['_charlesStatus']
  return typeof charles === 'string' && charles !== 'COMPLETE' ? charles : undefined
}

const isObject = (value: unknown): value is Properties =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const objectOf = (value: unknown): Properties => (isObject(value) ? value : {})
const listOf = (value: unknown): Properties[] =>
  Array.isArray(value) ? value.filter(isObject) : []

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined

const numberOf = (value: unknown): number | undefined => {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined
}

/** A size or a time: tools write -1 and null where they do not know. */
const positive = (value: unknown): number | undefined => {
  const number = numberOf(value)
  return number === undefined || number < 0 ? undefined : number
}
