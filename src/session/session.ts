import type { Course } from '../course/course.ts'
import { deferred } from '../process/deferred.ts'
import { sessionWords } from '../words/session.ts'
import { noProgress } from '../workspace/progress.ts'
import type { Action } from './actions.ts'
import type { News, Session } from './as-seen.ts'
import type { Effects, Ports, Workplace } from './effects.ts'
import { noFeed } from './feed.ts'
import { choose } from './moves.ts'
import { plain, warning } from './notices.ts'
import { actionFor, offeredIn } from './offered.ts'
import type { Answer, Running } from './running.ts'
import { serverOf } from './running-server.ts'
import {
  belowNew,
  choicesOn,
  type Page,
  type SessionState,
  type Shown,
  topOf,
  uncovered,
  withTop,
} from './state.ts'

export interface SessionOptions {
  readonly kind: SessionState['kind']
  readonly first: Page
  readonly follows?: boolean
  readonly effects: Effects
  readonly ports: Ports
  readonly workplace?: Workplace
  readonly course?: Course
  /** The learner's folder as it is shown. */
  readonly shownFolder?: string
}

/** Begins a session. `running` is for those who begin what it shows. */
export function createSession(options: SessionOptions): { session: Session; running: Running } {
  const { kind, first, follows = false, effects, ports, workplace, course } = options
  let state: SessionState = {
    kind,
    stages: course?.stages ?? [],
    folder: options.shownFolder ?? workplace?.folder,
    progress: workplace?.progress.current() ?? noProgress,
    stage: undefined,
    screen: 1,
    shown: [{ page: first, scroll: 0, follows }],
    server: undefined,
    movedTo: undefined,
    exercise: undefined,
    classroom: undefined,
    visitors: new Map(),
    feed: noFeed,
    exchanges: [],
    connections: [],
    printed: [],
    seen: 0,
    paused: undefined,
    filter: '',
    search: '',
    isFinding: false,
    typing: undefined,
    asking: undefined,
    notices: [],
    waiting: undefined,
    fit: { rows: 0, lines: 0, found: [] },
    end: undefined,
  }
  const listeners = new Set<() => void>()
  const newsListeners = new Set<(news: News) => void>()
  let answered = (_answer: Answer) => {}
  const parts: Running['parts'] = new Map()
  const { promise: ended, resolve: tellEnd } = deferred<void>()
  const stop = async () => {
    await Promise.all([...parts.values()].map((part) => part.stop()))
    parts.clear()
  }

  const set = (change: Partial<SessionState>) => {
    const before = state
    state = { ...state, ...change }
    for (const listener of listeners) listener()
    if (before.end === undefined && state.end !== undefined) void stop().then(tellEnd)
  }
  const asShown = (page: Page, follows = false): Shown => ({ page, scroll: 0, follows })

  const running: Running = {
    get state() {
      return state
    },
    effects,
    ports,
    workplace,
    course,
    get session() {
      return session
    },
    set,
    tell(news) {
      for (const listener of newsListeners) listener(news)
    },
    keep(stage, change) {
      if (workplace === undefined) return
      workplace.progress.keep(stage.name, change)
      set({ progress: workplace.progress.current() })
    },
    push: (page, follows) =>
      set({ shown: [...belowNew(page, state.shown), asShown(page, follows)] }),
    swap: (page) => set({ shown: withTop(state.shown, { ...topOf(state.shown), page }) }),
    pop() {
      const [lowest, ...more] = state.shown.slice(0, -1)
      if (lowest !== undefined) set({ shown: [lowest, ...more] })
    },
    show: (page) => set({ shown: [asShown(page)] }),
    scrollTo(line) {
      const most = Math.max(state.fit.lines - state.fit.rows, 0)
      const scroll = Math.max(Math.min(line, most), 0)
      const top = topOf(state.shown)
      const follows = topOf(state.shown).page.type === 'wire' && scroll === most && most > 0
      set({ shown: withTop(state.shown, { ...top, scroll, follows }) })
    },
    say: (...texts) => set({ notices: texts.map(plain) }),
    warn: (...texts) => set({ notices: texts.map(warning) }),
    ask: (question) =>
      new Promise((resolve) => {
        answered = resolve
        set({ asking: question })
      }),
    answer(answer) {
      set({ asking: undefined })
      answered(answer)
    },
    parts,
  }

  const session: Session = {
    get state() {
      return state
    },
    async press(key) {
      if (state.end !== undefined) return
      const { typing } = state
      if (typing !== undefined) return typeKey(running, typing, key)
      const action = actionFor(state, key)
      if (state.notices.length > 0) set({ notices: [] })
      if (action !== undefined)
        return action.run(running, key.length === 1 ? key.toLowerCase() : key)
    },
    async pick(number) {
      if (state.notices.length > 0) set({ notices: [] })
      await choose(running, number - 1)
    },
    act(id, key) {
      if (state.end !== undefined) return undefined
      const shown = uncovered(state.shown)
      const isMeant = (one: Action) => one.id === id && one.keys.includes(key)
      const action = offeredIn({ ...state, shown }).find(isMeant)
      if (action !== undefined) set({ shown, notices: [] })
      const { run } = action ?? offeredIn(state).find(isMeant) ?? {}
      return run && Promise.resolve(run(running, key))
    },
    choose(number) {
      const shown = uncovered(state.shown)
      if (state.end !== undefined || choicesOn({ ...state, shown }) < number) return undefined
      set({ shown, notices: [] })
      return Promise.resolve(choose(running, number - 1))
    },
    send(bytes) {
      const server = state.end === undefined ? serverOf(running) : undefined
      server?.send(bytes)
      return server !== undefined
    },
    async type(text) {
      const { typing } = state
      if (typing === undefined) return
      set({ typing: { ...typing, text } })
      typeKey(running, { ...typing, text }, 'enter')
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    onNews(listener) {
      newsListeners.add(listener)
      return () => void newsListeners.delete(listener)
    },
    fits(fit, scroll) {
      const { isFinding, search } = state
      const next = fit.found.find((line) => line > scroll) ?? fit.found[0]
      const to = isFinding ? Math.min(next ?? scroll, Math.max(fit.lines - fit.rows, 0)) : scroll
      const isLost = isFinding && next === undefined
      state = {
        ...state,
        fit,
        isFinding: false,
        shown: withTop(state.shown, { ...topOf(state.shown), scroll: to }),
        ...(isLost && { notices: [plain(sessionWords.notFound(search))] }),
      }
    },
    ended,
    stop,
  }
  return { session, running }
}

/** A key while a line is typed: letters are its text. */
function typeKey({ set }: Running, typing: NonNullable<SessionState['typing']>, key: string): void {
  const { what, text } = typing
  const typed = key === 'space' ? ' ' : key
  if (key === 'escape') set({ typing: undefined, [what]: '' })
  else if (key === 'enter')
    set({
      typing: undefined,
      [what]: text.trim(),
      isFinding: what === 'search' && text.trim() !== '',
    })
  else if (key === 'backspace') set({ typing: { what, text: [...text].slice(0, -1).join('') } })
  else if ([...typed].length === 1) set({ typing: { what, text: text + typed } })
}
