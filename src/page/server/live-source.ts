import { languageOfCommand } from '../../notes/evidence.ts'
import type { Session } from '../../session/as-seen.ts'
import type { SessionState } from '../../session/state.ts'
import type { PageAct, PageSession } from '../protocol.ts'
import { pageSession } from '../view/session.ts'
import { visitAddress } from '../view/visit-address.ts'
import type { PageSource, SourceNews } from './source.ts'
import { createWireRecord } from './wire-record.ts'

/** Lines of output that are kept, and characters of one. */
const maxPrinted = { lines: 2000, lineLength: 4000 }

/**
 * A session that goes on, as the page shows it. `others`: the addresses at which others may visit its server,
 * by its port. `close` ends that it is looked at.
 */
export function createLiveSource(
  session: Session,
  others: (port: number) => readonly string[],
): PageSource & { close(): void } {
  const listeners = new Set<(news: SourceNews) => void>()
  const tell = (news: SourceNews) => {
    for (const listener of listeners) listener(news)
  }
  const record = createWireRecord({
    connectionsNow: () => session.state.connections,
    language: () => languageOfCommand([session.state.server?.name ?? '']),
    address: () => ({ host: '127.0.0.1', port: session.state.server?.port ?? 0 }),
    onExchange: (number) => tell({ type: 'exchange', number }),
    onConnection: (id) => tell({ type: 'connection', id }),
  })

  let printed: string[] = []
  let printedCount = 0
  const print = (lines: readonly string[]) => {
    printed = [...printed, ...lines.map((line) => line.slice(0, maxPrinted.lineLength))]
    printed = printed.slice(-maxPrinted.lines)
    printedCount += lines.length
  }

  let state: SessionState | undefined
  let shown: PageSession | undefined
  const restart = () => {
    record.restart(session.state.connections, session.state.exchanges)
    printed = []
    printedCount = 0
    print(session.state.printed)
  }
  const onChange = () => {
    const before = state
    state = session.state
    if (before?.exchanges !== state.exchanges) {
      restart()
      tell({ type: 'cleared' })
    }
    if (before !== undefined && isSame(before, state)) return
    shown = undefined
    tell({ type: state.end === undefined ? 'session' : 'ended' })
  }
  onChange()

  const visitable = memoized((port: number) => others(port).map(visitAddress))
  const stops = [
    session.onChange(onChange),
    session.onNews((news) => {
      if (news.type !== 'printed') return record.take(news)
      print(news.lines)
      tell({ type: 'printed' })
    }),
    record.stop,
  ]

  return {
    get session() {
      shown ??= pageSession(session.state, visitable(session.state.server?.port ?? 0))
      return shown
    },
    exchanges: record.exchanges,
    connections: record.connections,
    get printed() {
      return printed
    },
    get printedCount() {
      return printedCount
    },
    get isOver() {
      return session.state.end !== undefined
    },
    detail(number) {
      return record.detail(number)
    },
    act: (act) => actIn(session, act),
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close() {
      for (const stop of stops) stop()
      tell({ type: 'ended' })
    },
  }
}

/** What is begun here is not waited for: it may ask something first, which the page answers by another action. */
function actIn(session: Session, act: PageAct): boolean {
  switch (act.type) {
    case 'act':
      return session.act(act.id, act.key) !== undefined
    case 'pick':
      return session.choose(act.number) !== undefined
    case 'send':
      return session.send(Buffer.from(act.bytes, 'base64'))
  }
}

/** What the page's session is made of; the wire and what is printed come by themselves. */
const lookedAt = [
  'kind',
  'stages',
  'progress',
  'stage',
  'screen',
  'shown',
  'server',
  'exercise',
  'asking',
  'notices',
  'waiting',
  'end',
] as const satisfies readonly (keyof SessionState)[]

const isSame = (a: SessionState, b: SessionState) => lookedAt.every((key) => a[key] === b[key])

function memoized<T>(work: (port: number) => T): (port: number) => T {
  let last: { readonly port: number; readonly result: T } | undefined
  return (port) => {
    if (last?.port !== port) last = { port, result: work(port) }
    return last.result
  }
}
