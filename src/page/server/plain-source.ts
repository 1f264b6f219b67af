import type { News } from '../../session/as-seen.ts'
import type { PageSession } from '../protocol.ts'
import { type GatherOptions, gather } from './gathered.ts'
import { atRest } from './saved-page.ts'
import type { PageSource } from './source.ts'

/** A source without a session: a server that a program watches, or what stands in a file. */
export interface PlainSource extends PageSource {
  take(news: News): void
  /** Shows something else of the session. */
  set(change: Partial<PageSession>): void
  close(): void
}

export interface PlainSourceOptions extends GatherOptions {
  /** The session as it begins. */
  readonly session: PageSession
  /** Sends bytes to the server; undefined where there is none. */
  readonly send: ((bytes: Uint8Array) => void) | undefined
}

export function createPlainSource({ send, ...options }: PlainSourceOptions): PlainSource {
  const gathered = gather(options)
  let { session } = options
  let isOver = false
  return {
    ...gathered,
    get session() {
      return session
    },
    get isOver() {
      return isOver
    },
    checkDetail: () => undefined,
    act(act) {
      if (act.type !== 'send' || send === undefined || isOver) return false
      send(Buffer.from(act.bytes, 'base64'))
      return true
    },
    saved: (redact) => ({
      ...gathered.saved(redact),
      session: { ...atRest(session), notices: session.notices },
    }),
    set(change) {
      session = { ...session, ...change }
      gathered.tell({ type: 'session' })
    },
    close() {
      isOver = true
      gathered.stop()
      gathered.tell({ type: 'ended' })
    },
  }
}

/** A session that shows a server, or a file, and no lesson. */
export const sessionWithoutLesson = (
  kind: PageSession['kind'],
  more: Partial<PageSession> = {},
): PageSession => ({
  kind,
  stage: undefined,
  lesson: undefined,
  server: undefined,
  exercise: undefined,
  actions: [],
  asking: undefined,
  notices: [],
  waiting: undefined,
  ...more,
})
