import { createTold } from '../../../page/client/told.ts'
import type { BoardAct, BoardEvent, ShownPage } from '../protocol.ts'
import { emptyState, fold, type PageState } from './store.ts'

/** What the views draw from and act through. */
export interface BoardModel {
  readonly view: 'class' | 'wall'
  readonly state: PageState
  /** Told after changes, at most once for each frame that the browser draws. Gives back what ends that. */
  subscribe(listener: () => void): () => void
  /** Undefined where this page may only look. */
  readonly act: ((act: BoardAct) => Promise<void>) | undefined
  /** The file that a student shows. */
  shown(id: string): Promise<ShownPage | undefined>
}

const base = '/board/'

/** The model of this document. */
export function openModel(document: Document): BoardModel {
  const meta = (name: string) =>
    document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content
  const view = meta('board-view') === 'class' ? 'class' : 'wall'
  const token = meta('act-token')
  let state = emptyState
  const { tell, subscribe } = createTold()
  const set = (next: PageState) => {
    state = next
    tell()
  }

  let stream: EventSource | undefined
  const open = () => {
    stream?.close()
    stream = new EventSource(`${base}events${view === 'wall' ? '?view=wall' : ''}`)
    stream.onerror = () => set({ ...state, link: 'lost' })
    stream.onmessage = ({ data }) => {
      const event: BoardEvent = JSON.parse(data)
      // Those before come together with the last, and are drawn with it.
      if (event.type === 'rows' || event.type === 'wall') set(fold(state, event))
      else state = fold(state, event)
    }
  }
  open()
  // After an answer that is no stream, as while the board starts again, a browser does not try again by itself.
  setInterval(() => {
    if (stream?.readyState === EventSource.CLOSED) open()
  }, 2000)

  return {
    view,
    get state() {
      return state
    },
    subscribe,
    act:
      token === undefined
        ? undefined
        : async (act) => {
            const headers = { 'Content-Type': 'application/json', 'X-Act-Token': token }
            const body = JSON.stringify(act)
            // Where it fails, the page says that the board does not answer.
            await fetch(`${base}act`, { method: 'POST', headers, body }).catch(() => {})
          },
    async shown(id) {
      const response = await fetch(`${base}shown/${id}`).catch(() => undefined)
      return response?.ok ? response.json() : undefined
    },
  }
}
