import { headerNamed, headerValue } from '../http/headers.ts'
import type { Message } from '../http/message.ts'
import type { Connection, Exchange } from '../wire/exchange.ts'
import { causesWords } from '../words/causes.ts'
import { isStream } from './body-end.ts'
import { isBrowser, nameOf } from './client.ts'
import { type Evidence, gaveUpAt } from './evidence.ts'
import { faults, type Note, nowhere, type Said } from './note.ts'
import { lineOf } from './why.ts'

const { silences, bodies } = causesWords

/** Notes on a request that got no response, or whose connection was reset. */
export function noResponseNotes(evidence: Evidence): Note[] {
  const { request, response, end, exchange, client } = evidence
  if (request === undefined) return []
  if (response !== undefined)
    return gaveUpAt(exchange) === undefined ? resetNotes(evidence, response) : leftNotes(evidence)
  const error = (about: string, said: Said) => [faults(about, 'error', nowhere, said)]
  switch (end) {
    case 'open':
      return request.complete ? awaitedNotes(evidence) : unfinishedNotes(evidence, request)
    case 'left':
      return leftNotes(evidence)
    case 'refused':
      return refusedNotes(evidence)
    case 'closed-by-server': {
      const interim = exchange.interim.at(-1)?.startLine
      if (interim?.type === 'status-line')
        return error('empty-response', silences.onlyInterim(interim.status))
      const body = bodyOf(request)
      if (!request.complete && body !== undefined)
        return error('empty-response', silences.emptyMidRequest(body.received, body.announced))
      const shown = after(emptyOutcome(evidence))
      const before = responseBefore(evidence)
      if (before === undefined) return error('empty-response', silences.empty(shown))
      // A client that sends more before it has read that the connection ends asks again.
      return isLast(before)
        ? [faults('after-last', 'note', nowhere, silences.afterLast, 'RFC 9112, section 9.6')]
        : error('empty-response', silences.emptyKept(shown))
    }
    case 'reset-by-server': {
      const shown =
        client.type === 'chromium' || client.type === 'firefox'
          ? silences.afterReset[client.type]
          : nameOf(client) === 'curl'
            ? silences.afterReset.curl
            : ''
      return [
        faults(
          'reset-by-server',
          'error',
          nowhere,
          silences.reset(after(shown)),
          'RFC 9112, section 9.6',
        ),
      ]
    }
    default:
      return []
  }
}

const after = (sentence: string) => (sentence === '' ? '' : ` ${sentence}`)

/** The whole response before this request on its connection. */
function responseBefore({ exchange: { connection, number } }: Evidence): Message | undefined {
  const before = connection.exchanges.findLast((other) => other.number < number)?.response
  return before?.complete === true ? before : undefined
}

/** The connection ends with this response, as it says (RFC 9112, section 9.3). */
function isLast({ startLine, fields, framing }: Message): boolean {
  const options = headerValue(fields, 'Connection') ?? ''
  if (framing?.type === 'until-close' || /\bclose\b/i.test(options)) return true
  const version = startLine?.type === 'status-line' ? startLine.version : ''
  return version !== 'HTTP/1.1' && !/\bkeep-alive\b/i.test(options)
}

/** What this very client makes of an empty response; on a connection that was used before it asks again. */
function emptyOutcome({ client, exchange }: Evidence): string {
  const isFirst = exchange.connection.exchanges[0]?.number === exchange.number
  if (isBrowser(client) && !isFirst) return silences.kept
  if (client.type === 'chromium' || client.type === 'firefox')
    return silences.afterEmpty[client.type]
  return nameOf(client) === 'curl' && isFirst ? silences.afterEmpty.curl : ''
}

/** A reset throws away what the client had not read yet, though it was sent. */
export function resetNotes({ exchange, end, status }: Evidence, response: Message): Note[] {
  const { closing, exchanges, closedAt } = exchange.connection
  const isLast = exchanges.at(-1)?.response === response
  if (!isLast || closing?.type !== 'reset' || closing.by !== 'server') return []
  const { responseDoneAt } = exchange
  // A response that was whole long before is not in danger.
  if (
    end === 'whole' &&
    closedAt !== undefined &&
    responseDoneAt !== undefined &&
    closedAt - responseDoneAt > 1000
  )
    return []
  const told = response.framing?.type === 'content-length' || response.framing?.type === 'chunked'
  if (end !== 'whole' && told && status !== undefined) return []
  return [faults('reset-by-server', 'error', nowhere, bodies.resetWhole, 'RFC 9112, section 9.6')]
}

function awaitedNotes(evidence: Evidence): Note[] {
  if (isStream(evidence)) return []
  const { said, todo } = hang(evidence)
  // A script may hold a request open for as long as it likes: long polling.
  const mayTakeLong =
    evidence.request !== undefined &&
    headerValue(evidence.request.fields, 'Sec-Fetch-Dest') === 'empty'
  if (mayTakeLong) return [faults('response-awaited', 'note', nowhere, { said: silences.awaited })]
  return [
    faults('response-awaited', 'warning', nowhere, {
      said: `${silences.awaited}${after(said)}`,
      todo,
    }),
  ]
}

/** The client left before a response came; if it had waited, why there was none. */
function leftNotes(evidence: Evidence): Note[] {
  const { exchange, request, client } = evidence
  const closedAt = gaveUpAt(exchange) ?? exchange.connection.closedAt
  const { requestAt } = exchange
  if (request === undefined || closedAt === undefined || requestAt === undefined) return []
  const waitedMs = closedAt - requestAt
  const time = waitedMs < 1000 ? `${Math.round(waitedMs)} ms` : `${(waitedMs / 1000).toFixed(1)} s`
  if (!request.complete) {
    const [unfinished] = expects(request) ? unfinishedNotes(evidence, request) : []
    return unfinished === undefined
      ? [faults('client-left', 'note', nowhere, silences.left(nameOf(client), time))]
      : [unfinished]
  }
  if (
    waitedMs < hangFromMs ||
    isStream(evidence) ||
    headerValue(request.fields, 'Sec-Fetch-Dest') === 'empty'
  )
    return [faults('client-left', 'note', nowhere, silences.left(nameOf(client), time))]
  const { said, todo } = hang(evidence)
  return [
    faults('client-left', 'warning', nowhere, {
      said: `${silences.leftHanging(nameOf(client), time)}${after(said)}`,
      todo,
    }),
  ]
}

/** The time that a client waits at least before its leaving tells of a hang. */
const hangFromMs = 1000

/** Why no response comes, as far as the other connections tell. */
function hang(evidence: Evidence): { said: string; todo: string } {
  const { language } = evidence
  const other = servedMeanwhile(evidence)
  if (other !== undefined)
    return { said: silences.othersServed(other.connection.id), todo: silences.othersServedTodo }
  const busy = language === 'node' ? waitingBefore(evidence) : undefined
  if (busy?.request !== undefined) {
    const { method, target } = lineOf(busy.request)
    const asked = `${method} ${target.slice(0, 80)}`
    return { said: silences.busy(asked, busy.connection.id), todo: silences.busyTodo }
  }
  const held = language === 'node' ? undefined : holder(evidence)
  if (held !== undefined)
    return {
      said: silences.held(held.connection.id, held.what),
      todo: silences.heldTodo(language),
    }
  return { said: '', todo: silences.awaitedTodo(language) }
}

/** Until when the client waited for a response. */
const endOfWait = (exchange: Exchange): number =>
  gaveUpAt(exchange) ?? exchange.connection.closedAt ?? Number.POSITIVE_INFINITY

/** Another exchange whose response began after this request had come. */
function servedMeanwhile({ exchange, others }: Evidence): Exchange | undefined {
  const { requestAt, connection } = exchange
  if (requestAt === undefined) return undefined
  const until = endOfWait(exchange)
  return others.find(
    (other) =>
      other.connection.id !== connection.id &&
      other.request !== undefined &&
      other.responseAt !== undefined &&
      other.responseAt > requestAt &&
      other.responseAt < until,
  )
}

/** Another request that came before this one, and had no response while this one waited. */
function waitingBefore({ exchange, others }: Evidence): Exchange | undefined {
  const { requestAt, connection } = exchange
  if (requestAt === undefined) return undefined
  const until = endOfWait(exchange)
  return others.find(
    (other) =>
      other.connection.id !== connection.id &&
      other.requestDoneAt !== undefined &&
      other.requestDoneAt < requestAt &&
      (other.connection.closedAt ?? until) >= requestAt &&
      (other.responseAt === undefined || other.responseAt >= until),
  )
}

type Held = { readonly connection: Connection; readonly what: 'silent' | 'unfinished' | 'kept' }

/** A connection that was there before this one, and that a server may still be busy with. */
function holder({ exchange, connections }: Evidence): Held | undefined {
  const { connection, requestAt } = exchange
  if (requestAt === undefined) return undefined
  const isOpenThen = ({ closedAt }: Connection) => closedAt === undefined || closedAt > requestAt
  const before = connections.filter(
    (other) =>
      other.id !== connection.id && other.openedAt <= connection.openedAt && isOpenThen(other),
  )
  const silent = before.find(({ exchanges }) =>
    exchanges.every(({ request }) => request === undefined),
  )
  if (silent !== undefined) return { connection: silent, what: 'silent' }
  const unfinished = before.find(({ exchanges }) => exchanges.at(-1)?.request?.complete === false)
  if (unfinished !== undefined) return { connection: unfinished, what: 'unfinished' }
  const kept = before.find(({ exchanges }) => exchanges.at(-1)?.response?.complete === true)
  return kept === undefined ? undefined : { connection: kept, what: 'kept' }
}

function refusedNotes({ exchange, connections }: Evidence): Note[] {
  return [refusedNote(exchange.connection, connections)]
}

/** Why a connection was turned away: what the server did last, before it was gone. */
export function refusedNote(connection: Connection, connections: readonly Connection[]): Note {
  const last = connections.findLast(
    ({ id, closing }) => id < connection.id && closing !== undefined && closing.type !== 'refused',
  )
  const refused = (severity: 'warning' | 'error', said: Said) =>
    faults('refused', severity, nowhere, said)
  if (last === undefined) return refused('warning', silences.refused)
  const exchange = last.exchanges.at(-1)
  if (exchange === undefined)
    return last.reads.length === 0
      ? refused('error', silences.refusedAfterSilent(last.id))
      : refused('warning', silences.refused)
  const isCut =
    exchange.response?.complete !== true &&
    last.closing !== undefined &&
    'by' in last.closing &&
    last.closing.by === 'server'
  if (exchange.request === undefined || !isCut) return refused('warning', silences.refused)
  const { method, target } = lineOf(exchange.request)
  return refused('error', silences.refusedAfter(`${method} ${target.slice(0, 80)}`, last.id))
}

const expects = (request: Message) =>
  /^100-continue$/i.test(headerValue(request.fields, 'Expect') ?? '')

/** What a request lacks that has not come to its end. */
function unfinishedNotes({ client, exchange }: Evidence, request: Message): Note[] {
  const { blankLine, framing, length } = request
  const at = { start: length, end: length }
  const warn = (said: Said, where = at) => [faults('request-unfinished', 'warning', where, said)]
  if (blankLine === undefined) return warn({ said: silences.requestUnfinished.noEmptyLine })
  const body = bodyOf(request)
  const expect = headerNamed(request.fields, 'Expect')
  if (
    expect !== undefined &&
    expects(request) &&
    body?.received === 0 &&
    exchange.interim.length === 0
  )
    return warn(silences.expectAwaited(nameOf(client)), expect.valueRange)
  if (body !== undefined)
    return warn({ said: silences.requestUnfinished.body(body.received, body.announced) })
  return framing?.type === 'chunked' ? warn({ said: silences.requestUnfinished.chunks }) : []
}

function bodyOf({ framing, body }: Message): { received: number; announced: number } | undefined {
  if (framing?.type !== 'content-length') return undefined
  return { received: body === undefined ? 0 : body.end - body.start, announced: framing.length }
}
