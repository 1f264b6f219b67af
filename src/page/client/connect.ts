import type { ExchangeDetail, PageAct, PageEvent, SavedSession } from '../protocol.ts'
import { emptyState, fold, type PageState, savedState } from './store.ts'
import { createTold } from './told.ts'

/** What the views draw from and act through: a session that goes on, or one in a saved file. */
export interface PageModel {
  readonly state: PageState
  /** Told after changes, at most once for each frame that the browser draws. Gives back what ends that. */
  subscribe(listener: () => void): () => void
  /** Does something in the session. False where it does nothing there. */
  act(act: PageAct): Promise<boolean>
  /** All of one exchange; undefined where it is not kept any more. With `redact`, dots are in the place of secrets. */
  detail(of: DetailOf, redact?: boolean): Promise<ExchangeDetail | undefined>
  /** Where the page is to be had as one file; undefined in such a file. */
  readonly saveAt: ((redacted: boolean) => string) | undefined
}

/** An exchange, by its number; with `check`, one of a check with this id. */
export interface DetailOf {
  readonly number: number
  readonly check?: string | undefined
}

/** The model of this document: what was saved in it, or the session that its server shows. */
export function openModel(document: Document): PageModel {
  const saved = document.querySelector('script[type="application/json"]')?.textContent
  if (saved) return openSaved(JSON.parse(saved))
  const token = document.querySelector<HTMLMetaElement>('meta[name="act-token"]')?.content
  return openLive(token ?? '')
}

/** A session in a file: nothing more comes, and nothing can be done in it. */
function openSaved(saved: SavedSession): PageModel {
  const state = savedState(saved)
  const details = new Map(saved.details.map((detail) => [placeOf(detail), detail]))
  const dotted = new Map(saved.dotted.map((detail) => [placeOf(detail), detail]))
  return {
    state,
    subscribe: () => () => {},
    act: async () => false,
    async detail(of, redact = false) {
      const place = placeOf(of)
      return (redact ? dotted.get(place) : undefined) ?? details.get(place)
    },
    saveAt: undefined,
  }
}

/** Where it is to be had. */
const placeOf = ({ number, check }: DetailOf) =>
  check === undefined ? `exchange/${number}` : `check/${check}/${number}`

function openLive(token: string): PageModel {
  let state = emptyState
  const { tell, subscribe } = createTold()
  const set = (next: PageState) => {
    state = next
    tell()
  }

  let stream: EventSource | undefined
  const open = () => {
    stream?.close()
    const opened = new EventSource('events')
    stream = opened
    opened.onopen = () => set({ ...state, link: 'live' })
    opened.onerror = () => {
      if (state.link !== 'ended') set({ ...state, link: 'lost' })
    }
    opened.onmessage = ({ data }) => {
      const event: PageEvent = JSON.parse(data)
      set(fold(state, event))
      if (event.type === 'ended') opened.close()
    }
  }
  open()
  // After sleep a browser may have given up: then it does not try again by itself.
  document.addEventListener('visibilitychange', () => {
    const isGone = stream?.readyState === EventSource.CLOSED && state.link !== 'ended'
    if (document.visibilityState === 'visible' && isGone) open()
  })

  return {
    get state() {
      return state
    },
    subscribe,
    async act(act) {
      const body = JSON.stringify(act)
      const headers = { 'Content-Type': 'application/json', 'X-Act-Token': token }
      const response = await fetch('act', { method: 'POST', headers, body })
      return response.ok
    },
    async detail(of, redact = false) {
      const response = await fetch(`${placeOf(of)}${redact ? '?redact=1' : ''}`)
      return response.ok ? await response.json() : undefined
    },
    saveAt: (redacted) => `save${redacted ? '?redact=1' : ''}`,
  }
}
