import type { Message } from '../http/message.ts'
import { notesOnExchange } from '../notes/exchange-notes.ts'
import { type Note, notesOn } from '../notes/notes.ts'
import { whyOf } from '../notes/why.ts'
import type { Change, Connection, Exchange } from '../wire/exchange.ts'
import type { Session } from '../wire/session.ts'

/**
 * A change on the wire as what `run --json` prints in a line; undefined where it says nothing new.
 * An exchange is told once, when its response has come or its connection has ended.
 */
export function changeAsJson(change: Change, session: Session): object[] {
  switch (change.type) {
    case 'opened':
      return [{ type: 'connection', event: 'opened', ...connectionAsJson(change.connection) }]
    case 'request':
      return []
    case 'response':
      return [exchangeAsJson(change.exchange, session)]
    case 'closed':
      return [
        ...change.connection.exchanges
          .filter(({ response }) => response === undefined)
          .map((exchange) => exchangeAsJson(exchange, session)),
        {
          type: 'connection',
          event: change.closing.type,
          ...('by' in change.closing && { by: change.closing.by }),
          ...connectionAsJson(change.connection),
        },
      ]
  }
}

const connectionAsJson = ({ id, client, openedAt, closedAt }: Connection) => ({
  connection: id,
  client,
  at: rounded(closedAt ?? openedAt),
})

function exchangeAsJson(exchange: Exchange, session: Session): object {
  const { number, connection, request, requestAt, interim, response, responseAt } = exchange
  const notes = notesOnExchange(exchange)
  return {
    type: 'exchange',
    number,
    connection: connection.id,
    ...(request !== undefined && {
      why: whyOf(exchange, session.before(exchange)),
      request: messageAsJson(request, notes.request),
    }),
    ...(interim.length > 0 && { interim: interim.map((message) => messageAsJson(message)) }),
    ...(response !== undefined && { response: messageAsJson(response, notes.response) }),
    ...(notes.connection.length > 0 && { notes: notes.connection }),
    ...(requestAt !== undefined &&
      responseAt !== undefined && { milliseconds: rounded(responseAt - requestAt) }),
  }
}

/** A message with its bytes in base64, its tokens and its notes; offsets count from its first byte. */
export function messageAsJson(message: Message, notes: readonly Note[] = notesOn(message)): object {
  const { length, bytes, complete, tokens } = message
  return {
    length,
    complete,
    bytes: Buffer.from(bytes).toString('base64'),
    tokens: tokens.map(({ kind, start, end }) => ({ kind, start, end })),
    notes,
  }
}

/** Milliseconds with at most two digits behind the point. */
const rounded = (milliseconds: number) => Math.round(milliseconds * 100) / 100

/** Characters that JSON may hold as they are, and that a terminal acts on or hides. */
const unsafe = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu

/** A value as one line of JSON that is safe to print on a terminal too. */
export const jsonLine = (value: object) =>
  `${JSON.stringify(value).replace(unsafe, (character) => character.split('').map(escaped).join(''))}\n`

const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
