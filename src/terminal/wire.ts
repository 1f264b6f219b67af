import { wrapAnsi } from 'fast-wrap-ansi'
import type { Change, Connection, Exchange } from '../wire/exchanges.ts'
import { counted } from '../wire/notes/bytes.ts'
import { changesSince, previousOfKind } from '../wire/notes/changes.ts'
import { decodeForm } from '../wire/notes/decode.ts'
import { isLeftOver, isOver } from '../wire/notes/ending.ts'
import { notesOnExchange } from '../wire/notes/exchange-notes.ts'
import { foreignHost } from '../wire/notes/foreign-host.ts'
import type { Note } from '../wire/notes/notes.ts'
import { isOfPerson, keptSpare, type Why, whyOf, whyWords } from '../wire/notes/why.ts'
import type { Message } from '../wire/tokens/message.ts'
import { renderChanges } from './changes.ts'
import {
  closingWords,
  duration,
  earlyWords,
  missingWords,
  requestSize,
  seconds,
} from './connection-words.ts'
import { renderForms } from './form.ts'
import type { Look } from './look.ts'
import { renderMessage } from './message.ts'
import { noteWords } from './note-words.ts'
import { visible, visibleText } from './visible.ts'

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

export interface WireViewOptions {
  readonly look: Look
  /** What the stage teaches: notes about these stay in sight. */
  readonly show: readonly string[]
  /** The key that unfolds, such as `f unfolds them`; undefined where nothing can be pressed. */
  readonly hint: string | undefined
  /** The key that decodes a form, such as `d decodes the form`. @default none */
  readonly formHint?: string | undefined
}

/** Exchanges before, in which the reason of one is looked for. */
const remembered = 100

/** Draws changes on the wire as they come. It remembers which connection was drawn last. */
export function createWireView({ look, show, hint, formHint }: WireViewOptions): WireView {
  const { paint, symbols } = look
  const taught = new Set([...show, 'blank-line'].map((name) => name.toLowerCase()))
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

  const wrapped = (text: string, columns: number) =>
    wrapAnsi(text, Math.max(columns, 8), { hard: true }).split('\n')

  /** A line that tells of a message, folded to the terminal. */
  const headline = (symbol: string, ...parts: readonly (string | undefined)[]): string[] => {
    const text = parts.filter((part) => part !== undefined && part !== '').join('   ')
    return wrapped(text, look.columns - 4).map(
      (line, i) => `${i === 0 ? symbol : ' '.repeat(symbol.length)} ${line}`,
    )
  }

  const body = (message: Message, whole: boolean, notes: readonly Note[]): string[] =>
    renderMessage(message, look, {
      show: taught,
      whole,
      columns: look.columns - 3,
      hint: whole ? undefined : hint,
      notes,
    }).map((line) => `  ${line}`)

  /** What may come over the wire at any length, as far as a line has room for it. */
  const short = (text: string, most = 200) =>
    visibleText(text.length > most ? `${text.slice(0, most)}...` : text, symbols)
  const why = (exchange: Exchange): Why =>
    reasons.get(exchange) ??
    whyOf(
      exchange,
      told.filter((other) => other !== exchange),
    )
  const words = (reason: Why) => {
    const said = whyWords(reason)
    return said === undefined ? undefined : short(said)
  }
  const asked = ({ request }: Exchange): string => {
    const line = request?.startLine
    if (line?.type !== 'request-line') return 'request'
    // Its text is a character for each byte; the bytes may be UTF-8.
    const target = Buffer.from(line.target.slice(0, 200), 'latin1')
    const end = line.target.length > 200 ? '...' : ''
    return `${short(line.method)} ${visible(target, symbols).text}${end}`
  }
  const answered = ({ response }: Exchange): string => {
    const line = response?.startLine
    return line?.type === 'status-line' ? `${line.status} ${short(line.reason)}`.trim() : 'answer'
  }

  const request = (exchange: Exchange, whole: boolean): string[] => {
    if (exchange.request === undefined) return []
    const reason = why(exchange)
    const size = requestSize(exchange, exchange.request)
    const { request: notes } = notesOnExchange(exchange)
    const isForeign = notes.some(({ about }) => about === foreignHost)
    if (!whole && !isForeign && !isOfPerson(reason))
      return headline(symbols.request, paint('strong', asked(exchange)), size, words(reason))
    const hasForm = !whole && formHint !== undefined && decodeForm(exchange.request).length > 0
    return [
      ...headline(symbols.request, paint('strong', 'request'), size, words(reason)),
      ...body(exchange.request, whole, notes),
      ...(hasForm ? [`  ${paint('dim', formHint)}`] : []),
    ]
  }

  const response = (exchange: Exchange, whole: boolean): string[] => {
    const interim = exchange.interim.flatMap((message) => [
      ...headline(
        symbols.response,
        paint('strong', answered({ ...exchange, response: message })),
        counted(message.length),
        'the answer itself follows',
      ),
      ...(whole
        ? body(message, true, notesOnExchange({ ...exchange, response: message }).response)
        : []),
    ])
    if (exchange.response === undefined) return interim
    const size = counted(exchange.response.length)
    if (!whole && exchange.request !== undefined && !isOfPerson(why(exchange)))
      return [
        ...interim,
        ...headline(
          symbols.response,
          paint('strong', answered(exchange)),
          size,
          duration(exchange),
        ),
      ]
    const isRest = exchange.request === undefined && isLeftOver(exchange)
    const name = isRest ? 'more bytes' : 'answer '
    const early = isRest ? 'after the answer was over' : earlyWords(exchange)
    const state = isOver(exchange) ? undefined : 'so far'
    return [
      ...interim,
      ...headline(symbols.response, paint('strong', name), size, state, duration(exchange), early),
      ...body(exchange.response, whole, notesOnExchange(exchange).response),
    ]
  }

  /** What is said of an exchange that no byte can be pointed at for. */
  const aside = (exchange: Exchange, whole: boolean): string[] =>
    notesOnExchange(exchange)
      .connection.filter(({ severity }) => whole || severity !== 'note')
      .flatMap((note) =>
        wrapped(noteWords(note, look), look.columns - 5).map(
          (line) => `  ${paint(note.severity === 'note' ? 'label' : note.severity, line)}`,
        ),
      )

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
        : [
            ...heading(exchange.connection),
            ...headline(
              symbols.request,
              paint('strong', 'request'),
              requestSize(exchange, exchange.request),
              'so far',
            ),
            ...body(exchange.request, false, notesOnExchange(exchange).request),
            ...wrapped(missingWords(exchange.request), look.columns - 3).map((line) =>
              paint('warning', line),
            ),
          ],
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
      const reason = words(why(exchange))
      return [
        '',
        ...wrapped(`what changed in ${title(exchange)}`, look.columns - 3).map((line) =>
          paint('strong', line),
        ),
        ...wrapped(`since ${title(other.exchange)}`, look.columns - 3),
        ...(reason === undefined
          ? []
          : wrapped(reason, look.columns - 3).map((line) => paint('dim', line))),
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
