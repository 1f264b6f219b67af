import { changesSince, previousOfKind } from '../../notes/changes.ts'
import { closingWords, seconds } from '../../notes/connection-words.ts'
import { languageOfCommand, type Surroundings } from '../../notes/evidence.ts'
import { notesOnExchange } from '../../notes/exchange-notes.ts'
import { refusedNote } from '../../notes/no-response.ts'
import { keptSpare, type Why, whyOf } from '../../notes/why.ts'
import type { Burst, FeedItem } from '../../session/feed.ts'
import type { Connection, Exchange } from '../../wire/exchange.ts'
import { protocolsWords } from '../../words/protocols.ts'
import { terminalWords } from '../../words/terminal.ts'
import { visibleText } from '../../words/visible.ts'
import { inOneRow, wrap } from '../draw/columns.ts'
import { renderChanges } from './changes.ts'
import { createExchangeView, type ExchangeViewOptions } from './exchange.ts'
import { renderForms } from './form.ts'
import { renderPrinted } from './printed.ts'
import { frameLines, protocolLines } from './protocols.ts'
import { renderUnpacked } from './unpacked.ts'

/** What was told of an exchange already: its request, or its response too. */
export type Told = 'request' | 'response'

export interface WireView {
  /** What came, in order: each exchange with its connection, output, and bursts that were merged. */
  feed(items: readonly FeedItem[]): string[]
  /** Draws what does not change any more, for `feed` to find it, until it is enough; whether some is left. */
  prepare(items: readonly FeedItem[], isEnough: () => boolean): boolean
  /** One item; `after`: the connection that was told of last; `told`: what of it was told already. */
  item(item: FeedItem, after?: Connection, told?: Told): string[]
  /** A request whose response has not come. */
  asking(exchange: Exchange, after?: Connection): string[]
  /** An exchange with every line and note. */
  whole(exchange: Exchange, hasAllBytes?: boolean): string[]
  /** The method and target of its request. */
  asked(exchange: Exchange): string
  /** An exchange in one line, for choosing one. */
  title(exchange: Exchange): string
  /** The errors and warnings of an exchange, counted; empty where there are none. */
  faults(exchange: Exchange): string
  /** What is new in its request since the last one of the same kind. */
  changed(exchange: Exchange): string[]
  /** The forms in its request, decoded step by step. */
  form(exchange: Exchange): string[]
}

export interface WireViewOptions extends Omit<ExchangeViewOptions, 'surroundings'> {
  /** The exchanges that are kept, among which the reason of one is looked for. */
  readonly exchanges: () => readonly Exchange[]
  /** The connections that are kept, those that have sent nothing among them. */
  readonly connections?: () => readonly Connection[]
  /** Who visits from another machine. */
  readonly visitor?: (connection: Connection) => string | undefined
  /** What the server is called where it prints; its name tells the language too. */
  readonly server: string
}

const maxBefore = 20

/** Draws what is on the wire. What does not change any more is drawn once. */
export function createWireView(options: WireViewOptions): WireView {
  const { theme, exchanges, server } = options
  const language = languageOfCommand([server])
  const surroundings = (): Surroundings => ({
    exchanges: exchanges(),
    connections: options.connections?.() ?? [],
    language,
  })
  const { paint, symbols } = theme
  const reasons = new WeakMap<Exchange, Why>()
  const drawn = new WeakMap<
    Exchange,
    { readonly size: string; readonly lines: readonly string[] }
  >()

  const why = (exchange: Exchange): Why => {
    const known = reasons.get(exchange)
    if (known !== undefined) return known
    const all = exchanges()
    const end = all.findLastIndex(({ number }) => number < exchange.number) + 1
    const reason = whyOf(exchange, all.slice(Math.max(0, end - maxBefore), end))
    if (exchange.request?.complete) reasons.set(exchange, reason)
    return reason
  }
  const view = createExchangeView({ ...options, surroundings }, why)
  const { request, unfinished, response, aside, asked, answered, reason, short } = view

  /** `connection 7`, and whose it is where it comes from another machine. */
  const named = (connection: Connection): string => {
    const name = terminalWords.connection(connection.id)
    const visitor = options.visitor?.(connection)
    return visitor === undefined
      ? name
      : `${name} ${symbols.dot} ${visibleText(visitor, theme.symbols)}`
  }
  const heading = (connection: Connection, after: Connection | undefined): string[] => {
    if (after?.id === connection.id) return []
    const [first, second] = connection.exchanges
    const kept = first === undefined || second !== undefined ? undefined : keptSpare(first)
    const spare = kept === undefined ? '' : `   ${terminalWords.usedLater(seconds(kept))}`
    return ['', paint('strong', named(connection)) + spare]
  }
  /** What stands before an exchange: an empty line too, where a request follows another on its connection. */
  const opening = ({ connection, request }: Exchange, after: Connection | undefined) =>
    after?.id === connection.id && request !== undefined ? [''] : heading(connection, after)
  const dimmed = (text: string) => wrap(text, theme.columns - 3).map((line) => paint('dim', line))

  const faults = (exchange: Exchange): string => {
    const { request, response, connection } = notesOnExchange(exchange, surroundings())
    const all = [...request, ...response, ...connection]
    const errors = all.filter(({ severity }) => severity === 'error').length
    const warnings = all.filter(({ severity }) => severity === 'warning').length
    return [
      ...(errors === 0 ? [] : [paint('error', terminalWords.errors(errors))]),
      ...(warnings === 0 ? [] : [paint('warning', terminalWords.warnings(warnings))]),
    ].join(', ')
  }

  const exchangeLines = (
    exchange: Exchange,
    stalled: 'request' | 'response' | undefined,
    told?: Told,
  ) => {
    const { connection } = exchange
    const { closing } = connection
    const isLast = connection.exchanges.at(-1) === exchange
    // What went wrong at the first try is told there; that nobody listens any more is new.
    const isNews = exchange.retryOf === undefined || closing?.type === 'refused'
    const said = isLast && closing !== undefined ? closingWords(connection, closing) : undefined
    return [
      ...(told !== undefined
        ? []
        : stalled === 'request' && exchange.response === undefined && closing === undefined
          ? unfinished(exchange)
          : request(exchange, false)),
      ...(told === 'response' ? [] : response(exchange, false)),
      ...(said === undefined ? [] : dimmed(short(said))),
      ...((isLast && closing !== undefined && isNews) || stalled === 'response'
        ? aside(exchange, false)
        : []),
    ]
  }

  /** What the lines of an exchange depend on, once nothing in it changes; undefined before that. */
  const sizeOf = (exchange: Exchange): string | undefined => {
    const { closing, exchanges } = exchange.connection
    const isOver =
      closing !== undefined ||
      // What comes after a switch to another protocol belongs to it.
      (exchange.request?.complete && exchange.response?.complete && statusOf(exchange) !== 101)
    return isOver ? `${theme.columns} ${closing?.type} ${exchanges.at(-1) === exchange}` : undefined
  }

  const exchangeItem = (item: FeedItem & { type: 'exchange' }): readonly string[] => {
    const { exchange, stalled } = item
    const size = sizeOf(exchange)
    const known = drawn.get(exchange)
    if (size !== undefined && known?.size === size) return known.lines
    const lines = exchangeLines(exchange, stalled)
    if (size !== undefined) drawn.set(exchange, { size, lines })
    return lines
  }

  const item = (one: FeedItem, after?: Connection, told?: Told): string[] => {
    switch (one.type) {
      case 'exchange': {
        const { exchange, stalled } = one
        const lines =
          told === undefined ? exchangeItem(one) : exchangeLines(exchange, stalled, told)
        const head =
          told === undefined ? opening(exchange, after) : heading(exchange.connection, after)
        return lines.length === 0 ? [] : [...head, ...lines]
      }
      case 'idle':
        return one.connection.closing !== undefined || one.connection.exchanges.length > 0
          ? []
          : [...heading(one.connection, after), ...dimmed(terminalWords.inAdvance)]
      case 'closed': {
        const { connection, closing } = one
        const said = closingWords(connection, closing)
        const cause =
          closing.type === 'refused'
            ? [refusedNote(connection, surroundings().connections ?? [])]
            : []
        return said === undefined
          ? []
          : [...heading(connection, after), ...dimmed(short(said)), ...view.problemLines(cause)]
      }
      case 'protocol':
        return [
          ...heading(one.connection, after),
          ...protocolLines(one.protocol, one.isAfterHttp, theme),
        ]
      case 'frame':
        return [...heading(one.connection, after), ...frameLines(one.frame, theme)]
      case 'more-frames':
        return [...heading(one.connection, after), ...dimmed(protocolsWords.moreFrames(one.count))]
      case 'restarted':
        return ['', ...dimmed(terminalWords.restarted(server))]
      case 'output':
        return renderPrinted(server, one.lines, one.more, theme)
      case 'burst':
        return ['', ...burstLines(one)]
    }
  }

  const burstLines = ({ requests, fromMs, toMs, statuses, failed }: Burst) => {
    const parts = [...statuses]
      .sort(([a], [b]) => a - b)
      .map(([status, count]) => terminalWords.ofStatus(count, status))
    const all = [
      terminalWords.burst(requests, toMs - fromMs),
      ...parts,
      ...(failed === 0 ? [] : [terminalWords.failed(failed)]),
    ].join(', ')
    return wrap(`${all}.`, theme.columns - 3).map((line) =>
      failed > 0 || [...statuses.keys()].some((status) => status >= 500)
        ? paint('warning', line)
        : line,
    )
  }

  return {
    feed(items) {
      let after: Connection | undefined
      return items.flatMap((one) => {
        const lines = item(one, after)
        if (lines.length > 0) after = connectionOf(one) ?? after
        return lines
      })
    },
    prepare: (items, isEnough) =>
      items.some((one) => {
        if (one.type !== 'exchange') return false
        const size = sizeOf(one.exchange)
        if (size === undefined || drawn.get(one.exchange)?.size === size) return false
        exchangeItem(one)
        return isEnough()
      }),
    item,
    asking: (exchange, after) => [...opening(exchange, after), ...request(exchange, false)],
    whole: (exchange, hasAllBytes = false) => [
      paint('strong', terminalWords.unfolded(exchange.connection.id)),
      ...request(exchange, hasAllBytes ? 'all-bytes' : true),
      ...renderUnpacked(exchange.request, theme),
      ...response(exchange, hasAllBytes ? 'all-bytes' : true),
      ...renderUnpacked(exchange.response, theme),
      ...aside(exchange, true),
      ...(exchange.response === undefined ? ['', terminalWords.noResponse] : []),
    ],
    asked,
    title: (exchange) =>
      inOneRow(
        `${asked(exchange)} ${symbols.request} ${exchange.response === undefined ? terminalWords.noResponse : answered(exchange)}`,
        Math.max(theme.columns - 24, 16),
        symbols.ellipsis,
      ),
    faults,
    changed(exchange) {
      const other = previousOfKind(exchange, exchanges())
      if (exchange.request === undefined || other?.exchange.request === undefined)
        return [terminalWords.nothingBefore]
      const title = (one: Exchange) =>
        `${asked(one)}, ${terminalWords.connection(one.connection.id)}`
      const because = reason(exchange)
      return [
        ...wrap(terminalWords.whatChanged(title(exchange)), theme.columns - 3).map((line) =>
          paint('strong', line),
        ),
        ...wrap(terminalWords.since(title(other.exchange)), theme.columns - 3),
        ...(because === undefined ? [] : dimmed(because)),
        '',
        ...renderChanges(
          changesSince(exchange.request, other.exchange.request, why(exchange)),
          theme,
        ),
      ]
    },
    form(exchange) {
      const forms =
        exchange.request === undefined
          ? []
          : renderForms(exchange.request, theme, theme.columns - 3)
      return forms.length === 0 ? [terminalWords.noForm] : forms
    },
  }
}

/** The connection that an item is about. */
export const connectionOf = (item: FeedItem): Connection | undefined =>
  item.type === 'exchange'
    ? item.exchange.connection
    : 'connection' in item
      ? item.connection
      : undefined

const statusOf = ({ response }: Exchange): number | undefined =>
  response?.startLine?.type === 'status-line' ? response.startLine.status : undefined
