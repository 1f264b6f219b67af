import type { Message, Role } from '../../http/message.ts'
import { createReader } from '../../http/reader.ts'
import { explains, type Note } from '../../notes/note.ts'
import type { Connection, Exchange } from '../../wire/exchange.ts'
import { readRaw } from '../../wire/har/raw-message.ts'
import type { ReadBody, ReadEntry, ReadFrame, ReadMessage } from '../../wire/har/read-entry.ts'
import type { Frame, OtherProtocol } from '../../wire/protocols/other-protocol.ts'
import type { RecordedItem } from '../../wire/recorded.ts'
import { explainWords } from '../../words/explain.ts'
import { pageWords } from '../../words/page.ts'
import type { ExchangeDetail, ExchangeLine, FrameDetail, MessageDetail } from '../protocol.ts'
import { type Around, exchangeDetail, exchangeLine, type LandedFrame } from './exchange.ts'
import { shownText } from './shown.ts'

/** An exchange of a recording, and what the recording tells beside it. */
export interface RecordedExchange {
  readonly exchange: Exchange
  readonly frames: readonly LandedFrame[]
  /** The bytes are those that passed. Otherwise the parts are known, and are written as HTTP/1.1 sends them. */
  readonly holdsBytes: boolean
  /** Bodies that are known, and not as they passed. */
  readonly bodies: {
    readonly request: ReadBody | undefined
    readonly response: ReadBody | undefined
  }
  readonly remarks: readonly string[]
  /** Where it went to; a file of a browser has exchanges with many. */
  readonly server: string | undefined
  /** Messages of a WebSocket, as a HAR file has them. */
  readonly said: readonly ReadFrame[]
}

const noBodies = { request: undefined, response: undefined }

/** What stands in a recording as exchanges: entries, or messages each with the one that it belongs to. Pure. */
export function recordedExchanges(items: readonly RecordedItem[]): RecordedExchange[] {
  const found: RecordedExchange[] = []
  const began = items.flatMap((item) =>
    item.type === 'entry' ? [Date.parse(item.entry.startedAt ?? '')] : [],
  )
  const origin = Math.min(...began.filter((time) => !Number.isNaN(time)))
  for (const item of items) {
    const number = found.length + 1
    switch (item.type) {
      case 'entry':
        found.push(entryExchange(item.entry, item.number, origin))
        break
      case 'message':
        addMessage(found, item.message)
        break
      case 'curl': {
        const response = messageOfParts(item.message, 'response', 'GET')
        found.push({
          ...bare(exchangeOf(number, { response: response.message })),
          holdsBytes: false,
          bodies: { request: undefined, response: response.body },
          remarks: [explainWords.recording.curlVersion(item.version)],
        })
        break
      }
      case 'http09': {
        const reader = createReader('response')
        reader.push(item.bytes)
        reader.end()
        const last = found.at(-1)
        const response = reader.messages[0]
        if (last !== undefined)
          found[found.length - 1] = {
            ...last,
            exchange: exchangeOf(last.exchange.number, {
              request: last.exchange.request,
              response,
            }),
            holdsBytes: false,
            remarks: [explainWords.recording.http09],
          }
        break
      }
      case 'protocol': {
        const last = found.at(-1)
        if (last !== undefined) found[found.length - 1] = { ...last, frames: landedOf(item.frames) }
        break
      }
      case 'odd':
      case 'left':
        break
    }
  }
  return found
}

/** A connection that speaks no HTTP/1, and what landed on it. */
export interface RecordedConnection {
  readonly connection: Connection
  readonly protocol: OtherProtocol
  readonly frames: readonly LandedFrame[]
}

/** What stands in a recording that begins with another protocol. Pure. */
export function recordedConnections(items: readonly RecordedItem[]): RecordedConnection[] {
  const first = items.find(({ type }) => type !== 'odd' && type !== 'left')
  if (first?.type !== 'protocol') return []
  const { protocol, frames } = first
  return [{ connection: connectionOf(1, [], protocol), protocol, frames: landedOf(frames) }]
}

const landedOf = (frames: readonly Frame[]) => frames.map((frame) => ({ at: 0, frame }))

/** An exchange of which the recording tells nothing else. */
export const bare = (exchange: Exchange): RecordedExchange => ({
  exchange,
  frames: [],
  holdsBytes: true,
  bodies: noBodies,
  remarks: [],
  server: undefined,
  said: [],
})

/** A request begins an exchange; a response goes to the first one that has none yet. */
function addMessage(found: RecordedExchange[], message: Message): void {
  if (message.role === 'request') {
    found.push(bare(exchangeOf(found.length + 1, { request: message })))
    return
  }
  const at = found.findIndex(({ exchange }) => exchange.response === undefined)
  const waiting = found[at]
  if (waiting === undefined) {
    found.push(bare(exchangeOf(found.length + 1, { response: message })))
    return
  }
  const { number, request, interim } = waiting.exchange
  const { startLine } = message
  const isInterim =
    startLine?.type === 'status-line' && startLine.status < 200 && startLine.status !== 101
  found[at] = bare(
    isInterim
      ? exchangeOf(number, { request, interim: [...interim, message] })
      : exchangeOf(number, { request, interim, response: message }),
  )
}

/** An exchange on a connection of which nothing is known. */
function exchangeOf(
  number: number,
  parts: Partial<Pick<Exchange, 'request' | 'interim' | 'response'>>,
  times: Partial<Exchange> = {},
): Exchange {
  const exchanges: Exchange[] = []
  const connection = connectionOf(number, exchanges)
  const exchange: Exchange = {
    number,
    connection,
    request: undefined,
    requestAt: undefined,
    requestDoneAt: undefined,
    reads: [],
    readCount: 0,
    responseReads: [],
    surplusOf: undefined,
    retryOf: undefined,
    interim: [],
    response: undefined,
    responseAt: undefined,
    finalAt: undefined,
    responseDoneAt: undefined,
    early: undefined,
    ...parts,
    ...times,
  }
  exchanges.push(exchange)
  return exchange
}

const connectionOf = (
  id: number,
  exchanges: readonly Exchange[],
  protocol?: OtherProtocol,
): Connection => ({
  id,
  client: '',
  names: undefined,
  openedAt: 0,
  firstByteAt: undefined,
  exchanges,
  reads: [],
  closing: undefined,
  closedAt: undefined,
  ends: [],
  protocol,
})

function entryExchange(entry: ReadEntry, number: number, origin: number): RecordedExchange {
  const { method, request, interim, response, startedAt, waitMs, totalMs } = entry
  const began = Date.parse(startedAt ?? '') - origin
  const isSent = entry.origin.type === 'network' || entry.origin.type === 'service-worker'
  // What was never sent has no place in time, and of what got no response nobody knows how long it waited.
  const requestAt = Number.isNaN(began) || !isSent || response === undefined ? undefined : began
  const after = (ms: number | undefined) =>
    requestAt === undefined || ms === undefined ? undefined : requestAt + ms
  const asked = messageOf(request, 'request', entry)
  const answered = response && messageOf(response, 'response', entry)
  const exchange = exchangeOf(
    number,
    {
      request: asked.message,
      interim: interim.flatMap((one) => messageOf(one, 'response', entry).message ?? []),
      response: answered?.message,
    },
    {
      requestAt,
      // How long sending took is not read: the wait is counted from its end.
      requestDoneAt: requestAt,
      responseAt: response && after(waitMs),
      finalAt: response && after(waitMs),
      responseDoneAt: response && after(totalMs),
    },
  )
  return {
    exchange,
    frames: [],
    holdsBytes: asked.holdsBytes && (answered?.holdsBytes ?? true),
    bodies: { request: asked.body, response: answered?.body },
    remarks: [
      ...(entry.origin.type === 'network' ? [] : [originWords(entry)]),
      ...(entry.error === undefined ? [] : [explainWords.noResponse.error(shownText(entry.error))]),
      ...entry.comments.map((text) => explainWords.comment(shownText(text))),
    ],
    said: entry.frames,
    server: originOf(entry.url),
    ...(method === '' && { holdsBytes: false }),
  }
}

function originWords({ origin }: ReadEntry): string {
  const words = explainWords.origin
  switch (origin.type) {
    case 'cache':
      return words.cache(origin.which)
    case 'scheme':
      return words.scheme(shownText(origin.scheme))
    default:
      return words['service-worker']
  }
}

interface Written {
  readonly message: Message | undefined
  readonly holdsBytes: boolean
  readonly body: ReadBody | undefined
}

function messageOf(message: ReadMessage, role: Role, { method, url }: ReadEntry): Written {
  if (message.raw === undefined) return messageOfParts(message, role, method, url)
  return { message: readRaw(message.raw, role, method).read, holdsBytes: true, body: undefined }
}

/** A head as HTTP/1.1 would send it, of a message whose bytes are not known. */
function messageOfParts(
  message: ReadMessage & { readonly status?: number; readonly reason?: string },
  role: Role,
  method: string,
  url = '/',
): Written {
  const line =
    role === 'request'
      ? `${method} ${targetOf(url)} HTTP/1.1`
      : `HTTP/1.1 ${message.status ?? 0} ${message.reason ?? ''}`
  const lines = message.headers
    .filter(({ name }) => !name.startsWith(':'))
    .map(({ name, value }) => `${oneLine(name)}: ${oneLine(value)}`)
  // With no body to come, so that nothing is missing.
  const reader = createReader(role, { methodOf: () => 'HEAD' })
  reader.push(Buffer.from(`${[oneLine(line), ...lines].join('\r\n')}\r\n\r\n`))
  return { message: reader.messages[0], holdsBytes: false, body: message.body }
}

const oneLine = (text: string) => text.replace(/[\r\n]+/g, ' ')

/** Of a data: address, which may hold a whole picture, its beginning is shown. */
const longestTarget = 200

function targetOf(url: string): string {
  try {
    const { protocol, pathname, search } = new URL(url)
    if (!/^(https?|wss?):$/.test(protocol)) return url.slice(0, longestTarget)
    return `${pathname}${search}`.replaceAll(' ', '%20')
  } catch {
    return url
  }
}

function originOf(url: string): string | undefined {
  try {
    return new URL(url).origin
  } catch {
    return undefined
  }
}

/** The line of a recorded exchange. Of parts nothing is said to be wrong: the bytes are not known. */
export function recordedLine(recorded: RecordedExchange, around: Around): ExchangeLine {
  const line = exchangeLine(recorded.exchange, around)
  const frames = line.frames + recorded.said.length
  const severity = recorded.holdsBytes ? line.severity : 'note'
  return { ...line, frames, severity, server: recorded.server }
}

/** All of a recorded exchange. */
export function recordedDetail(recorded: RecordedExchange, around: Around): ExchangeDetail {
  const { exchange, holdsBytes, bodies, remarks, said: messages } = recorded
  const detail = withFrames(
    exchangeDetail(exchange, around, { host: 'localhost', port: 0 }),
    messages,
  )
  const said = remarks.map((words) => remark(words))
  if (holdsBytes) return { ...detail, copies: [], notes: [...detail.notes, ...said] }
  return {
    ...detail,
    copies: [],
    parts: detail.parts.map((part) => partOnly(part, bodies)),
    notes: [remark(pageWords.fromParts), ...said],
  }
}

const withFrames = (detail: ExchangeDetail, said: readonly ReadFrame[]): ExchangeDetail => ({
  ...detail,
  frames: [...detail.frames, ...said.slice(0, maxFrames).map(frameOf)],
})

/** Messages of one WebSocket that are shown. */
const maxFrames = 1000

function frameOf({ from, opcode, data }: ReadFrame): FrameDetail {
  const { kinds, kind } = explainWords.frames
  const name = opcode === undefined ? '' : (kinds[opcode] ?? kind(opcode))
  const text = shownText(data.slice(0, longestFrame))
  return { at: 0, from: from ?? 'server', name, text, problems: [] }
}

/** Characters of a message that are shown. */
const longestFrame = 4000

const remark = (words: string): Note => explains('recording', { start: 0, end: 0 }, words)

const partOnly = (part: MessageDetail, bodies: RecordedExchange['bodies']): MessageDetail => ({
  ...part,
  isComplete: true,
  notes: part.notes.filter(({ severity }) => severity === 'note'),
  forms: [],
  body: bodyOf(part.part === 'request' ? bodies.request : bodies.response),
})

/** Characters of a body that are shown. */
const longestBody = 200_000

function bodyOf(body: ReadBody | undefined): MessageDetail['body'] {
  const words = explainWords.body
  switch (body?.type) {
    case 'content': {
      const { content } = body
      const bytes = Buffer.from(content)
      const text = typeof content === 'string' ? content : utf8Of(bytes)
      return text === undefined
        ? { type: 'packed', why: words.binary(bytes.length) }
        : { type: 'text', name: words.content(bytes.length), text: text.slice(0, longestBody) }
    }
    case 'not-recorded':
      return { type: 'packed', why: words.notRecorded(body.bytes) }
    case 'params':
      return {
        type: 'text',
        name: words.params(body.params.length),
        text: body.params.map(({ name, value }) => `${name} = ${value ?? ''}`).join('\n'),
      }
    case 'encoded':
      return { type: 'text', name: words.encoded(body.encoding), text: body.text }
    default:
      return undefined
  }
}

function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
