import { useEffect, useMemo, useState } from 'preact/hooks'
import { pageWireWords } from '../../../words/page-wire.ts'
import type { CheckWire, PageCheck } from '../../protocol.ts'
import { Exchange } from './exchange.tsx'
import { latestAsked } from './latest.ts'
import { List } from './list.tsx'
import { Time } from './time.tsx'
import { type DetailOf, useDetail } from './use-detail.ts'

const { ofCheck: words, list: listWords, exchange: exchangeWords } = pageWireWords

/** A check whose exchanges are shown: one that a person asked for, or one that has just failed. */
export interface ShownCheck extends Pick<PageCheck, 'id' | 'name'> {
  readonly wire: CheckWire
  readonly isAsked: boolean
}

/** When its last request was sent: all taps have one clock. */
export const sentAt = ({ exchanges }: CheckWire): number =>
  Math.max(0, ...exchanges.map(({ requestAt = 0 }) => requestAt))

/** What a check sent and what came back, apart from what visitors sent. */
export function CheckView({
  check,
  fresh,
  detailOf,
  edit,
  onLeave,
}: {
  readonly check: ShownCheck
  /** Exchanges of visitors that are newer. */
  readonly fresh: number
  readonly detailOf: DetailOf
  readonly edit: ((bytes: Uint8Array) => void) | undefined
  readonly onLeave: () => void
}) {
  const { id, name } = check
  const { exchanges, connections } = useSame(check.wire)
  const [chosen, setChosen] = useState<number | undefined>()
  const line = exchanges.find(({ number }) => number === chosen) ?? latestAsked(exchanges)
  const loaded = useDetail(line, detailOf)
  useEffect(() => setChosen(undefined), [id])
  return (
    <>
      <div class="of-check">
        <h2 id="check-in-view" tabIndex={-1}>
          {words.sentBy(name)}
        </h2>
        <p class="soft">{words.about}</p>
        <p class="do">
          <button type="button" onClick={onLeave}>
            {words.back}
          </button>
          <span role="status">{fresh > 0 && listWords.fresh(fresh)}</span>
        </p>
      </div>
      <Time
        exchanges={exchanges}
        connections={connections}
        chosen={line?.number}
        onChoose={setChosen}
      />
      {exchanges.length > 1 && (
        <List exchanges={exchanges} chosen={line?.number} follows={false} onChoose={setChosen} />
      )}
      {line !== undefined && loaded.type === 'gone' && <p class="soft">{exchangeWords.gone}</p>}
      {line !== undefined && loaded.type === 'there' && (
        <Exchange
          line={loaded.line}
          detail={loaded.detail}
          onChosen={() => setChosen(line.number)}
          edit={edit}
        />
      )}
    </>
  )
}

/** The same object as long as it holds the same: the session is told again after every key. */
function useSame<T>(value: T): T {
  const text = JSON.stringify(value)
  return useMemo(() => value, [text])
}
