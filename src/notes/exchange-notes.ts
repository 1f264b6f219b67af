import type { Exchange } from '../wire/exchange.ts'
import { endingNotes } from './ending.ts'
import { foreignHostNotes } from './foreign-host.ts'
import { type Note, notesOn } from './notes.ts'
import { pageNotes } from './page.ts'
import { typeNotes } from './type.ts'

/** What there is to say about an exchange; ranges count from the first byte of the message. */
export interface ExchangeNotes {
  readonly request: readonly Note[]
  readonly response: readonly Note[]
  /** About what did not come, so that there is no byte to point at; its range is empty. */
  readonly connection: readonly Note[]
}

/**
 * Every note on an exchange: those on its messages, and what a browser will make of the answer.
 * An exchange that is not over has those of this moment. Pure.
 */
export function notesOnExchange(exchange: Exchange): ExchangeNotes {
  const { request, response } = exchange
  const ending = endingNotes(exchange)
  const found = [...ending.response, ...pageNotes(exchange), ...typeNotes(exchange)]
  const said = new Set(found.map(({ about }) => about))
  return {
    request:
      request === undefined
        ? []
        : [...notesOn(request), ...foreignHostNotes(exchange)].sort(
            (a, b) => a.start - b.start || a.end - b.end,
          ),
    response:
      response === undefined
        ? []
        : [...notesOn(response).filter(({ about }) => !said.has(about)), ...found].sort(
            (a, b) => a.start - b.start || a.end - b.end,
          ),
    connection: ending.connection,
  }
}
