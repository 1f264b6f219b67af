import type { Message } from '../../http/message.ts'
import { isLeftOver } from '../../notes/body-end.ts'
import { duration, earlyWords, requestSize } from '../../notes/connection-words.ts'
import type { Surroundings } from '../../notes/evidence.ts'
import { type ExchangeNotes, notesOnExchange } from '../../notes/exchange-notes.ts'
import { foreignHost } from '../../notes/foreign-host.ts'
import type { Note } from '../../notes/note.ts'
import { notesOn } from '../../notes/notes.ts'
import { isOfPerson, type Why } from '../../notes/why.ts'
import { whyWords } from '../../notes/why-words.ts'
import type { Exchange } from '../../wire/exchange.ts'
import { noteWords as catalogue } from '../../words/notes.ts'
import { visible, visibleText } from '../../words/visible.ts'
import { wrap } from '../draw/columns.ts'
import type { Theme } from '../draw/theme.ts'
import { renderMessage } from './message.ts'
import { countWords, noteWords, toneOf } from './note-words.ts'

const { views, connections } = catalogue

/** How much of a message is shown: folded, every line and note, or with them all bytes of its body. */
export type Whole = boolean | 'all-bytes'

/** The lines of one exchange; `whole`: with every line and note. */
export interface ExchangeView {
  request(exchange: Exchange, whole: Whole): string[]
  /** A request that has not come to its end, and what it lacks. */
  unfinished(exchange: Exchange): string[]
  response(exchange: Exchange, whole: Whole): string[]
  /** What is said of an exchange that no byte can be pointed at for. */
  aside(exchange: Exchange, whole: boolean): string[]
  /** The method and target of its request. */
  asked(exchange: Exchange): string
  /** The status and reason of its answer. */
  answered(exchange: Exchange): string
  /** Why its request came, where there is something to say of that. */
  reason(exchange: Exchange): string | undefined
  /** Warnings and errors, told without the bytes that they are about. */
  problemLines(notes: readonly Note[]): string[]
  /** What may come over the wire at any length, as far as a line has room for it. */
  short(text: string): string
}

export interface ExchangeViewOptions {
  readonly theme: Theme
  /** What the stage teaches: notes about these stay in sight. */
  readonly show: readonly string[]
  /** What else is known when an exchange is drawn: the other connections, the server's language. */
  readonly surroundings: () => Surroundings
}

/** Draws exchanges one by one; `why` says why the request of one came. */
export function createExchangeView(
  { theme, show, surroundings }: ExchangeViewOptions,
  why: (exchange: Exchange) => Why,
): ExchangeView {
  const { paint, symbols } = theme
  const taught = new Set([...show, 'blank-line'].map((name) => name.toLowerCase()))

  /** A line that tells of a message, folded to the terminal. */
  const headline = (symbol: string, ...parts: readonly (string | undefined)[]): string[] => {
    const text = parts.filter((part) => part !== undefined && part !== '').join('   ')
    return wrap(text, theme.columns - 4).map(
      (line, i) => `${i === 0 ? symbol : ' '.repeat(symbol.length)} ${line}`,
    )
  }

  const body = (message: Message, whole: Whole, notes: readonly Note[]): string[] =>
    renderMessage(message, theme, {
      show: taught,
      whole: whole !== false,
      hasAllBytes: whole === 'all-bytes',
      columns: theme.columns - 3,
      notes,
    }).map((line) => `  ${line}`)

  const short = (text: string, most = 200) =>
    visibleText(text.length > most ? `${text.slice(0, most)}...` : text, symbols)
  const reason = (exchange: Exchange) => {
    const said = whyWords(why(exchange))
    return said === undefined ? undefined : short(said)
  }
  const asked = ({ request }: Exchange): string => {
    const line = request?.startLine
    if (line?.type !== 'request-line') return views.request
    // Its text is a character for each byte; the bytes may be UTF-8.
    const target = Buffer.from(line.target.slice(0, 200), 'latin1')
    const end = line.target.length > 200 ? '...' : ''
    return `${short(line.method)} ${visible(target, symbols).text}${end}`
  }
  const answered = ({ response }: Exchange): string => {
    const line = response?.startLine
    return line?.type === 'status-line'
      ? `${line.status} ${short(line.reason)}`.trim()
      : views.response
  }

  const notesOf = (exchange: Exchange): ExchangeNotes => notesOnExchange(exchange, surroundings())

  /** Warnings and errors of a message that is told in one line: they are never folded away. */
  const problemLines = (notes: readonly Note[]): string[] => {
    const found = notes.filter(({ severity }) => severity !== 'note')
    const shown = found.slice(0, problemsShown)
    const rest = found.length - shown.length
    return [
      ...shown.flatMap((note) =>
        wrap(noteWords(note, theme), theme.columns - 5).map(
          (line) => `  ${paint(toneOf(note), line)}`,
        ),
      ),
      ...(rest > 0 ? [`  ${paint('dim', `${symbols.ellipsis} ${views.moreProblems(rest)}`)}`] : []),
    ]
  }

  const request = (exchange: Exchange, whole: Whole): string[] => {
    if (exchange.request === undefined) return []
    const size = requestSize(exchange, exchange.request)
    const { request: notes } = notesOf(exchange)
    const isForeign = notes.some(({ about }) => about === foreignHost)
    if (!whole && !isForeign && !isOfPerson(why(exchange)))
      return [
        ...headline(
          symbols.request,
          paint('strong', asked(exchange)),
          size,
          reason(exchange),
          countWords(notes),
        ),
        ...problemLines(notes),
      ]
    return [
      ...headline(symbols.request, paint('strong', views.request), size, reason(exchange)),
      ...body(exchange.request, whole, notes),
    ]
  }

  const unfinished = (exchange: Exchange): string[] => {
    if (exchange.request === undefined) return []
    const size = requestSize(exchange, exchange.request)
    const notes = notesOf(exchange)
    return [
      ...headline(symbols.request, paint('strong', views.request), size, views.soFar),
      ...body(exchange.request, false, notes.request),
      ...problemLines(notes.connection),
    ]
  }

  const response = (exchange: Exchange, whole: Whole): string[] => {
    const interim = exchange.interim.flatMap((message) => [
      ...headline(
        symbols.response,
        paint('strong', answered({ ...exchange, response: message })),
        connections.bytes(message.length),
        views.finalFollows,
      ),
      ...(whole ? body(message, true, notesOn(message)) : []),
    ])
    if (exchange.response === undefined) return interim
    const size = connections.bytes(exchange.response.length)
    const { response: notes } = notesOf(exchange)
    if (!whole && exchange.request !== undefined && !isOfPerson(why(exchange)))
      return [
        ...interim,
        ...headline(
          symbols.response,
          paint('strong', answered(exchange)),
          size,
          duration(exchange),
          countWords(notes),
        ),
        ...problemLines(notes),
      ]
    const isRest = isLeftOver(exchange)
    const name = isRest ? views.moreBytes : views.response
    const early = isRest ? views.afterResponse : earlyWords(exchange)
    const isOver = exchange.response.complete || exchange.connection.closing !== undefined
    const state = isOver ? undefined : views.soFar
    return [
      ...interim,
      ...headline(symbols.response, paint('strong', name), size, state, duration(exchange), early),
      ...body(exchange.response, whole, notes),
    ]
  }

  const aside = (exchange: Exchange, whole: boolean): string[] =>
    notesOf(exchange)
      .connection.filter(
        ({ severity, about }) => whole || severity !== 'note' || about === 'client-left',
      )
      .flatMap((note) =>
        wrap(noteWords(note, theme, whole), theme.columns - 5).map(
          (line) => `  ${paint(note.severity === 'note' ? 'label' : note.severity, line)}`,
        ),
      )

  return {
    request,
    unfinished,
    response,
    aside,
    asked,
    answered,
    reason,
    short,
    problemLines,
  }
}

/** Problems that are told of a message in one line; the rest is counted. */
const problemsShown = 3
