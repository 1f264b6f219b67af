import { wrapAnsi } from 'fast-wrap-ansi'
import { openBrowser } from '../app/browser.ts'
import type { Context, Place } from '../app/context.ts'
import type { Run, Stage } from '../course/course.ts'
import { gatherLines } from '../process/gather-lines.ts'
import { urlsOf } from '../process/host.ts'
import type { Readiness } from '../process/program.ts'
import { isWaitedFor, openTappedServer, type TappedServer } from '../process/tapped-server.ts'
import { renderProse } from '../terminal/draw/prose.ts'
import type { Look } from '../terminal/draw/theme.ts'
import { createOutputView } from '../terminal/views/output.ts'
import { urlOf } from '../terminal/views/screen.ts'
import { createWireView } from '../terminal/views/wire.ts'
import type { WireEvent } from '../wire/event.ts'
import type { Change, Exchange } from '../wire/exchange.ts'
import { createSession } from '../wire/session.ts'
import { connectTo } from '../wire/tap.ts'
import { CourseError, freePort, takenWords } from '../words/errors.ts'
import { type ServerWords, serverWords } from '../words/server.ts'
import { type StandPlace, standPlace } from './server-place.ts'
import { tellStalled } from './stalled.ts'
import { createWireKeys, type WireKeys } from './wire-keys.ts'

export interface WatchOptions {
  readonly stage: Stage
  readonly run: Run
  /** The folder the server runs in. */
  readonly folder: string
}

/** A server to be watched that may be any. */
export interface Watched {
  /** What it is called, what to visit, and which notes stay in sight. */
  readonly run: Run
  readonly place: StandPlace
  readonly words: ServerWords
  /** It is not started yet, and nothing is said of its starts: somebody else does both. */
  readonly quiet?: boolean
  /** Told of every change on the wire, with the event that brought it about. */
  readonly onChange?: ((change: Change, event: WireEvent) => void) | undefined
  /** Told when the server could not be started, and when it has ended. It has been printed why. */
  readonly onDown?: () => void
}

/** A server at work, with everything that passes over the wire printed as it comes. */
export interface Watch {
  readonly run: Run
  openBrowser(): Promise<void>
  /**
   * Starts it anew. What it prints on standard error is left out where it does not start and all of it
   * was told already.
   */
  restart(known?: 'told'): Promise<void>
  /** Sends the bytes that the `run` fence names; there is none where it names none. */
  send(): void
  printed(): void
  /** A screen has begun: what comes next is told with its connection. */
  turnPage(): void
  /** The port that clients connect to. */
  readonly port: number
  /** The address that is opened. */
  url(): string
  /** What has come so far. */
  exchanges(): readonly Exchange[]
  /** What can be asked about the exchanges that came. */
  readonly wire: WireKeys
  stop(): Promise<void>
}

/**
 * Starts a stage's server behind the tap and prints what happens. Throws a CourseError where no
 * port can be had; a server that does not start is said, and can be started again.
 */
export function startWatch({ stage, run, folder }: WatchOptions, context: Context): Promise<Watch> {
  const place = standPlace(stage, run, folder, context)
  // The learner's own file has the same name.
  const words = serverWords.stage(
    run.server,
    context.terminal.interactive,
    `the course's ${run.server}`,
  )
  return watchServer({ run, place, words }, context)
}

/** The same for any server. */
export async function watchServer(
  { run, place, words, quiet = false, onChange, onDown }: Watched,
  { terminal, lifetime, options }: Pick<Place, 'terminal' | 'lifetime' | 'options'>,
): Promise<Watch> {
  const { look } = terminal
  const print = (lines: readonly string[]) =>
    terminal.print(lines.map((line) => ` ${line}`.trimEnd()))
  const session = createSession()
  const view = createWireView({
    look,
    show: run.show,
    hint: terminal.interactive ? 'f unfolds them' : undefined,
    formHint: terminal.interactive ? 'd decodes the form' : undefined,
  })
  const output = createOutputView(
    run.server,
    look,
    terminal.interactive ? 'p prints them' : undefined,
  )
  const stalled = tellStalled({ session, view, print })

  /** What it said of itself while it starts, where all that was told already. */
  let errors: string[] | undefined
  /** It has printed something since it was started. */
  let saysAny = false
  const gathered = gatherLines((stream, bytes) => {
    const lines = output.take(stream, bytes)
    saysAny ||= lines.length > 0
    if (stream === 'stderr' && errors !== undefined) errors.push(...lines)
    else print(lines)
  })

  const stand: TappedServer = await openTappedServer({
    ...place,
    onLateStart: () => {
      if (!quiet) print(['', ...readyLines(words, url(), stand, look)])
    },
    onEvent: (event) => {
      const changes = session.take(event)
      for (const change of changes) {
        onChange?.(change, event)
        print(view.change(change))
      }
      stalled.take(event, changes)
    },
    onOutput: gathered.take,
    onEnd: (end) => {
      gathered.flush()
      const { said, next } = words.ended(end)
      print(['', look.paint('error', said), next])
      onDown?.()
    },
  })

  const stop = async () => {
    forget()
    stalled.stop()
    await stand.stop()
    gathered.flush()
  }
  const forget = lifetime.add(stop)

  const url = () => urlOf(stand.port, run.visit[0])
  const watch: Watch = {
    run,
    port: stand.port,
    async openBrowser() {
      if (!options.open) return print([`Open it in your browser: ${look.paint('accent', url())}`])
      if ((await openBrowser(url())) === 'no-browser')
        print([
          look.paint('warning', 'No browser could be opened from here.'),
          `Type the address into one: ${look.paint('accent', url())}`,
        ])
    },
    async restart(known) {
      errors = known === undefined ? undefined : []
      try {
        if (quiet) {
          const { type } = await stand.restart()
          if (type === 'ended' || errors === undefined) return
          print(errors)
          errors = undefined
          return
        }
        // What the server prints while it starts belongs below this line, too.
        print([''])
        saysAny = false
        const readiness = await terminal.during(`Starting ${run.server}`, stand.restart())
        const lines = readinessLines(readiness, words, url(), stand, look)
        // Where it printed nothing, the blank line stands there already.
        print(saysAny || readiness.type === 'ready' ? lines : lines.slice(1))
        if (readiness.type !== 'ready' && !isWaitedFor(readiness)) onDown?.()
      } catch (error) {
        if (!(error instanceof CourseError)) throw error
        if (!quiet) print(['', look.paint('error', error.message), error.next])
      }
    },
    send() {
      const socket = connectTo(stand.port)
        .on('error', () => {})
        .resume()
      socket.write(run.send ?? '')
      // What a client says last: no more will come. It closes when the answer has come.
      socket.end()
    },
    printed: () => print(['', ...output.all()]),
    turnPage: view.turnPage,
    url,
    exchanges: () => session.exchanges,
    wire: createWireKeys({ session, view, terminal, print, port: () => stand.port }),
    stop,
  }

  if (stand.moved !== undefined) {
    print([
      look.paint('warning', takenWords(stand.moved)),
      words.moved(stand.port),
      ...(stand.moved.holder?.isCourse ? [`${freePort(stand.moved)}.`] : []),
    ])
  }
  if (place.openTo !== undefined)
    for (const said of serverWords.openToOthers(urlsOf(place.openTo, stand.port)))
      print(renderProse(said, look).map((line) => look.paint('warning', line)))
  if (!quiet) await watch.restart()
  return watch
}

function readinessLines(
  readiness: Readiness,
  words: ServerWords,
  url: string,
  stand: TappedServer,
  look: Look,
): string[] {
  if (readiness.type === 'ready') return readyLines(words, url, stand, look)
  const { said, next } = words.notReady(readiness, stand)
  return ['', look.paint('error', said), next]
}

function readyLines(words: ServerWords, url: string, stand: TappedServer, look: Look): string[] {
  return [
    ...wrapAnsi(`${look.paint('accent', url)}   ${words.running}`, look.columns - 2).split('\n'),
    ...renderProse(words.ports(stand), look).map((line) => look.paint('dim', line)),
  ]
}
