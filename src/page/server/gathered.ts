import type { News } from '../../session/as-seen.ts'
import type { Connection, Exchange } from '../../wire/exchange.ts'
import type { SavedSession } from '../protocol.ts'
import type { PageSource, SourceNews } from './source.ts'
import { createWireRecord, type RecordOptions } from './wire-record.ts'

/** Lines of output that are kept, and characters of one. */
const maxPrinted = { lines: 2000, lineLength: 4000 }

/** What a source of any kind gathers: the wire, what the server printed, and who is to be told of news. */
export interface Gathered
  extends Pick<
    PageSource,
    | 'exchangeNumbers'
    | 'exchange'
    | 'connectionIds'
    | 'connection'
    | 'isBusy'
    | 'printed'
    | 'detail'
    | 'subscribe'
  > {
  take(news: News): void
  /** What a file holds of it. With `redact`, without what is secret, as far as names tell. */
  saved(redact: boolean): Omit<SavedSession, 'session'>
  tell(news: SourceNews): void
  /** Begins again, with what is there already. */
  restart(
    connections: readonly Connection[],
    exchanges: readonly Exchange[],
    printed: readonly string[],
  ): void
  stop(): void
}

export type GatherOptions = Omit<RecordOptions, 'onExchange' | 'onConnection'>

export function gather(options: GatherOptions): Gathered {
  const listeners = new Set<(news: SourceNews) => void>()
  const tell = (news: SourceNews) => {
    for (const listener of listeners) listener(news)
  }
  const record = createWireRecord({
    ...options,
    onExchange: (number) => tell({ type: 'exchange', number }),
    onConnection: (id) => tell({ type: 'connection', id }),
  })
  let printed: readonly string[] = []
  let printedCount = 0
  const print = (lines: readonly string[]) => {
    const fresh = lines.map((line) => line.slice(0, maxPrinted.lineLength))
    printed = [...printed, ...fresh].slice(-maxPrinted.lines)
    printedCount += lines.length
  }
  return {
    ...record,
    printed: () => ({ lines: printed, count: printedCount }),
    take(news) {
      if (news.type === 'printed-cleared') {
        printed = []
        printedCount = 0
        return tell({ type: 'printed-cleared' })
      }
      if (news.type !== 'printed') return record.take(news)
      print(news.lines)
      tell({ type: 'printed' })
    },
    saved: (redact) => ({
      ...record.saved(redact),
      // What a server prints may hold anything.
      printed: redact ? [] : printed,
    }),
    tell,
    restart(connections, exchanges, lines) {
      record.restart(connections, exchanges)
      printed = []
      printedCount = 0
      print(lines)
      tell({ type: 'cleared' })
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
