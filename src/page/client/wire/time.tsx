import { useMemo, useRef } from 'preact/hooks'
import { pageWireWords } from '../../../words/page-wire.ts'
import type { ConnectionLine, ExchangeLine } from '../../protocol.ts'
import { askedOf, outcomeOf } from './list.tsx'
import { type Bars, type Row, type TimeFigure, timeFigure } from './time-rows.ts'
import type { Stretch } from './time-scale.ts'
import { useWidth } from './use-width.ts'

const { time: words, duration } = pageWireWords

/** Sizes in pixels: a row, its two lanes, the axis above, what stands left of it, a letter of a label. */
const size = { row: 30, lane: 7, axis: 22, name: 166, letter: 6.6, least: 3 }
/** Rows are cut to so many letters of what was asked. */
const longestName = 15

/** What the labels of the figure say too. */
const unspoken = { 'aria-hidden': true } as const

/** The time in which it passed: a row a connection, the client's lane above the server's. */
export function Time({
  exchanges,
  connections,
  chosen,
  onChoose,
}: {
  readonly exchanges: readonly ExchangeLine[]
  readonly connections: readonly ConnectionLine[]
  readonly chosen: number | undefined
  readonly onChoose: (number: number) => void
}) {
  const frame = useRef<HTMLElement>(null)
  const whole = useWidth(frame, 800)
  const name = whole < 480 ? 0 : size.name
  const width = Math.max(whole - name, 120)
  const figure = useMemo(
    () => timeFigure(exchanges, connections, chosen, width - 8),
    [exchanges, connections, chosen, width],
  )
  // Its width is known from the first moment, before there is anything to draw.
  if (figure.rows.length === 0) return <figure class="time" ref={frame} />
  const isAtEnd = (x: number, text: string) => x + widthOf(text) > width
  const height = size.axis + figure.rows.length * size.row
  const choose = (event: KeyboardEvent, number: number) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    onChoose(number)
  }
  return (
    <figure class="time" ref={frame} aria-label={words.title}>
      {/* biome-ignore lint/a11y/useSemanticElements: a figure has no such element */}
      <svg role="group" aria-label={words.figure} width={whole} height={height}>
        <defs>
          <pattern id="busy" width="4" height="4" patternUnits="userSpaceOnUse">
            <path d="M0 4 4 0" />
          </pattern>
        </defs>
        <g transform={`translate(${name} 0)`} {...unspoken}>
          <line class="axis" x1="0" x2={width} y1={size.axis - 4} y2={size.axis - 4} />
          {figure.ticks.map(({ x, ms }) => (
            <g key={ms}>
              <line class="axis" x1={x} x2={x} y1={size.axis - 8} y2={size.axis - 4} />
              <text
                x={x}
                y="11"
                class={isAtEnd(x, words.tick(ms, ms === 0)) ? 'tick before' : 'tick'}
              >
                {words.tick(ms, ms === 0)}
              </text>
            </g>
          ))}
          {figure.folds.map(({ x, width, ms }) => (
            <g key={x}>
              <rect
                class="fold"
                x={x}
                width={width}
                y={size.axis - 4}
                height={height - size.axis + 4}
              />
              <text x={x + width / 2} y="11" class="tick later">
                {duration(ms)}
              </text>
            </g>
          ))}
        </g>
        {figure.rows.map((row, i) => (
          <g key={row.connection.id} transform={`translate(0 ${size.axis + i * size.row})`}>
            <ConnectionRow
              row={row}
              name={name}
              width={width}
              startsAt={figure.startsAt}
              chosen={chosen}
              onChoose={onChoose}
              onKey={choose}
            />
          </g>
        ))}
      </svg>
      <figcaption {...unspoken}>
        {kindsIn(figure).map((kind) => (
          <span key={kind}>
            <Sample kind={kind} /> {words[kind]}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

const kinds = ['request', 'waiting', 'busy', 'response', 'idle', 'fold'] as const
type Kind = (typeof kinds)[number]

/** What is drawn in a figure, and so needs to be explained. */
function kindsIn({ rows, folds }: TimeFigure): readonly Kind[] {
  const bars = rows.flatMap((row) => row.bars)
  const isThere: Readonly<Record<Kind, boolean>> = {
    request: bars.length > 0,
    waiting: bars.some(({ waiting }) => waiting !== undefined),
    busy: bars.some(({ busy }) => busy !== undefined),
    response: bars.some(({ response }) => response !== undefined),
    idle: rows.some(({ idle }) => idle.to > idle.from),
    fold: folds.length > 0,
  }
  return kinds.filter((kind) => isThere[kind])
}

const Sample = ({ kind }: { readonly kind: Kind }) => (
  <svg class="sample" width="22" height="10" aria-hidden="true">
    {kind === 'idle' ? (
      <line class="idle" x1="0" x2="22" y1="5" y2="5" />
    ) : (
      <rect class={kind} x="0" y="1" width="22" height={size.lane} />
    )}
  </svg>
)

function ConnectionRow({
  row: { connection, open, idle, bars, isClosed },
  name,
  width,
  startsAt,
  chosen,
  onChoose,
  onKey,
}: {
  readonly row: Row
  readonly name: number
  readonly width: number
  readonly startsAt: number
  readonly chosen: number | undefined
  readonly onChoose: (number: number) => void
  readonly onKey: (event: KeyboardEvent, number: number) => void
}) {
  const middle = size.row / 2 + 1
  const isUnused = bars.length === 0
  const unused = isClosed ? (connection.closing ?? words.closedUnused) : words.unused
  const isOverLine = !isClosed && idle.from + 12 + widthOf(unused) <= width
  const [first] = bars
  return (
    <>
      {bars.some(({ exchange }) => exchange.number === chosen) && (
        <rect class="chosen" x="0" y="0" width={name + width} height={size.row} />
      )}
      <text class={isUnused ? 'name soft' : 'name'} x="6" y={middle + 4} {...unspoken}>
        {name === 0
          ? ''
          : first === undefined
            ? words.connection(connection.id)
            : nameOf(first.exchange)}
      </text>
      <g
        transform={`translate(${name} 0)`}
        {...(isUnused && {
          role: 'img',
          'aria-label': words.saidUnused(
            connection.id,
            duration(Math.max(connection.openedAt - startsAt, 0)),
          ),
        })}
      >
        <line class="open" x1={open.from} x2={open.to} y1={middle} y2={middle} />
        {idle.to > idle.from && (
          <line class="idle" x1={idle.from} x2={idle.to} y1={middle} y2={middle} />
        )}
        <line class="end" x1={open.from} x2={open.from} y1={middle - 4} y2={middle + 4} />
        {isClosed && <line class="end" x1={open.to} x2={open.to} y1={middle - 8} y2={middle + 8} />}
        {bars.map((one, i) => (
          // biome-ignore lint/a11y/useSemanticElements: a figure has no buttons
          <g
            key={one.exchange.number}
            class={one.exchange.number === chosen ? 'bars is-chosen' : 'bars'}
            role="button"
            tabIndex={0}
            aria-pressed={one.exchange.number === chosen}
            aria-label={saidOf(one, startsAt)}
            onClick={() => onChoose(one.exchange.number)}
            onKeyDown={(event) => onKey(event, one.exchange.number)}
          >
            <Lanes bars={one} middle={middle} />
            {(bars.length > 1 || name === 0) && !isTooNear(one, bars[i - 1]) && (
              <text class="tick" x={one.request.from} y={middle - 10} {...unspoken}>
                {one.exchange.number}
              </text>
            )}
          </g>
        ))}
        {isUnused && isOverLine && (
          <text class="outcome over" x={idle.from + 12} y={middle + 4} {...unspoken}>
            {unused}
          </text>
        )}
        {isUnused && !isOverLine && (
          <Beside text={unused} width={width} open={open} y={middle + 4} />
        )}
        {first !== undefined && bars.length === 1 && (
          <Beside
            text={wholeOutcomeOf(first, connection)}
            width={width}
            open={open}
            y={middle + 4}
          />
        )}
      </g>
    </>
  )
}

function Lanes({
  bars: { request, waiting, busy, response },
  middle,
}: {
  readonly bars: Bars
  readonly middle: number
}) {
  const end = Math.max(response?.to ?? 0, waiting?.to ?? 0, request.to, request.from + size.least)
  const bar = (kind: string, { from, to }: Stretch, y: number) => (
    <rect class={kind} x={from} width={Math.max(to - from, size.least)} y={y} height={size.lane} />
  )
  return (
    <>
      <rect
        class="target"
        x={request.from - 4}
        width={end - request.from + 8}
        y="2"
        height={size.row - 4}
      />
      {waiting !== undefined && bar('waiting', waiting, middle)}
      {busy !== undefined && bar('busy', busy, middle)}
      {bar('request', request, middle - size.lane)}
      {response !== undefined && bar('response', response, middle)}
    </>
  )
}

/** Its number would be drawn over that of the one before. */
const isTooNear = ({ exchange, request }: Bars, before: Bars | undefined) =>
  before !== undefined &&
  request.from - before.request.from < widthOf(`${exchange.number}`) + size.letter

const widthOf = (text: string) => text.length * size.letter

/** What came of the only exchange of a row. */
const wholeOutcomeOf = ({ exchange }: Bars, { closing }: ConnectionLine) =>
  [outcomeOf(exchange), ...(closing === undefined ? [] : [closing])].join(', ')

/** Words behind a row or before it, where there is room. */
function Beside({
  text,
  width,
  open,
  y,
}: {
  readonly text: string
  readonly width: number
  readonly open: Stretch
  readonly y: number
}) {
  const room = widthOf(text)
  if (open.to + 8 + room <= width)
    return (
      <text class="outcome" x={open.to + 8} y={y} {...unspoken}>
        {text}
      </text>
    )
  if (open.from - 8 - room < 0) return null
  return (
    <text class="outcome before" x={open.from - 8} y={y} {...unspoken}>
      {text}
    </text>
  )
}

function nameOf(exchange: ExchangeLine): string {
  const asked = askedOf(exchange)
  const cut = asked.length > longestName ? `${asked.slice(0, longestName - 1)}…` : asked
  return `${exchange.number}  ${cut}`
}

const saidOf = ({ exchange, busy }: Bars, startsAt: number): string =>
  words.said(
    exchange.number,
    askedOf(exchange),
    exchange.connection,
    duration(Math.max((exchange.requestAt ?? exchange.responseAt ?? startsAt) - startsAt, 0)),
    outcomeOf(exchange),
    busy?.with,
  )

/** An exchange in sentences, for who hears it. */
export const toldOf = (exchange: ExchangeLine): string =>
  words.told(
    askedOf(exchange),
    exchange.connection,
    exchange.requestBytes,
    outcomeOf(exchange),
    exchange.why,
  )
