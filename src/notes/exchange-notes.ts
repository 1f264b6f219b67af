import type { Message } from '../http/message.ts'
import type { Exchange } from '../wire/exchange.ts'
import { problemWords } from '../words/problems.ts'
import { bodyEndNotes } from './body-end.ts'
import { textNotes } from './charset.ts'
import { nameOf } from './client.ts'
import { encodingNotes, mediaTypeNotes, typeAgainstBytes } from './content.ts'
import { type Evidence, evidenceOf, type Surroundings } from './evidence.ts'
import { foreignHostNotes } from './foreign-host.ts'
import { headerNotes, headInBodyNotes, statusNotes } from './head-faults.ts'
import { keptNotes, rangeNotes } from './kept-promises.ts'
import { leakNotes, lineEndNotes } from './leaks.ts'
import { noResponseNotes } from './no-response.ts'
import { faults, inOrder, type Note } from './note.ts'
import { notesOn } from './notes.ts'
import { pageNotes } from './page.ts'
import { bodyAsRequestNotes, notFoundNotes, requestNotes } from './request-faults.ts'

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
export function notesOnExchange(exchange: Exchange, around: Surroundings = {}): ExchangeNotes {
  const evidence = evidenceOf(exchange, around)
  const { request, response } = evidence
  return {
    request: request === undefined ? [] : onRequest(evidence, request),
    response: response === undefined ? [] : onResponse(evidence, response),
    connection: noResponseNotes(evidence),
  }
}

function onRequest(evidence: Evidence, request: Message): Note[] {
  const found = [
    ...requestNotes(evidence, request),
    ...headerNotes(request, evidence),
    ...lineEndNotes(request),
    ...mediaTypeNotes(request),
    ...foreignHostNotes(evidence.exchange),
    ...clientLeft(evidence, request),
  ]
  // A client that breaks off has left; its request is no mistake of anybody's.
  const told = new Set(['body-cut-short'])
  return [...notesOn(request).filter(({ about }) => !told.has(about)), ...found].sort(inOrder)
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
  const said = new Set(found.map(({ about }) => about))
  return [...plainNotes(evidence, response).filter(({ about }) => !said.has(about)), ...found].sort(
    inOrder,
  )
}

/** The notes on the message alone, without what was told better by its causes. */
function plainNotes(evidence: Evidence, response: Message): Note[] {
  const notes = notesOn(response, evidence.method)
  const isTold = (about: string) =>
    // How a body ended is told from who closed and what was announced.
    about === 'body-cut-short' || (about === 'missing-blank-line' && evidence.end === 'left')
  const chunk = notes.find(({ about }) => about.startsWith('bad-chunk'))
  return notes.filter(
    (note) => !isTold(note.about) && (!note.about.startsWith('bad-chunk') || note === chunk),
  )
}
