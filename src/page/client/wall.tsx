import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import { pageWords } from '../../words/page.ts'
import type { ExchangeLine } from '../protocol.ts'
import type { PageModel } from './connect.ts'
import { isTaken } from './keys.ts'
import { Qr } from './qr.tsx'
import { exchangeOf, type PageState } from './store.ts'
import { latestOf, nameOf, type Visitor, visitorsOf } from './visitors.ts'
import { Exchange } from './wire/exchange.tsx'
import { latestAsked } from './wire/latest.ts'
import { useDetail } from './wire/use-detail.ts'
import './wall.css'

const { wall: words } = pageWords

/** For a room: one exchange at a time, large; secrets are dots until somebody asks for them. */
export function Wall({ model, state }: { readonly model: PageModel; readonly state: PageState }) {
  const { session, exchanges, connections } = state
  const [held, setHeld] = useState<number | undefined>()
  const [isOpen, setIsOpen] = useState(false)
  const visitors = useMemo(() => visitorsOf(connections, exchanges), [connections, exchanges])
  const newest = latestAsked(exchanges)
  const line = held === undefined ? newest : (exchangeOf(state, held) ?? newest)
  const detailOf = useCallback(
    (number: number) => model.detail({ number }, !isOpen),
    [model, isOpen],
  )
  const loaded = useDetail(line, detailOf)
  const pause = () => setHeld(held === undefined ? line?.number : undefined)
  const go = (by: number) => {
    const at = exchanges.findIndex(({ number }) => number === line?.number)
    const to = exchanges[at + by]
    if (to !== undefined) setHeld(to.number)
  }

  useEffect(() => {
    document.documentElement.dataset['wall'] = ''
    return () => delete document.documentElement.dataset['wall']
  }, [])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTaken(event)) return
      const does = {
        '.': pause,
        ArrowLeft: () => go(-1),
        ArrowRight: () => go(1),
        Escape: leave,
      }[event.key]
      if (does === undefined) return
      event.preventDefault()
      does()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })

  const connection = connections.find(({ id }) => id === line?.connection)
  const visitor = connection && visitors.find(({ name }) => name === nameOf(connection))
  return (
    <main class="wall">
      <h1 class="hidden">{words.title}</h1>
      <div class="wall-head">
        <Addresses session={session} />
        <p class="do">
          <button type="button" aria-keyshortcuts="." onClick={pause}>
            {held === undefined ? words.pause : words.goOn}
          </button>
          <button type="button" aria-keyshortcuts="ArrowLeft" onClick={() => go(-1)}>
            {words.before}
          </button>
          <button type="button" aria-keyshortcuts="ArrowRight" onClick={() => go(1)}>
            {words.after}
          </button>
          <button type="button" aria-pressed={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {isOpen ? words.hideSecrets : words.showSecrets}
          </button>
          <button type="button" aria-keyshortcuts="Escape" onClick={leave}>
            {words.leave}
          </button>
        </p>
        <Visitors visitors={visitors} now={visitor} />
      </div>
      <p class="wall-state" role="status">
        {line === undefined ? words.nothingYet : held === undefined ? '' : words.held}
      </p>
      {line !== undefined && loaded.type === 'there' && (
        <div class="wire-views">
          <h2 class="hidden">{words.exchange}</h2>
          <Exchange
            key={`${loaded.line.number} ${isOpen}`}
            line={isOpen ? loaded.line : withoutQuery(loaded.line)}
            detail={loaded.detail}
            onChosen={() => setHeld(loaded.line.number)}
            edit={undefined}
          />
        </div>
      )}
    </main>
  )
}

const leave = () => {
  window.location.hash = ''
}

/** A form may be sent in an address, and why it came may tell from which. */
const withoutQuery = (line: ExchangeLine): ExchangeLine =>
  line.target?.includes('?') === true
    ? { ...line, target: line.target.replace(/\?.*/s, '?…'), why: undefined }
    : line

function Addresses({ session }: { readonly session: PageState['session'] }) {
  const server = session?.server
  if (server === undefined) return null
  const others = server.others
  return others.length === 0 ? (
    <p class="wall-address">{server.url}</p>
  ) : (
    <ul class="wall-addresses">
      {others.map(({ url, qr }) => (
        <li key={url}>
          <Qr rows={qr} title={words.qr(url)} />
          <span class="wall-address">{url}</span>
        </li>
      ))}
    </ul>
  )
}

/** A room has many: those who sent something lately are named, and the others counted. */
const mostVisitors = 8

function Visitors({
  visitors,
  now,
}: {
  readonly visitors: readonly Visitor[]
  readonly now: Visitor | undefined
}) {
  if (visitors.length === 0) return null
  const shown = latestOf(visitors, mostVisitors)
  const others = visitors.length - shown.length
  return (
    <ul class="visitors" aria-label={words.visitors}>
      {shown.map((visitor) => (
        <li
          key={visitor.name}
          class={`visitor-${visitor.colour}`}
          aria-current={visitor === now ? 'true' : undefined}
        >
          <strong>{words.colour(visitor.colour, visitor.round)}</strong> {visitor.name}{' '}
          <span class="soft">{words.requests(visitor.requests)}</span>
        </li>
      ))}
      {others > 0 && <li class="soft">{words.others(others)}</li>}
    </ul>
  )
}
