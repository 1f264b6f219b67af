import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { pageWireWords } from '../../../words/page-wire.ts'
import type { ExchangeLine } from '../../protocol.ts'
import { rowsInSight } from './in-sight.ts'
import { memo } from './memo.ts'
import { remPixels } from './use-width.ts'

const { list: words, time: timeWords, duration } = pageWireWords

/** The height of a row. */
const rowRem = 1.5

/** All exchanges, of which those in sight are drawn: however many there are, it costs the same. */
export function List({
  exchanges,
  chosen,
  follows,
  onChoose,
}: {
  readonly exchanges: readonly ExchangeLine[]
  readonly chosen: number | undefined
  /** The end of the list stays in sight. */
  readonly follows: boolean
  readonly onChoose: (number: number) => void
}) {
  const frame = useRef<HTMLDivElement>(null)
  // To ask for sizes while it is drawn would have the browser lay everything out twice.
  const [{ top, height }, setScrolled] = useState({ top: 0, height: 240 })
  const rowHeight = useMemo(() => rowRem * remPixels(), [])
  const { first, last } = rowsInSight({ top, height, rows: exchanges.length, rowHeight })
  const at = exchanges.findIndex(({ number }) => number === chosen)

  useEffect(() => {
    const { current } = frame
    if (current === null) return
    if (follows) current.scrollTop = current.scrollHeight
  }, [follows, exchanges.length])
  useEffect(() => {
    const { current } = frame
    if (current === null || at < 0) return
    const row = at * rowHeight
    if (row < current.scrollTop) current.scrollTop = row
    if (row + rowHeight > current.scrollTop + current.clientHeight)
      current.scrollTop = row + rowHeight - current.clientHeight
  }, [at, rowHeight])

  const onKey = (event: KeyboardEvent) => {
    const page = Math.max(Math.floor((frame.current?.clientHeight ?? height) / rowHeight) - 1, 1)
    const by = {
      ArrowUp: -1,
      ArrowDown: 1,
      PageUp: -page,
      PageDown: page,
      Home: -exchanges.length,
      End: exchanges.length,
    }[event.key]
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const to = exchanges[Math.min(Math.max(at + by, 0), exchanges.length - 1)]
    if (to !== undefined) onChoose(to.number)
  }
  return (
    <div
      ref={frame}
      class="list"
      role="listbox"
      aria-label={words.title}
      aria-activedescendant={at < 0 ? undefined : `exchange-${chosen}`}
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, clientHeight } }) =>
        setScrolled({ top: scrollTop, height: clientHeight })
      }
      onKeyDown={onKey}
    >
      <div
        role="presentation"
        style={{
          '--digits': String(exchanges.at(-1)?.number ?? 1).length,
          height: `${exchanges.length * rowHeight}px`,
          paddingTop: `${first * rowHeight}px`,
        }}
      >
        {exchanges.slice(first, last).map((exchange, i) => (
          <ListRow
            // Rows stay, and show another exchange: to change text costs less than to make elements.
            key={i}
            exchange={exchange}
            place={first + i + 1}
            of={exchanges.length}
            isChosen={exchange.number === chosen}
            onChoose={onChoose}
          />
        ))}
      </div>
    </div>
  )
}

/** The sentence of a row says it too. */
const unspoken = { 'aria-hidden': true } as const

interface RowProps {
  readonly exchange: ExchangeLine
  readonly place: number
  readonly of: number
  readonly isChosen: boolean
  readonly onChoose: (number: number) => void
}

const ListRow = memo(({ exchange, place, of, isChosen, onChoose }: RowProps) => {
  const { number, status, why, responseBytes, severity } = exchange
  const ms = durationOf(exchange)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys, as WAI-ARIA wants it
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus
    <div
      id={`exchange-${number}`}
      class="line"
      data-severity={severity}
      role="option"
      aria-selected={isChosen}
      aria-posinset={place}
      aria-setsize={of}
      onClick={() => onChoose(number)}
    >
      <span class="hidden">{saidOf(exchange)}</span>
      <span class="number" {...unspoken}>
        {number}
      </span>
      <span class="asked" {...unspoken}>
        {askedOf(exchange)}
      </span>
      <span class="status" {...unspoken}>
        {status ?? '–'}
      </span>
      <span class="size" {...unspoken}>
        {responseBytes === 0 ? '' : words.bytes(responseBytes)}
      </span>
      <span class="ms" {...unspoken}>
        {ms === undefined ? '' : duration(ms)}
      </span>
      <span class="said" {...unspoken}>
        <span class="severity">{words.severities[severity]}</span> <span class="why">{why}</span>
      </span>
    </div>
  )
})

/** What was asked, and what came of it, in words. */
export const askedOf = ({ method, target = '' }: ExchangeLine): string =>
  method === undefined ? words.noRequest : `${method} ${target}`

export function outcomeOf(exchange: ExchangeLine): string {
  const ms = durationOf(exchange)
  const after = ms === undefined ? undefined : duration(ms)
  return timeWords.outcome(exchange.status, exchange.responseBytes, after)
}

const saidOf = (exchange: ExchangeLine): string =>
  words.said(
    exchange.number,
    askedOf(exchange),
    outcomeOf(exchange),
    exchange.severity,
    exchange.why,
  )

/** From the first byte of the request to the first of the response. */
const durationOf = ({ requestAt, responseAt }: ExchangeLine): number | undefined =>
  requestAt === undefined || responseAt === undefined || responseAt < requestAt
    ? undefined
    : responseAt - requestAt
