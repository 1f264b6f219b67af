import { headerValue } from '../http/headers.ts'
import type { Message } from '../http/message.ts'
import type { Surroundings } from '../notes/evidence.ts'
import { notesAtClose, notesOnExchange } from '../notes/exchange-notes.ts'
import type { Note } from '../notes/note.ts'
import { notesOn } from '../notes/notes.ts'
import { type Head, redactFrame, redactHead, redactNotes, redactWhy } from '../notes/redacted.ts'
import { whyOf } from '../notes/why.ts'
import type { Change, Connection, Exchange } from '../wire/exchange.ts'
import type { Session } from '../wire/session.ts'
import { urlOf } from '../wire/url.ts'
import type { ServerLanguage } from '../words/in-code.ts'
import { frameAsJson } from './frame-json.ts'
import type { Bodies } from './json-output.ts'

// Each property is described in docs/json.md, and its type in schema/json.schema.json.

export interface WireJsonOptions {
  /** The time of day, in milliseconds since 1970, at which the tap's clock stood at 0. */
  readonly origin: number
  /** Bytes of a body that a line holds at most. */
  readonly maxBodyBytes: number
  /** Cookies, Authorization and fields with names like password are replaced, and bytes are left out. */
  readonly redact: boolean
  /** The language of the server, where it is known. */
  readonly language?: ServerLanguage | undefined
}

/** A line, made only if it is written; told whether the reader is quick enough for bodies. */
export type LazyLine = (bodies: Bodies) => object

/**
 * A change on the wire as the lines that `--json` prints of it: one when a request has come, one when its
 * response has come or its connection has ended, one when a connection is opened and one when it is closed.
 */
export function changeAsJson(
  change: Change,
  session: Session,
  options: WireJsonOptions,
): LazyLine[] {
  const timeOf = (at: number) => new Date(options.origin + at).toISOString()
  const ended = (exchange: Exchange) => (bodies: Bodies) =>
    exchangeAsJson(exchange, session, options, bodies)
  switch (change.type) {
    case 'opened': {
      const { openedAt } = change.connection
      return [() => ({ ...connectionAsJson(change.connection, 'opened'), time: timeOf(openedAt) })]
    }
    case 'request':
      return [() => requestAsJson(change.exchange, session, options, timeOf)]
    case 'response':
      return [ended(change.exchange)]
    case 'protocol': {
      const { connection, protocol, switchedBy } = change
      return [
        () => ({
          type: 'protocol',
          connection: connection.id,
          ...(switchedBy !== undefined && { exchange: switchedBy.number }),
          protocol: protocol.name,
          label: protocol.label,
        }),
      ]
    }
    case 'frame': {
      const { connection, exchange, frame, at } = change
      return [
        (bodies) => ({
          type: 'frame',
          connection: connection.id,
          ...(exchange !== undefined && { exchange: exchange.number }),
          time: timeOf(at),
          ...frameAsJson(
            options.redact ? redactFrame(frame) : frame,
            bodies === 'dropped' ? 0 : options.maxBodyBytes,
          ),
        }),
      ]
    }
    case 'closed': {
      const { connection, closing } = change
      return [
        ...connection.exchanges.filter(({ response }) => response === undefined).map(ended),
        () => ({
          ...connectionAsJson(connection, closing.type),
          ...('by' in closing && { by: closing.by }),
          time: timeOf(connection.closedAt ?? connection.openedAt),
          ...lateNotes(connection, { ...session, language: options.language }, options),
        }),
      ]
    }
  }
}

/** What is known of a connection only when it has ended. */
function lateNotes(
  connection: Connection,
  surroundings: Surroundings,
  options: WireJsonOptions,
): { notes?: readonly Note[] } {
  const notes = shownNotes(notesAtClose(connection, surroundings), connection.exchanges, options)
  return notes.length === 0 ? {} : { notes }
}

const connectionAsJson = ({ id, client }: Connection, event: string) => ({
  type: 'connection',
  event,
  connection: id,
  client,
})

/** The line for a request that has come and waits for its response. */
function requestAsJson(
  exchange: Exchange,
  session: Session,
  options: WireJsonOptions,
  timeOf: (at: number) => string,
): object {
  const { requestAt } = exchange
  const request = shownHead(exchange.request, options)
  return {
    type: 'request',
    ...identityOf(exchange, request),
    ...(requestAt !== undefined && { start: timeOf(requestAt) }),
    why: shownWhy(exchange, session, options),
    ...(request !== undefined && { request: headAsJson(request) }),
  }
}

function shownHead(message: Head | undefined, { redact }: WireJsonOptions): Head | undefined {
  return message !== undefined && redact ? redactHead(message) : message
}

const shownWhy = (exchange: Exchange, session: Session, { redact }: WireJsonOptions) => {
  const why = whyOf(exchange, session.before(exchange))
  return redact ? redactWhy(why) : why
}

const shownNotes = (
  notes: readonly Note[],
  exchanges: readonly Exchange[],
  { redact }: WireJsonOptions,
) =>
  redact
    ? redactNotes(
        notes,
        exchanges.flatMap(({ request, interim, response }) => [request, ...interim, response]),
      )
    : notes

const identityOf = ({ number, connection }: Exchange, request: Head | undefined) => ({
  number,
  connection: connection.id,
  ...(request?.startLine?.type === 'request-line' && {
    method: request.startLine.method,
    url: urlOf(request),
  }),
})

function exchangeAsJson(
  exchange: Exchange,
  session: Session,
  options: WireJsonOptions,
  bodies: Bodies,
): object {
  const { origin, maxBodyBytes, language, redact } = options
  const { connection, request, requestAt, interim, response, finalAt, responseDoneAt } = exchange
  const notes = notesOnExchange(exchange, { ...session, language })
  const all = [...notes.request, ...notes.response, ...notes.connection]
  const said = (some: readonly Note[]) => shownNotes(some, [exchange], options)
  const limit: BodyLimit = redact
    ? { maxBytes: 0, because: 'redacted' }
    : bodies === 'dropped'
      ? { maxBytes: 0, because: 'slow-reader' }
      : { maxBytes: maxBodyBytes, because: 'option' }
  const start = earliest(requestAt, exchange.responseAt)
  const end = responseDoneAt ?? connection.closedAt
  return {
    type: 'exchange',
    ...identityOf(exchange, shownHead(request, options)),
    ...(response !== undefined && outcomeAsJson(response)),
    ...(start !== undefined && { start: new Date(origin + start).toISOString() }),
    ...(end !== undefined && { end: new Date(origin + end).toISOString() }),
    ...(requestAt !== undefined &&
      finalAt !== undefined &&
      finalAt >= requestAt && { firstByteMs: rounded(finalAt - requestAt) }),
    ...(start !== undefined && end !== undefined && { totalMs: rounded(end - start) }),
    errors: all.filter(({ severity }) => severity === 'error').length,
    warnings: all.filter(({ severity }) => severity === 'warning').length,
    ...(request !== undefined && {
      why: shownWhy(exchange, session, options),
      request: messageAsJson(request, said(notes.request), limit),
    }),
    ...(interim.length > 0 && {
      interim: interim.map((message) => messageAsJson(message, said(notesOn(message)), limit)),
    }),
    ...(response !== undefined && {
      response: messageAsJson(response, said(notes.response), limit),
    }),
    ...(notes.connection.length > 0 && { notes: said(notes.connection) }),
  }
}

/** A server may send a response before it is asked. */
const earliest = (...times: readonly (number | undefined)[]): number | undefined => {
  const known = times.filter((time) => time !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}

/** What a script asks first about a response. */
function outcomeAsJson({ startLine, fields, length, blankLine }: Message): object {
  const contentType = headerValue(fields, 'content-type')
  return {
    ...(startLine?.type === 'status-line' && { status: startLine.status }),
    ...(contentType !== undefined && { contentType }),
    ...(blankLine !== undefined && { size: length - blankLine.end }),
  }
}

/** How much of a body is written, and why no more. With `redacted`, the bytes of the head are left out too. */
export interface BodyLimit {
  readonly maxBytes: number
  readonly because: 'option' | 'slow-reader' | 'redacted'
}

const noLimit: BodyLimit = { maxBytes: Number.POSITIVE_INFINITY, because: 'option' }

/** A message with its bytes in base64, its tokens and its notes; offsets count from its first byte. */
export function messageAsJson(
  message: Message,
  notes: readonly Note[] = notesOn(message),
  { maxBytes, because }: BodyLimit = noLimit,
): object {
  const { length, bytes, tokens, blankLine } = message
  const end =
    because === 'redacted' ? 0 : Math.min(bytes.length, (blankLine?.end ?? bytes.length) + maxBytes)
  return {
    ...headAsJson(because === 'redacted' ? redactHead(message) : message),
    ...(length > end && {
      left: { bytes: length - end, because: end < bytes.length ? because : 'memory' },
    }),
    bytes: Buffer.from(bytes.subarray(0, end)).toString('base64'),
    tokens: tokens
      .filter(({ start }) => start < end)
      .map((token) => ({ kind: token.kind, start: token.start, end: Math.min(token.end, end) })),
    notes,
  }
}

/** A message without its bytes. */
function headAsJson({ startLine, fields, trailers, length, complete }: Head): object {
  return {
    ...(startLine?.type === 'request-line' && {
      method: startLine.method,
      target: startLine.target,
      ...(startLine.version !== undefined && { version: startLine.version }),
    }),
    ...(startLine?.type === 'status-line' && {
      version: startLine.version,
      status: startLine.status,
      reason: startLine.reason,
    }),
    headers: headersAsJson(fields),
    ...(trailers.length > 0 && { trailers: headersAsJson(trailers) }),
    length,
    complete,
  }
}

/**
 * Header values by name, in lower case. Values of one name are joined by a comma (RFC 9110, section 5.3);
 * Set-Cookie, where that can't be done, is always a list.
 */
export function headersAsJson(
  fields: readonly { readonly name: string; readonly value: string }[],
): object {
  const headers = new Map<string, string | string[]>()
  for (const field of fields) {
    const name = field.name.toLowerCase()
    const before = headers.get(name)
    if (name === 'set-cookie') headers.set(name, [...(before ?? []), field.value])
    else headers.set(name, before === undefined ? field.value : `${before}, ${field.value}`)
  }
  return Object.fromEntries(headers)
}

/** Milliseconds with at most two digits behind the point. */
const rounded = (milliseconds: number) => Math.round(milliseconds * 100) / 100
