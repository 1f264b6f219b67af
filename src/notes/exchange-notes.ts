import type { Message } from '../http/message.ts'
import type { Connection, Exchange } from '../wire/exchange.ts'
import { causesWords } from '../words/causes.ts'
import { noteWords } from '../words/notes.ts'
import { problemWords } from '../words/problems.ts'
import { bodyEndNotes, isLeftOver } from './body-end.ts'
import { textNotes } from './charset.ts'
import { nameOf } from './client.ts'
import { encodingNotes } from './content-encoding.ts'
import { mediaTypeNotes, typeAgainstBytes } from './content-type.ts'
import { cookieNotes } from './cookie-faults.ts'
import { crossOriginNotes } from './cross-origin.ts'
import { type Evidence, evidenceOf, type Surroundings } from './evidence.ts'
import { foreignHostNotes } from './foreign-host.ts'
import { foreignPageNotes } from './foreign-page.ts'
import { isDoubled } from './head-faults.ts'
import { headerNotes, headInBodyNotes } from './header-faults.ts'
import { keptNotes, rangeNotes } from './kept-promises.ts'
import { leakNotes, lineEndNotes } from './leaks.ts'
import { eventStreamNotes, handshakeNotes } from './live-streams.ts'
import { noResponseNotes, refusedNote, resetNotes } from './no-response.ts'
import { explains, faults, inOrder, type Note } from './note.ts'
import { notesOn } from './notes.ts'
import { pageNotes } from './page.ts'
import { bodyAsRequestNotes, notFoundNotes, requestNotes } from './request-faults.ts'
import { copyNotes, statusNotes } from './status-faults.ts'

const { bodies } = causesWords

/** What there is to say about an exchange; ranges count from the first byte of the message. */
export interface ExchangeNotes {
  readonly request: readonly Note[]
  readonly response: readonly Note[]
  /** About what did not come, so that there is no byte to point at; its range is empty. */
  readonly connection: readonly Note[]
}

/**
 * Every note on an exchange: those on its messages, and the causes of what went wrong as far as the wire
 * tells them. An exchange that is not over has those of this moment. Pure.
 */
export function notesOnExchange(
  exchange: Exchange,
  surroundings: Surroundings = {},
): ExchangeNotes {
  const evidence = evidenceOf(exchange, surroundings)
  const { request, response } = evidence
  return {
    request: request === undefined ? [] : onRequest(evidence, request),
    response: response === undefined ? [] : onResponse(evidence, response),
    connection: [...noResponseNotes(evidence), ...extraNotes(evidence)],
  }
}

function onRequest(evidence: Evidence, request: Message): Note[] {
  const found = [
    ...requestNotes(evidence, request),
    ...headerNotes(request, evidence),
    ...lineEndNotes(request),
    ...mediaTypeNotes(request),
    ...foreignHostNotes(evidence.exchange),
    ...foreignPageNotes(evidence),
    ...clientLeft(evidence, request),
  ]
  // A client that breaks off has left; its request is no mistake of anybody's.
  const told = new Set(['body-cut-short'])
  return [
    ...notesOn(request)
      .filter(({ about }) => !told.has(about))
      .map((note) => (note.about === 'blank-line' ? inOneRead(evidence, request, note) : note)),
    ...found,
  ].sort(inOrder)
}

/** A body that came with the headers: a server that reads once gets it here, and not from each client. */
function inOneRead({ exchange }: Evidence, request: Message, note: Note): Note {
  const { body } = request
  const hasBody = body !== undefined && body.end > body.start
  return hasBody && request.complete && exchange.readCount === 1
    ? { ...note, words: noteWords.parts.emptyLine.requestInOneRead }
    : note
}

/** A response that nobody asked for, after others; one may say that what came is no request (400), or came too late (408). */
function extraNotes({ exchange, request, status }: Evidence): Note[] {
  const { connection, surplusOf } = exchange
  const isOver = connection.ends.length > 0 && surplusOf === undefined
  const isFirst = connection.exchanges[0]?.number === exchange.number
  if (request !== undefined || status === undefined) return []
  if (status.status === 400 || status.status === 408) return []
  if (!isOver || isFirst) return []
  return [faults('extra-response', 'error', status.statusRange, bodies.extraResponse)]
}

/** A request that its client did not finish. */
function clientLeft({ exchange, client, end }: Evidence, request: Message): Note[] {
  const { framing, body, length } = request
  const isCut = request.problems.some(({ code }) => code === 'body-cut-short')
  if (!isCut || end === 'open' || exchange.early !== undefined) return []
  const at = { start: length, end: length }
  const { requests } = problemWords
  if (framing?.type !== 'content-length' || body === undefined)
    return [faults('client-left', 'note', at, { said: requests.leftInHead(nameOf(client)) })]
  const said = requests.left(nameOf(client), body.end - body.start, framing.length)
  const closing = exchange.connection.closing
  if (closing !== undefined && closing.type !== 'refused' && closing.by !== 'client') return []
  return [faults('client-left', 'note', at, { said })]
}

function onResponse(evidence: Evidence, response: Message): Note[] {
  const found = [
    ...bodyEndNotes(evidence, response),
    ...headInBodyNotes(evidence, response),
    ...statusNotes(evidence, response),
    ...copyNotes(evidence, response),
    ...cookieNotes(evidence, response),
    ...crossOriginNotes(evidence, response),
    ...handshakeNotes(evidence, response),
    ...eventStreamNotes(evidence, response),
    ...keptNotes(evidence, response),
    ...rangeNotes(evidence, response),
    ...encodingNotes(evidence, response),
    ...mediaTypeNotes(response),
    ...typeAgainstBytes(evidence, response),
    ...textNotes(evidence, response),
    ...headerNotes(response, evidence),
    ...lineEndNotes(response),
    ...leakNotes(evidence, response),
    ...notFoundNotes(evidence),
    ...bodyAsRequestNotes(evidence, response),
    ...pageNotes(evidence, response),
  ]
  const causes = withoutConsequences(found)
  const said = new Set(causes.map(({ about }) => about))
  return [
    ...plainNotes(evidence, response).filter(({ about }) => !said.has(about)),
    ...causes,
  ].sort(inOrder)
}

/** Where a body ends in the wrong place: what is odd about its content then is a consequence. */
const badEnds = new Set(['content-length-too-small', 'body-cut-short', 'last-chunk-missing'])
const consequences = new Set(['other-encoding', 'not-json', 'encoding-damaged', 'damaged-by-text'])
/** Wrong types and encodings of a body that is none of what was wanted. */
const sameFault: readonly (readonly [string, readonly string[]])[] = [
  ['not-what-was-wanted', ['query-in-name', 'other-bytes']],
  ['query-in-name', ['not-decoded']],
  ['encoding-in-name-only', ['encoding-not-asked']],
  ['header-in-body', ['no-content-type']],
  ['second-status-line', ['no-content-type', 'body-cut-short']],
  ['read-as-text', ['body-cut-short']],
  ['damaged-by-text', ['content-length-too-small']],
  ['leaked-value', ['not-json']],
]

/** One cause for one fault: what follows from another is left out. */
function withoutConsequences(notes: readonly Note[]): Note[] {
  const has = (about: string) =>
    notes.some((note) => note.about === about && note.severity !== 'note')
  const isBadEnd = [...badEnds].some(has)
  const dropped = new Set(sameFault.filter(([cause]) => has(cause)).flatMap(([, others]) => others))
  // A known file that is asked for with a query says more than the style sheet that did not come.
  if (has('query-in-name')) dropped.delete('query-in-name')
  return notes.filter(({ about }) => !dropped.has(about) && !(isBadEnd && consequences.has(about)))
}

/** The response before these bytes had said where it ends. */
function isTooLong({ exchange: { connection, number } }: Evidence): boolean {
  const before = connection.exchanges.findLast((other) => other.number < number)?.response
  return before?.framing?.type === 'content-length' || before?.framing?.type === 'none'
}

/** The notes on the message alone, without what was told better by its causes. */
function plainNotes(evidence: Evidence, response: Message): Note[] {
  const notes = notesOn(response, evidence.method)
  const isTold = (about: string) =>
    // How a body ended is told from who closed and what was announced.
    about === 'body-cut-short' ||
    (about === 'missing-blank-line' && evidence.end === 'left') ||
    // Said of the response before, with its cause.
    (about === 'bytes-after-message' && isLeftOver(evidence.exchange) && isTooLong(evidence))
  const chunk = notes.find(({ about }) => about.startsWith('bad-chunk'))
  const line = evidence.request?.startLine
  if (line?.type === 'request-line' && line.version === undefined && line.target !== '')
    return [
      ...notes.filter(({ about }) => about !== 'missing-start-line' && about !== 'bare-lf'),
      explains(
        'http-0.9',
        { start: 0, end: 0 },
        noteWords.parts.oldResponse,
        'RFC 1945, section 6',
      ),
    ]
  const doubled = response.problems.find(
    (problem) => problem.code === 'bare-cr' && isDoubled(response, problem),
  )
  if (doubled !== undefined)
    return notes.filter(
      ({ about, severity, start }) =>
        severity === 'note' || (about === 'bare-cr' && start === doubled.start),
    )
  return notes.filter(
    (note) => !isTold(note.about) && (!note.about.startsWith('bad-chunk') || note === chunk),
  )
}

/**
 * What only the end of a connection tells: that it was to be kept, or that nobody took it. Exchanges have
 * been told by then. Pure.
 */
export function notesAtClose(connection: Connection, surroundings: Surroundings = {}): Note[] {
  const last = connection.exchanges.at(-1)
  if (last === undefined)
    return connection.closing?.type === 'refused'
      ? [refusedNote(connection, surroundings.connections ?? [])]
      : []
  if (last.response === undefined) return []
  const evidence = evidenceOf(last, surroundings)
  return [
    ...keptNotes(evidence, last.response),
    ...(evidence.end === 'whole' ? resetNotes(evidence, last.response) : []),
  ]
}
