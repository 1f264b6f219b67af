import wrapAnsi from 'wrap-ansi'
import type { Change, Closing, Connection, Exchange } from '../wire/exchanges.ts'
import { isOfPerson, type Why, whyItCame, whyWords } from '../wire/notes/why.ts'
import type { Message } from '../wire/tokens/message.ts'
import type { Look } from './look.ts'
import { renderMessage } from './message.ts'
import { visibleText } from './visible.ts'

export interface WireView {
  /** The lines to print for a change; none where it is not worth a line. */
  change(change: Change): string[]
  /** A connection on which nothing has been sent for a while. */
  idle(connection: Connection): string[]
  /** An exchange with every line and note. */
  whole(exchange: Exchange): string[]
  /** An exchange in one line, for choosing one. */
  title(exchange: Exchange): string
}

export interface WireViewOptions {
  readonly look: Look
  /** What the stage teaches: notes about these stay in sight. */
  readonly show: readonly string[]
  /** The key that unfolds, such as `f unfolds them`; undefined where nothing can be pressed. */
  readonly hint: string | undefined
}

/** Draws changes on the wire as they come. It remembers which connection was drawn last. */
export function createWireView({ look, show, hint }: WireViewOptions): WireView {
  const { paint, symbols } = look
  const taught = new Set([...show, 'blank-line'].map((name) => name.toLowerCase()))
  const told: Exchange[] = []
  let current: Connection | undefined

  const heading = (connection: Connection): string[] => {
    if (current?.id === connection.id) return []
    const again = current !== undefined && connection.id < current.id ? ', again' : ''
    current = connection
    return ['', paint('strong', `connection ${connection.id}${again}`)]
  }

  /** A line that tells of a message, folded to the terminal. */
  const headline = (symbol: string, ...parts: readonly (string | undefined)[]): string[] => {
    const text = parts.filter((part) => part !== undefined && part !== '').join('   ')
    return wrapAnsi(text, look.columns - 4)
      .split('\n')
      .map((line, i) => `${i === 0 ? symbol : ' '.repeat(symbol.length)} ${line}`)
  }

  const body = (message: Message, whole: boolean): string[] =>
    renderMessage(message, look, {
      show: taught,
      whole,
      columns: look.columns - 3,
      hint: whole ? undefined : hint,
    }).map((line) => `  ${line}`)

  const why = (exchange: Exchange): Why => {
    if (exchange.request === undefined) return { type: 'unknown' }
    const at = told.indexOf(exchange)
    return whyItCame(exchange.request, at < 0 ? told : told.slice(0, at))
  }
  const words = (reason: Why) => {
    const said = whyWords(reason)
    return said === undefined ? undefined : visibleText(said, symbols)
  }
  const asked = ({ request }: Exchange): string => {
    const line = request?.startLine
    return line?.type === 'request-line'
      ? `${visibleText(line.method, symbols)} ${visibleText(line.target, symbols)}`
      : 'request'
  }
  const answered = ({ response }: Exchange): string => {
    const line = response?.startLine
    return line?.type === 'status-line'
      ? `${line.status} ${visibleText(line.reason, symbols)}`.trim()
      : 'answer'
  }

  const request = (exchange: Exchange, whole: boolean): string[] => {
    if (exchange.request === undefined) return []
    const reason = why(exchange)
    const size = requestSize(exchange, exchange.request)
    return whole || isOfPerson(reason)
      ? [
          ...headline(symbols.request, paint('strong', 'request'), size, words(reason)),
          ...body(exchange.request, whole),
        ]
      : headline(symbols.request, paint('strong', asked(exchange)), size, words(reason))
  }

  const response = (exchange: Exchange, whole: boolean): string[] => {
    if (exchange.response === undefined) return []
    const size = bytes(exchange.response.length)
    const early = exchange.request === undefined ? 'before any request had come' : undefined
    return whole || isOfPerson(why(exchange))
      ? [
          ...headline(
            symbols.response,
            paint('strong', 'answer '),
            size,
            duration(exchange),
            early,
          ),
          ...body(exchange.response, whole),
        ]
      : headline(symbols.response, paint('strong', answered(exchange)), size, duration(exchange))
  }

  return {
    change(change) {
      switch (change.type) {
        case 'opened':
          return []
        case 'request': {
          const { exchange } = change
          told.push(exchange)
          return [...heading(exchange.connection), ...request(exchange, false)]
        }
        case 'response':
          return [...heading(change.exchange.connection), ...response(change.exchange, false)]
        case 'closed': {
          const said = closingWords(change.connection, change.closing)
          return said === undefined ? [] : [...heading(change.connection), paint('dim', said)]
        }
      }
    },
    idle: (connection) => [
      ...heading(connection),
      paint('dim', 'open, 0 bytes: a spare, which your browser may use later'),
    ],
    whole: (exchange) => [
      '',
      paint('strong', `connection ${exchange.connection.id}, unfolded`),
      ...request(exchange, true),
      ...response(exchange, true),
    ],
    title: (exchange) =>
      `connection ${exchange.connection.id}  ${asked(exchange)} ${symbols.request} ${answered(exchange)}`,
  }
}

const bytes = (count: number) => `${count} byte${count === 1 ? '' : 's'}`

/** Reads that are listed one by one at most. */
const readsListed = 4

function requestSize({ connection }: Exchange, request: Message): string {
  const { reads, exchanges } = connection
  if (exchanges.length > 1 || reads.length < 2) return bytes(request.length)
  const sizes = reads.length > readsListed ? '' : ` (${reads.join(' + ')})`
  return `${bytes(request.length)} in ${reads.length} reads${sizes}`
}

/** From the first byte of the request to the first byte of the answer. */
function duration({ requestAt, responseAt }: Exchange): string | undefined {
  if (requestAt === undefined || responseAt === undefined) return undefined
  const ms = responseAt - requestAt
  return ms < 1 ? 'under 1 ms' : `${Math.round(ms)} ms`
}

function closingWords({ exchanges, reads }: Connection, closing: Closing): string | undefined {
  switch (closing.type) {
    case 'refused':
      return 'turned away: the server is not running'
    case 'reset':
      return closing.by === 'server'
        ? 'reset by the server: it closed while bytes it had not read lay in its socket'
        : 'reset by the browser: it did not wait for the end'
    case 'closed': {
      if (reads.length === 0 && exchanges.length === 0) return undefined
      const by = `closed by the ${closing.by === 'client' ? 'browser' : 'server'}`
      const unanswered = exchanges.some(({ response }) => response === undefined)
      return unanswered ? `${by} without an answer` : by
    }
  }
}
