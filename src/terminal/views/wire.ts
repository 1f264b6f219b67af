import { changesSince, previousOfKind } from '../../notes/changes.ts'
import { keptSpare, type Why, whyOf } from '../../notes/why.ts'
import type { Change, Connection, Exchange } from '../../wire/exchange.ts'
import { renderChanges } from './changes.ts'
import { closingWords, seconds } from './connection-words.ts'
import { createExchangeView, type ExchangeViewOptions, wrapped } from './exchange.ts'
import { renderForms } from './form.ts'

export interface WireView {
  /** The lines to print for a change; none where it is not worth a line. */
  change(change: Change): string[]
  /** A connection on which nothing has been sent for a while. */
  idle(connection: Connection): string[]
  /** An exchange whose answer has not come, or not to its end, for a while. */
  waiting(exchange: Exchange): string[]
  /** An exchange whose request has not come to its end for a while. */
  unfinished(exchange: Exchange): string[]
  /** An exchange with every line and note. */
  whole(exchange: Exchange): string[]
  /** A screen has begun: what comes next is told with its connection. */
  turnPage(): void
  /** The method and target of its request. */
  asked(exchange: Exchange): string
  /** An exchange in one line, for choosing one. */
  title(exchange: Exchange): string
  /** What is new in its request since the last one of the same kind among `exchanges`. */
  changed(exchange: Exchange, exchanges: readonly Exchange[]): string[]
  /** The forms in its request, decoded step by step. */
  form(exchange: Exchange): string[]
}

/** Exchanges before, in which the reason of one is looked for. */
const remembered = 100

/** Draws changes on the wire as they come. It remembers which connection was drawn last. */
export function createWireView(options: ExchangeViewOptions): WireView {
  const { look } = options
  const { paint, symbols } = look
  const told: Exchange[] = []
  const reasons = new WeakMap<Exchange, Why>()
  let current: Connection | undefined

  const heading = (connection: Connection): string[] => {
    if (current?.id === connection.id) return []
    const again = current !== undefined && connection.id < current.id ? ', again' : ''
    current = connection
    const [first, second] = connection.exchanges
    const kept = first === undefined || second !== undefined ? undefined : keptSpare(first)
    const spare = kept === undefined ? '' : `   a spare for ${seconds(kept)}, and used now`
    return ['', paint('strong', `connection ${connection.id}${again}`) + spare]
  }

  const why = (exchange: Exchange): Why =>
    reasons.get(exchange) ??
    whyOf(
      exchange,
      told.filter((other) => other !== exchange),
    )
  const { request, unfinished, response, aside, asked, answered, reason, short } =
    createExchangeView(options, why)

  return {
    change(change) {
      switch (change.type) {
        case 'opened':
          return []
        case 'request': {
          const { exchange } = change
          reasons.set(exchange, why(exchange))
          told.push(exchange)
          if (told.length > remembered) told.shift()
          return [...heading(exchange.connection), ...request(exchange, false)]
        }
        case 'response':
          return [...heading(change.exchange.connection), ...response(change.exchange, false)]
        case 'closed': {
          const { connection, closing } = change
          const said = closingWords(connection, closing)
          const last = connection.exchanges.at(-1)
          if (said === undefined) return []
          return [
            ...heading(connection),
            ...wrapped(short(said), look.columns - 3).map((line) => paint('dim', line)),
            ...(last === undefined || last.retryOf !== undefined ? [] : aside(last, false)),
          ]
        }
      }
    },
    idle: (connection) => [
      ...heading(connection),
      ...wrapped('open, 0 bytes: a spare, which your browser may use later', look.columns - 3).map(
        (line) => paint('dim', line),
      ),
    ],
    waiting: (exchange) => [
      ...heading(exchange.connection),
      ...response(exchange, false),
      ...aside(exchange, false),
    ],
    unfinished: (exchange) =>
      exchange.request === undefined
        ? []
        : [...heading(exchange.connection), ...unfinished(exchange)],
    whole: (exchange) => [
      '',
      paint('strong', `connection ${exchange.connection.id}, unfolded`),
      ...request(exchange, true),
      ...response(exchange, true),
      ...aside(exchange, true),
    ],
    turnPage() {
      current = undefined
    },
    asked,
    title: (exchange) =>
      `connection ${exchange.connection.id}  ${asked(exchange)} ${symbols.request} ${answered(exchange)}`,
    changed(exchange, exchanges) {
      const other = previousOfKind(exchange, exchanges)
      if (exchange.request === undefined || other?.exchange.request === undefined)
        return ['', 'There is no request of the same kind before this one.']
      const title = (one: Exchange) => `${asked(one)}, connection ${one.connection.id}`
      const came = reason(exchange)
      return [
        '',
        ...wrapped(`what changed in ${title(exchange)}`, look.columns - 3).map((line) =>
          paint('strong', line),
        ),
        ...wrapped(`since ${title(other.exchange)}`, look.columns - 3),
        ...(came === undefined
          ? []
          : wrapped(came, look.columns - 3).map((line) => paint('dim', line))),
        '',
        ...renderChanges(
          changesSince(exchange.request, other.exchange.request, why(exchange)),
          look,
        ),
      ]
    },
    form(exchange) {
      const forms =
        exchange.request === undefined ? [] : renderForms(exchange.request, look, look.columns - 3)
      return forms.length === 0 ? ['', 'There is no form in this request.'] : forms
    },
  }
}
