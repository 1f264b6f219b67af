import type { Role } from '../http/message.ts'
import { fieldNote, statusNote } from '../notes/data.ts'
import { readRaw } from '../wire/har/raw-message.ts'
import type {
  Origin,
  ReadBody,
  ReadEntry,
  ReadMessage,
  ReadResponse,
} from '../wire/har/read-entry.ts'
import type { RecordedItem } from '../wire/recorded.ts'
import { frameAsJson } from './frame-json.ts'
import { headersAsJson, messageAsJson } from './wire-json.ts'

/** What was recorded, as lines: one for an entry of a HAR file, and one for each message. */
export function itemAsJson(item: RecordedItem, role: Role | undefined): object[] {
  switch (item.type) {
    case 'entry': {
      const { entry, number } = item
      const responses = [
        ...entry.interim,
        ...(entry.response === undefined ? [] : [entry.response]),
      ]
      return [
        entryAsJson(entry, number),
        ...(role === 'response'
          ? []
          : [readAsJson(entry.request, 'request', number, entry.method)]),
        ...(role === 'request'
          ? []
          : responses.map((one) => readAsJson(one, 'response', number, entry.method))),
      ]
    }
    case 'odd':
      return [{ type: 'entry', entry: item.number, odd: item.why }]
    case 'message':
      return [
        {
          type: 'message',
          role: item.message.role,
          recorded: 'bytes',
          at: item.at,
          ...(item.remark !== undefined && { readAs: item.remark }),
          ...messageAsJson(item.message),
        },
      ]
    case 'curl':
      return [{ type: 'message', at: item.at, ...partsAsJson(item.message, 'response') }]
    case 'http09':
      return [
        {
          type: 'message',
          role: 'response',
          recorded: 'parts',
          at: item.at,
          version: 'HTTP/0.9',
          headers: {},
          body: { type: 'content', base64: Buffer.from(item.bytes).toString('base64') },
          notes: [],
        },
      ]
    case 'protocol': {
      const { at, protocol, frames, cut } = item
      return [
        {
          type: 'frames',
          at,
          protocol: protocol.name,
          label: protocol.label,
          frames: frames.map((frame) => frameAsJson(frame, Number.POSITIVE_INFINITY)),
          ...(cut > 0 && { cut }),
        },
      ]
    }
    case 'left':
      return [{ type: 'left', bytes: item.bytes }]
  }
}

/** A line for each entry or message, without headers and bodies. */
export function entryLinesAsJson(item: RecordedItem): object[] {
  if (item.type === 'entry') return [entryAsJson(item.entry, item.number)]
  return itemAsJson(item, undefined)
}

function readAsJson(message: ReadMessage, role: Role, number: number, method: string): object {
  const entry = { type: 'message', entry: number }
  const { read, lost } =
    message.raw === undefined ? { read: undefined, lost: 0 } : readRaw(message.raw, role, method)
  if (read === undefined) return { ...entry, ...partsAsJson(message, role) }
  return {
    ...entry,
    role,
    recorded: 'bytes',
    ...(lost > 0 && { lost }),
    ...messageAsJson(read),
  }
}

/** An entry of a HAR file as a line: what a script asks first. Its messages have lines of their own. */
const entryAsJson = (entry: ReadEntry, number: number): object => ({
  type: 'entry',
  entry: number,
  method: entry.method,
  url: entry.url,
  ...(entry.response !== undefined && { status: entry.response.status }),
  ...(entry.startedAt !== undefined && { start: entry.startedAt }),
  ...(entry.waitMs !== undefined && { firstByteMs: entry.waitMs }),
  ...(entry.totalMs !== undefined && { totalMs: entry.totalMs }),
  sent: entry.origin.type === 'network' || entry.origin.type === 'service-worker',
  from: originName(entry.origin),
  ...(entry.error !== undefined && { error: entry.error }),
  ...(entry.comments.length > 0 && { comment: entry.comments.join('\n') }),
  ...(entry.frames.length > 0 && { frames: entry.frames }),
})

const originName = (origin: Origin): string =>
  origin.type === 'cache'
    ? origin.which === undefined
      ? 'cache'
      : `${origin.which}-cache`
    : origin.type === 'scheme'
      ? origin.scheme
      : origin.type

/** A message that is known by its parts: nothing is said of bytes that the file does not hold. */
const partsAsJson = (message: ReadMessage | ReadResponse, role: 'request' | 'response') => ({
  role,
  recorded: 'parts',
  ...(message.version !== undefined && { version: message.version }),
  ...('status' in message && { status: message.status, reason: message.reason }),
  headers: headersAsJson(message.headers),
  body: bodyAsJson(message.body),
  notes: [
    ...('status' in message ? notesOnStatus(message.status) : []),
    ...message.headers.flatMap(({ name, value }) => {
      const known = fieldNote(name, value, role)
      return known === undefined ? [] : [noteAbout(name.toLowerCase(), known)]
    }),
  ],
})

function bodyAsJson(body: ReadBody): object {
  if (body.type !== 'content') return body
  const { content, size } = body
  return {
    type: body.type,
    ...(size !== undefined && { size }),
    ...(typeof content === 'string'
      ? { text: content }
      : { base64: Buffer.from(content).toString('base64') }),
  }
}

function notesOnStatus(status: number): object[] {
  const known = statusNote(status)
  return known === undefined ? [] : [noteAbout('status', known)]
}

interface Known {
  readonly beginner: string
  readonly curious: string
  readonly spec: string
}

const noteAbout = (about: string, { beginner, curious, spec }: Known) => ({
  about,
  severity: 'note',
  words: beginner,
  more: curious,
  source: spec,
})
