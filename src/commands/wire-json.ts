import type { Change, Connection, Exchange } from '../wire/exchanges.ts'
import { notesOn } from '../wire/notes/notes.ts'
import { whyItCame } from '../wire/notes/why.ts'
import type { Message } from '../wire/tokens/message.ts'

/**
 * A change on the wire as what `run --json` prints in a line; undefined where it says nothing new.
 * An exchange is told once, when its response has come or its connection has ended.
 */
export function changeAsJson(change: Change, before: readonly Exchange[]): object[] {
  switch (change.type) {
    case 'opened':
      return [{ type: 'connection', event: 'opened', ...connectionAsJson(change.connection) }]
    case 'request':
      return []
    case 'response':
      return [exchangeAsJson(change.exchange, before)]
    case 'closed':
      return [
        ...change.connection.exchanges
          .filter(({ response }) => response === undefined)
          .map((exchange) => exchangeAsJson(exchange, before)),
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

function exchangeAsJson(exchange: Exchange, before: readonly Exchange[]): object {
  const { number, connection, request, requestAt, interim, response, responseAt } = exchange
  return {
    type: 'exchange',
    number,
    connection: connection.id,
    ...(request !== undefined && {
      why: whyItCame(request, before.slice(0, number - 1)),
      request: messageAsJson(request),
    }),
    ...(interim.length > 0 && { interim: interim.map(messageAsJson) }),
    ...(response !== undefined && { response: messageAsJson(response) }),
    ...(requestAt !== undefined &&
      responseAt !== undefined && { milliseconds: rounded(responseAt - requestAt) }),
  }
}

/** A message with its bytes in base64, its tokens and its notes; offsets count from its first byte. */
export function messageAsJson(message: Message): object {
  const { length, bytes, complete, tokens } = message
  return {
    length,
    complete,
    bytes: Buffer.from(bytes).toString('base64'),
    tokens: tokens.map(({ kind, start, end }) => ({ kind, start, end })),
    notes: notesOn(message),
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
