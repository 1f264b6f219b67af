import { setImmediate as turn } from 'node:timers/promises'
import type { Result } from '../../src/checks/explain/failure.ts'
import type { Course } from '../../src/course/course.ts'
import type { TappedServerOptions } from '../../src/process/tapped-server.ts'
import type { Effects, Workplace } from '../../src/session/effects.ts'
import { createSession, type SessionOptions } from '../../src/session/session.ts'
import type { Page } from '../../src/session/state.ts'
import type { Exchange } from '../../src/wire/exchange.ts'
import { programAt } from '../../src/workspace/own-server.ts'
import {
  exerciseProgressOf,
  noProgress,
  type Progress,
  progressOf,
} from '../../src/workspace/progress.ts'
import type { ProgressStore } from '../../src/workspace/progress-store.ts'
import { eventsOf, type Happening } from '../notes/exchange.ts'
import { smallCourse } from './course.ts'

/** What a session did outside itself, and what can be done to it. */
export interface Desk extends ReturnType<typeof createSession> {
  readonly did: string[]
  /** Lets a connection happen at the server that runs. */
  visit(...happenings: Happening[]): Promise<void>
  /** What the server that runs prints. */
  prints(text: string): Promise<void>
  /** The file is saved, and the checks say this; `wires`: what passed in each. */
  save(results: readonly Result[], wires?: readonly (readonly Exchange[])[]): Promise<void>
  press(...keys: string[]): Promise<void>
  stop(): Promise<void>
}

const at = new Date('2026-11-28T12:00:00Z')

/** A session whose servers, browser, editor and files are made up. */
export function openDesk(options: {
  readonly kind?: SessionOptions['kind']
  readonly first?: Page
  readonly results?: readonly Result[]
  readonly ownBefore?: () => void
  readonly course?: Course
  /** What the learner's file holds; by default what the stage begins with. */
  readonly mine?: string
  /** Why the page can't be opened. */
  readonly noPage?: string
}): Desk {
  const did: string[] = []
  let server: TappedServerOptions | undefined
  let onSave = (_at: Date) => {}
  let results = options.results ?? []
  let wires: readonly (readonly Exchange[])[] = []
  let connections = 0
  let progress: Progress = noProgress

  const effects: Effects = {
    async openServer(opened) {
      server = opened
      connections = 0
      did.push(`open ${opened.port}`)
      return {
        port: opened.port,
        moved: undefined,
        privatePort: 4000,
        group: undefined,
        async restart() {
          did.push('start')
          opened.onStart?.()
          return { type: 'ready' }
        },
        async stop() {
          did.push('stop')
        },
      }
    },
    finishedServer: (stage, run) => ({
      type: 'file',
      file: `${stage.folder}/${run.server}`,
      root: '/',
      emitted: '/',
      cwd: '/',
    }),
    send: (port, bytes) => void did.push(`send ${port} ${Buffer.from(bytes)}`),
    async openBrowser(url) {
      did.push(`browser ${url}`)
      return 'opened'
    },
    async openPage() {
      did.push('page')
      if (options.noPage !== undefined) throw new Error(options.noPage)
      return { url: 'http://127.0.0.1:5000/page/?token=t', isOpened: true }
    },
    async openEditor(path) {
      did.push(`editor ${path}`)
      return { type: 'opened', editor: 'an editor' }
    },
    writeDraft: (name) => `/drafts/${name}`,
    readDraft: () => 'GET /changed HTTP/1.1\\r\\n\n\\r\\n\n',
    now: () => at,
    clock: () => 0,
    onEnd: () => () => {},
  }
  const keep: ProgressStore['keep'] = (name, change) => {
    const stages = { ...progress.stages, [name]: { ...progressOf(progress, name), ...change } }
    progress = { ...progress, stage: name, stages }
  }
  const store: ProgressStore = {
    folder: '/home/me/my-webserver',
    setAside: undefined,
    current: () => progress,
    stage: (name) => progressOf(progress, name),
    exercise: (name) => exerciseProgressOf(progressOf(progress, name)),
    keep,
    keepExercise: (name, change) =>
      keep(name, { exercise: { ...exerciseProgressOf(progressOf(progress, name)), ...change } }),
    forget() {},
  }
  const workplace: Workplace = {
    folder: '/home/me/my-webserver',
    progress: store,
    own: (stage) => programAt(`${stage.folder}/server.js`, 'js'),
    async bring(stage) {
      did.push(`bring ${stage.name}`)
    },
    ownBefore: async () => options.ownBefore,
    start: async () => 'mine\n',
    solution: async () => 'the solution\n',
    read: () => options.mine ?? 'mine\n',
    async reset() {
      did.push('reset')
      return [{ file: '1-first/server.js', backup: 'backups/server.js' }]
    },
    async runChecks(_stage, { tell }) {
      for (const [i, result] of results.entries()) tell(result, wires[i] ?? [])
      return results
    },
    async watchSaves(saves) {
      onSave = saves.onSave
      return { how: Promise.resolve('told'), stop: async () => {} }
    },
  }
  const { session, running } = createSession({
    kind: options.kind ?? 'course',
    first: options.first ?? { type: 'menu', at: 0 },
    effects,
    ports: { port: undefined, openTo: undefined },
    workplace,
    course: options.course ?? smallCourse,
    shownFolder: 'my-webserver',
  })
  return {
    session,
    running,
    did,
    async visit(...happenings) {
      connections += 1
      for (const event of eventsOf(happenings, connections, connections * 10))
        server?.onEvent(event)
      await told(session)
    },
    async prints(text) {
      server?.onOutput('stdout', Buffer.from(text))
      await told(session)
    },
    async save(now, passed = []) {
      results = now
      wires = passed
      onSave(at)
      await turn()
      await turn()
    },
    async press(...keys) {
      for (const key of keys) await Promise.race([session.press(key), isAsking(session)])
    },
    stop: session.stop,
  }
}

/** What is on the wire is told a moment later. */
const told = (session: Desk['session']) =>
  new Promise<void>((resolve) => {
    const { feed } = session.state
    const stop = session.onChange(() => {
      if (session.state.feed === feed) return
      stop()
      resolve()
    })
  })

/** A key that asks something has not done its work before that is answered. */
const isAsking = (session: Desk['session']) =>
  new Promise<void>((resolve) => {
    const stop = session.onChange(() => {
      if (session.state.asking === undefined) return
      stop()
      resolve()
    })
  })
