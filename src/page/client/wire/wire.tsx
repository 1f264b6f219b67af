import { useMemo, useState } from 'preact/hooks'
import { fits } from '../../../http/filter.ts'
import { pageWireWords } from '../../../words/page-wire.ts'
import type { ConnectionLine, ExchangeLine } from '../../protocol.ts'
import { CheckView, type ShownCheck, sentAt } from './check-view.tsx'
import { Exchange } from './exchange.tsx'
import { latestAsked } from './latest.ts'
import { List } from './list.tsx'
import { type Draft, Send } from './send.tsx'
import { Spoken } from './spoken.tsx'
import { Time } from './time.tsx'
import { blankRequest } from './try-it.ts'
import { type DetailOf, useDetail } from './use-detail.ts'
import './wire.css'

const { list: words, exchange: exchangeWords } = pageWireWords

export interface WireProps {
  /** In the order of their numbers. */
  readonly exchanges: readonly ExchangeLine[]
  readonly connections: readonly ConnectionLine[]
  readonly detailOf: DetailOf
  /** The host and port of this session's server, for a request that begins blank. */
  readonly host?: string | undefined
  /** Sends bytes to this session's server; left out where nothing can be sent, as in a saved file. */
  readonly send?: ((bytes: Uint8Array) => Promise<void>) | undefined
  /** A check that was asked for is shown. One that failed is too, unless something newer came or something is read. */
  readonly check?: ShownCheck | undefined
  readonly onLeaveCheck?: (() => void) | undefined
}

/** What was on the wire when the page was paused. */
type Held = Pick<WireProps, 'exchanges' | 'connections'>

/** What passes on the wire: the time in which it did, the exchanges, and the bytes of one with their meaning. */
export function Wire({
  exchanges,
  connections,
  detailOf,
  host = 'localhost',
  send,
  check,
  onLeaveCheck,
}: WireProps) {
  const [filter, setFilter] = useState('')
  const [held, setHeld] = useState<Held | undefined>()
  /** What is read; undefined while the latest that a person asked for is shown. */
  const [chosen, setChosen] = useState<{ number: number; last: number } | undefined>()
  const [draft, setDraft] = useState<Draft | undefined>()

  // Numbers begin again with another server.
  const isBefore = chosen !== undefined && chosen.last > (exchanges.at(-1)?.number ?? 0)
  const shown = held ?? { exchanges, connections }
  const fitting = useMemo(
    () =>
      filter.trim() === '' ? shown.exchanges : shown.exchanges.filter((one) => fits(one, filter)),
    [shown.exchanges, filter],
  )
  const follows = chosen === undefined || isBefore
  const latest = latestAsked(fitting)
  const line = follows
    ? latest
    : (shown.exchanges.find((one) => one.number === chosen.number) ?? latest)
  const isIdle = follows && held === undefined && draft === undefined
  const isNewest = check !== undefined && sentAt(check.wire) > (latest?.requestAt ?? 0)
  const ofCheck = check?.isAsked || (isIdle && isNewest) ? check : undefined
  const loaded = useDetail(ofCheck === undefined ? line : undefined, detailOf)
  const seen = held?.exchanges.at(-1)?.number ?? (follows ? undefined : chosen?.last)
  const fresh = seen === undefined ? 0 : exchanges.filter(({ number }) => number > seen).length

  const choose = (number: number) => setChosen({ number, last: exchanges.at(-1)?.number ?? number })
  const read = () => {
    if (follows && line !== undefined) choose(line.number)
  }
  const showFresh = () => {
    setHeld(undefined)
    setChosen(undefined)
  }

  const sendView = send !== undefined && draft !== undefined && (
    <Send
      draft={draft}
      host={host}
      exchanges={exchanges}
      detailOf={detailOf}
      send={send}
      onClose={() => setDraft(undefined)}
    />
  )
  if (ofCheck !== undefined) {
    const at = sentAt(ofCheck.wire)
    return (
      <div class="wire-views">
        {sendView}
        <CheckView
          check={ofCheck}
          fresh={exchanges.filter(({ requestAt = 0 }) => requestAt > at).length}
          detailOf={detailOf}
          edit={send && ((bytes) => setDraft({ bytes, from: undefined }))}
          onLeave={() => onLeaveCheck?.()}
        />
      </div>
    )
  }
  return (
    <div class="wire-views">
      <div class="bar">
        <label>
          {words.filter}{' '}
          <input
            type="search"
            value={filter}
            placeholder={words.filterHint}
            onInput={({ currentTarget }) => setFilter(currentTarget.value)}
          />
        </label>
        <button
          type="button"
          aria-pressed={held !== undefined}
          onClick={() => setHeld(held === undefined ? { exchanges, connections } : undefined)}
        >
          {held === undefined ? words.pause : words.goOn}
        </button>
        <span role="status">
          {fresh > 0 && (
            <button
              type="button"
              class="fresh"
              aria-label={words.showFresh(fresh)}
              onClick={showFresh}
            >
              {words.fresh(fresh)}
            </button>
          )}
        </span>
        {send !== undefined && draft === undefined && (
          <button
            type="button"
            class="by-hand"
            onClick={() => setDraft({ bytes: blankRequest(host), from: undefined })}
          >
            {exchangeWords.actions.blank}
          </button>
        )}
      </div>
      <Spoken connections={shown.connections} since={latest?.requestAt ?? 0} />
      {shown.exchanges.length === 0 && !shown.connections.some(({ spoken }) => spoken) && (
        <p class="empty">{send === undefined ? words.nonePassed : words.none}</p>
      )}
      <Time
        exchanges={fitting}
        connections={shown.connections}
        chosen={line?.number}
        onChoose={choose}
      />
      {fitting.length > 0 ? (
        <List exchanges={fitting} chosen={line?.number} follows={follows} onChoose={choose} />
      ) : (
        shown.exchanges.length > 0 && <p class="empty">{words.noneFit(filter)}</p>
      )}
      {sendView}
      {line !== undefined && loaded.type === 'gone' && <p class="soft">{exchangeWords.gone}</p>}
      {line !== undefined && loaded.type === 'there' && (
        <Exchange
          line={loaded.line}
          detail={loaded.detail}
          onChosen={read}
          edit={send && ((bytes, from) => setDraft({ bytes, from }))}
        />
      )}
    </div>
  )
}
