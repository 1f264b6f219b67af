import type { Message } from '../../http/message.ts'
import { type Changes, changesSince, previousOfKind } from '../../notes/changes.ts'
import {
  type Address,
  asCommand,
  type CopyLine,
  curlLine,
  printfLine,
} from '../../notes/copy-line.ts'
import type { Surroundings } from '../../notes/evidence.ts'
import { notesAtClose, notesOnExchange } from '../../notes/exchange-notes.ts'
import { frameWords, isFromClient, protocolWords } from '../../notes/frame-words.ts'
import type { Note } from '../../notes/note.ts'
import { notesOn } from '../../notes/notes.ts'
import { isOfPerson, whyOf } from '../../notes/why.ts'
import { whyWords } from '../../notes/why-words.ts'
import type { Exchange } from '../../wire/exchange.ts'
import type { Frame } from '../../wire/protocols/other-protocol.ts'
import type { Session } from '../../wire/session.ts'
import { pageWireWords } from '../../words/page-wire.ts'
import { viewWords } from '../../words/views.ts'
import type {
  ChangesDetail,
  CopyDetail,
  ExchangeDetail,
  ExchangeLine,
  FrameDetail,
  MessageDetail,
} from '../protocol.ts'
import { bareLine, shownLine } from './bare-line.ts'
import { messageDetail } from './message.ts'
import { shownLatin1, shownText } from './shown.ts'

const { copies } = pageWireWords
const { changed } = viewWords

/** What is known beside an exchange. */
export interface Around {
  readonly session: Pick<Session, 'before' | 'exchanges' | 'connections'>
  readonly language?: Surroundings['language']
  /** What has landed in it of another protocol, or of a stream. */
  readonly frames?: readonly LandedFrame[]
}

export interface LandedFrame {
  readonly at: number
  readonly frame: Frame
}

/** An exchange in the list and on the time axis. `check`: the id of the check that sent it. Pure. */
export function exchangeLine(exchange: Exchange, around: Around, check?: string): ExchangeLine {
  const why = whyOf(exchange, around.session.before(exchange))
  return {
    ...shownLine(bareLine(exchange)),
    why: whyWords(why),
    isByItself: exchange.request !== undefined && !isOfPerson(why),
    severity: worst(allNotes(exchange, around)),
    check,
    frames: around.frames?.length ?? 0,
    server: undefined,
  }
}

/** All of an exchange. `address`: where its request can be sent again. Pure. */
export function exchangeDetail(
  exchange: Exchange,
  around: Around,
  address: Address,
): ExchangeDetail {
  const { request, interim, response, connection, reads, responseReads } = exchange
  const notes = notesOnExchange(exchange, surroundingsOf(around))
  const isSwitched = response?.startLine?.type === 'status-line' && response.startLine.status < 200
  const messages: readonly (MessageDetail | undefined)[] = [
    request && messageDetail('request', request, notes.request, reads),
    ...interim.map((message) => messageDetail('interim', message, notesOn(message), [])),
    response && messageDetail('response', response, notes.response, responseReads),
  ]
  return {
    number: exchange.number,
    check: undefined,
    parts: messages.filter((message) => message !== undefined),
    notes: [...notes.connection, ...lateNotes(exchange, around)],
    changes: request && changesDetail(exchange, request, around),
    copies: request === undefined ? [] : copyDetails(request, address),
    protocol:
      connection.protocol !== undefined && connection.exchanges.at(-1) === exchange
        ? protocolWords(connection.protocol, isSwitched, shownText)
        : undefined,
    frames: around.frames?.map(frameDetail) ?? [],
  }
}

const surroundingsOf = ({ session, language }: Around): Surroundings => ({
  connections: session.connections,
  exchanges: session.exchanges,
  language,
})

/** What only the end of the connection tells. */
function lateNotes(exchange: Exchange, around: Around): readonly Note[] {
  const { connection } = exchange
  return connection.closing !== undefined && connection.exchanges.at(-1) === exchange
    ? notesAtClose(connection, surroundingsOf(around))
    : []
}

function allNotes(exchange: Exchange, around: Around): Note[] {
  const { request, response, connection } = notesOnExchange(exchange, surroundingsOf(around))
  return [...request, ...response, ...connection, ...lateNotes(exchange, around)]
}

function worst(notes: readonly Note[]): Note['severity'] {
  if (notes.some(({ severity }) => severity === 'error')) return 'error'
  return notes.some(({ severity }) => severity === 'warning') ? 'warning' : 'note'
}

function changesDetail(
  exchange: Exchange,
  request: Message,
  { session }: Around,
): ChangesDetail | undefined {
  const before = previousOfKind(exchange, session.exchanges)?.exchange
  if (before?.request === undefined) return undefined
  const why = whyOf(exchange, session.before(exchange))
  const changes = changesSince(request, before.request, why)
  return {
    since: before.number,
    isIdentical: changes.identical,
    same: changes.same,
    lines: changeLines(changes),
  }
}

function changeLines({ line, fields, body }: Changes): ChangesDetail['lines'] {
  const row = (
    type: ChangesDetail['lines'][number]['type'],
    text: string,
    why: string | undefined = undefined,
  ) => ({ type, text, why })
  return [
    ...(line === undefined
      ? []
      : [row('now', shownLatin1(line.now)), row('was', shownLatin1(line.was))]),
    ...fields.flatMap(({ type, name, because, ...change }) => [
      ...('value' in change
        ? [row(type === 'added' ? 'new' : 'now', shownLatin1(`${name}: ${change.value}`), because)]
        : []),
      ...('was' in change
        ? [
            type === 'gone'
              ? row('gone', shownLatin1(`${name}: ${change.was}`), because)
              : row('was', shownLatin1(`${name}: ${change.was}`)),
          ]
        : []),
    ]),
    ...(body === undefined
      ? []
      : [row('now', changed.body(body.now)), row('was', changed.body(body.was))]),
  ]
}

function copyDetails(request: Message, address: Address): CopyDetail[] {
  const detail = (name: string, line: CopyLine): CopyDetail =>
    line.type === 'none'
      ? { name, type: 'none', why: line.reason }
      : { name, type: 'command', text: asCommand(line.rows, '  ') }
  return [
    detail(copies.curl, curlLine(request, address)),
    detail(copies.printf, printfLine(request, address)),
  ]
}

/** A frame in words. Pure. */
export function frameDetail({ at, frame }: LandedFrame): FrameDetail {
  const { head, text = '', problems } = frameWords(frame, shownText)
  return { at, from: isFromClient(frame) ? 'client' : 'server', name: head, text, problems }
}
