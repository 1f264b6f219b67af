import type {
  ConnectionLine,
  ExchangeDetail,
  ExchangeLine,
  PageAct,
  PageSession,
  SavedSession,
} from '../protocol.ts'

/** What the page's server shows: a session that goes on, or what stands in a file. */
export interface PageSource {
  readonly session: PageSession
  /** The numbers of all exchanges that have a line, the oldest first; and the line of one. */
  exchangeNumbers(): Iterable<number>
  exchange(number: number): ExchangeLine | undefined
  connectionIds(): Iterable<number>
  connection(id: number): ConnectionLine | undefined
  /** So much comes that whoever is told of it waits. */
  isBusy(): boolean
  /** The latest lines that the server printed, and how many there were in all. */
  printed(): { readonly lines: readonly string[]; readonly count: number }
  readonly isOver: boolean
  /** All of one exchange; undefined where it is not kept any more. With `redact`, without what is secret. */
  detail(number: number, redact: boolean): ExchangeDetail | undefined
  /** All of one exchange of a check, as its `PageCheck` numbers it. */
  checkDetail(check: string, number: number, redact: boolean): ExchangeDetail | undefined
  /** Does something in the session. False where it does nothing now. */
  act(act: PageAct): boolean
  /** All that a file holds. With `redact`, without what is secret, as far as names tell. */
  saved(redact: boolean): SavedSession
  /** Tells what is new. Gives back what ends that. */
  subscribe(listener: (news: SourceNews) => void): () => void
}

export type SourceNews =
  | { readonly type: 'session' }
  | { readonly type: 'cleared' }
  | { readonly type: 'exchange'; readonly number: number }
  | { readonly type: 'connection'; readonly id: number }
  | { readonly type: 'printed' }
  /** The server starts again: what it printed before is over. */
  | { readonly type: 'printed-cleared' }
  | { readonly type: 'ended' }
