import type { Run } from '../course/course.ts'
import { serverEndSaid } from '../notes/server-end.ts'
import { gatherLines } from '../process/gather-lines.ts'
import { type OpenTo, urlsOf } from '../process/host.ts'
import {
  isWaitedFor,
  type TappedServer,
  type TappedServerOptions,
} from '../process/tapped-server.ts'
import type { Upstream } from '../process/upstream.ts'
import type { WireEvent } from '../wire/event.ts'
import type { Change } from '../wire/exchange.ts'
import { createSession as createWireSession } from '../wire/session.ts'
import { CourseError, freePort, takenWords } from '../words/errors.ts'
import { type ServerWords, serverWords } from '../words/server.ts'
import { sessionWords } from '../words/session.ts'
import { createFeed } from './feed.ts'
import { fault, plain, warning } from './notices.ts'
import { createPrinted } from './printed.ts'
import type { Running } from './running.ts'
import { type Server, servers, urlOf } from './running-server.ts'
import { serverLanguageOf } from './server-language.ts'
import { watchStalled } from './stalled.ts'
import { type Notice, pageOf, type ServerState } from './state.ts'
import { createUpdates } from './updates.ts'

/** A server to be watched. */
export interface Watched {
  /** What it is called, what to visit, and which notes stay in sight. */
  readonly run: Run
  readonly upstream: Upstream
  /** The port that is wanted, unless another is asked for. */
  readonly port: number
  readonly words: ServerWords
  /** It was not there before: the course starts it. */
  readonly isOurs: boolean
  /** It is started by somebody else, who says how that went. */
  readonly isQuiet?: boolean
  /** Told of every change on the wire, with the event that brought it about. */
  readonly onChange?: ((change: Change, event: WireEvent) => void) | undefined
  /** See TappedServerOptions. */
  readonly splitHead?: boolean
  /** Nobody can start it again: its end ends the session. */
  readonly endsSession?: boolean
}

/** Connections of a program that has ended are closed by the system: so long that is waited for. */
const closingMs = 2000

/**
 * Opens the tap in front of a server and starts it. What comes over the wire becomes the session's feed.
 * Throws a CourseError where no port can be had; that a server does not start is said in the state.
 */
export async function openServer(running: Running, watched: Watched): Promise<Server> {
  const { effects, ports } = running
  const { run, upstream, words, isOurs, isQuiet = false, onChange } = watched
  await running.parts.get('server')?.stop()
  const wire = createWireSession()
  const feed = createFeed()
  const printed = createPrinted()
  const updates = createUpdates(running, feed, printed)
  let ending: NodeJS.Timeout | undefined
  const stalled = watchStalled({ wire, feed, clock: effects.clock, onNews: updates.soon })

  let isTold = false
  const gathered = gatherLines((stream, bytes) => {
    const lines = printed.take(stream, bytes)
    running.tell({ type: 'printed', lines })
    if (stream === 'stderr' && isTold) return
    feed.output(stream, lines)
    updates.soon()
  })
  const setServer = (change: Partial<ServerState>) => {
    const { server } = running.state
    if (server !== undefined) running.set({ server: { ...server, ...change } })
  }
  const options: TappedServerOptions = {
    upstream,
    port: ports.port ?? watched.port,
    portFixed: ports.port !== undefined,
    openTo: ports.openTo,
    onEvent(event) {
      for (const change of wire.take(event)) {
        onChange?.(change, event)
        feed.take(change, event.at)
        running.tell(change)
      }
      updates.event()
      if (ending !== undefined && isQuietNow()) over()
    },
    onOutput: gathered.take,
    onStart() {
      gathered.flush()
      if (feed.feed.items.length + printed.lines.length === 0) return
      printed.clear()
      feed.restarted()
      running.tell({ type: 'printed-cleared' })
      running.set({ printed: printed.lines })
      updates.soon()
    },
    onEnd(end) {
      gathered.flush()
      const { said, next } = words.ended(end)
      const before = serverEndSaid(wire.connections, effects.clock(), serverLanguageOf(upstream))
      setServer({
        status: 'down',
        privatePort: undefined,
        said: [
          { tone: 'error', text: said },
          ...(before === undefined ? [] : fault(before.said, before.todo ?? '')),
          plain(next),
        ],
      })
      down()
    },
    onLateStart: () => ready(),
    ...(watched.splitHead !== undefined && { splitHead: watched.splitHead }),
  }
  const tapped = await effects.openServer(options)
  const stop = async () => {
    forget()
    stalled.stop()
    await tapped.stop()
    gathered.flush()
    updates.stop()
    clearTimeout(ending)
    servers.delete(running)
  }
  const forget = effects.onEnd(stop)

  const about = portNotices(tapped, words, ports.openTo)
  const url = urlOf(tapped.port, run.visit[0])
  running.set({
    feed: feed.feed,
    seen: 0,
    paused: undefined,
    movedTo: tapped.moved === undefined ? undefined : tapped.port,
    exchanges: wire.exchanges,
    connections: wire.connections,
    printed: [],
    server: {
      name: run.server,
      run,
      status: 'starting',
      url,
      port: tapped.port,
      privatePort: undefined,
      running: words.running,
      ports: '',
      said: about,
      isOurs,
      awaits: undefined,
    },
  })

  const ready = () => {
    const withoutTap = words.withoutTap(tapped)
    setServer({
      status: 'ready',
      privatePort: tapped.privatePort,
      ports: words.ports(tapped),
      said: withoutTap === undefined ? about : [...about, plain(withoutTap)],
    })
  }
  /** No connection is open: nothing more comes from a program that has ended. */
  const isQuietNow = () => wire.connections.every(({ closing }) => closing !== undefined)
  /** Ends the session, with all that came until then. */
  const over = () => {
    clearTimeout(ending)
    running.set({ feed: feed.feed, printed: printed.lines, end: 'down' })
  }
  const down = () => {
    if (watched.endsSession !== true) return
    if (isQuietNow()) over()
    else ending ??= setTimeout(over, closingMs)
  }
  const server: Server = {
    async restart(told = false) {
      isTold = told
      setServer({ status: 'starting' })
      try {
        const readiness = await tapped.restart()
        if (readiness.type === 'ready') return ready()
        if (isQuiet) return setServer({ status: 'down', privatePort: undefined, said: about })
        gathered.flush()
        const { said, next } = words.notReady(readiness, tapped)
        setServer({
          status: 'down',
          privatePort: undefined,
          said: [...about, ...fault(said, next)],
        })
        if (!isWaitedFor(readiness)) down()
      } catch (error) {
        if (!(error instanceof CourseError)) throw error
        setServer({ status: 'down', ...(!isQuiet && { said: fault(error.message, error.next) }) })
      }
    },
    async openBrowser() {
      setServer({ awaits: 'browser' })
      const result = await effects.openBrowser(url)
      // The wire says it itself.
      if (result !== 'opened' && pageOf(running.state).type !== 'wire')
        running.say(sessionWords.openYourself[result], url)
      if (feed.feed.requests > 0) return setServer({ awaits: undefined })
      if (result !== 'opened')
        setServer({ awaits: result === 'no-browser' ? 'no-browser' : 'visitor' })
    },
    send: (bytes) => effects.send(tapped.port, bytes),
    stop,
  }
  servers.set(running, server)
  running.parts.set('server', server)
  if (!isQuiet) await server.restart()
  return server
}

/** What is said of the port: why it is another one, and who else may visit. */
function portNotices(
  { port, moved }: TappedServer,
  words: ServerWords,
  openTo: OpenTo | undefined,
): Notice[] {
  return [
    ...(moved === undefined ? [] : [warning(takenWords(moved)), plain(words.moved(port))]),
    ...(moved?.holder?.isCourse ? [plain(`${freePort(moved)}.`)] : []),
    ...(openTo === undefined ? [] : serverWords.openToOthers(urlsOf(openTo, port)).map(warning)),
  ]
}
