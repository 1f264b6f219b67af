import type {
  ConnectionLine,
  ExchangeLine,
  PageEvent,
  PageSession,
  SavedSession,
} from '../protocol.ts'

/** What the page knows: all that it draws follows from this. */
export interface PageState {
  /** Undefined until the first event has come. */
  readonly session: PageSession | undefined
  /** In the order of their numbers. */
  readonly exchanges: readonly ExchangeLine[]
  /** In the order of their ids. */
  readonly connections: readonly ConnectionLine[]
  /** The latest lines that the server printed. */
  readonly printed: readonly string[]
  /** `lost`: the stream broke, and is tried again. `ended`: the session is over. `saved`: nothing more comes. */
  readonly link: 'opening' | 'live' | 'lost' | 'ended' | 'saved'
}

export const emptyState: PageState = {
  session: undefined,
  exchanges: [],
  connections: [],
  printed: [],
  link: 'opening',
}

/** Lines of output that the page keeps. */
const maxPrinted = 2000

/** The state after an event. Pure. */
export function fold(state: PageState, event: PageEvent): PageState {
  switch (event.type) {
    case 'session':
      return { ...state, session: event.session }
    case 'exchanges':
      return { ...state, exchanges: merge(state.exchanges, event.exchanges, numberOf) }
    case 'connections':
      return { ...state, connections: merge(state.connections, event.connections, idOf) }
    case 'cleared':
      return { ...state, exchanges: [], connections: [], printed: [] }
    case 'printed-cleared':
      return { ...state, printed: [] }
    case 'printed':
      return { ...state, printed: [...state.printed, ...event.lines].slice(-maxPrinted) }
    case 'ended':
      return { ...state, link: 'ended' }
  }
}

/** The state of a page that was saved. */
export function savedState({
  session,
  exchanges,
  connections,
  printed,
}: Omit<SavedSession, 'details' | 'dotted'>): PageState {
  return { session, exchanges, connections, printed, link: 'saved' }
}

/** The exchange with a number, among lines in the order of their numbers. */
export function exchangeOf({ exchanges }: PageState, number: number): ExchangeLine | undefined {
  const found = exchanges[placeOf(exchanges, number, numberOf)]
  return found?.number === number ? found : undefined
}

const numberOf = ({ number }: ExchangeLine) => number
const idOf = ({ id }: ConnectionLine) => id

/** Sorted lines with others put in the places of their keys. Most come at the end. */
function merge<T>(all: readonly T[], fresh: readonly T[], keyOf: (one: T) => number): T[] {
  const merged = [...all]
  for (const one of fresh) {
    const key = keyOf(one)
    const at = placeOf(merged, key, keyOf)
    const there = merged[at]
    if (there === undefined) merged.push(one)
    else merged.splice(at, keyOf(there) === key ? 1 : 0, one)
  }
  return merged
}

/** The index of the first line whose key is not below this one. */
function placeOf<T>(all: readonly T[], key: number, keyOf: (one: T) => number): number {
  let low = 0
  let high = all.length
  while (low < high) {
    const middle = (low + high) >> 1
    const one = all[middle]
    if (one !== undefined && keyOf(one) < key) low = middle + 1
    else high = middle
  }
  return low
}
