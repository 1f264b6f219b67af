import type { Change } from '../wire/exchange.ts'
import type { Fit, SessionState } from './state.ts'

/** What goes on while somebody learns: a state, and keys that change it. */
export interface Session {
  readonly state: SessionState
  /** Presses a key: a letter, `enter`, `escape`, `up` … Settles when what it does is done. */
  press(key: string): Promise<void>
  /** Chooses from the list on the page by its number, from 1. */
  pick(number: number): Promise<void>
  /**
   * Does what an action of the table does, named by its id and one of its keys, for a view that shows the wire beside the
   * lesson: what lies on the lesson is left first. Settles when that is done; undefined where it is not offered.
   */
  act(id: string, key: string): Promise<void> | undefined
  /** Chooses from the list or the question below what shows the wire. Undefined where there is none. */
  choose(number: number): Promise<void> | undefined
  /** Sends bytes to the server that runs, over a connection of their own. False where none runs. */
  send(bytes: Uint8Array): boolean
  /** Types a whole line, where one is asked for. */
  type(text: string): Promise<void>
  /** Told after each change of the state. Gives back what ends that. */
  onChange(listener: () => void): () => void
  /** Told at once of what comes, before the state has it. Gives back what ends that. */
  onNews(listener: (news: News) => void): () => void
  /** Told by the view how the page fits. */
  fits(fit: Fit, scroll: number): void
  /** Settles when the session is over and all that it began has ended. */
  readonly ended: Promise<void>
  /** Ends all that it began. */
  stop(): Promise<void>
}

/** What has come from the server that runs: something on the wire, or lines that it printed. */
export type News =
  | Change
  | { readonly type: 'printed'; readonly lines: readonly string[] }
  /** The server starts again: what it printed before is over. */
  | { readonly type: 'printed-cleared' }
