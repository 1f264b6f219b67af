import type { Run, Stage } from '../course/course.ts'
import { CourseError } from '../errors.ts'
import type { End, Readiness } from '../server/program.ts'
import { openStand, type Stand } from '../server/stand.ts'
import { createOutputView } from '../terminal/output.ts'
import { renderProse } from '../terminal/prose.ts'
import { urlOf } from '../terminal/screen.ts'
import type { Key, Terminal } from '../terminal/terminal.ts'
import { createWireView } from '../terminal/wire.ts'
import { createSession } from '../wire/exchanges.ts'
import { connectTo } from '../wire/tap.ts'
import { openBrowser } from './browser.ts'
import { type Context, standPlace } from './context.ts'

export interface WatchOptions {
  readonly stage: Stage
  readonly run: Run
  /** The folder the server runs in. */
  readonly folder: string
}

/** A stage's server at work, with everything that passes over the wire printed as it comes. */
export interface Watch {
  readonly run: Run
  openBrowser(): Promise<void>
  restart(): Promise<void>
  /** Sends the bytes that the `run` fence names; there is none where it names none. */
  send(): void
  unfold(): Promise<void>
  printed(): void
  stop(): Promise<void>
}

/** What can be pressed while a server is watched. */
export const watchKeys = {
  open: { key: 'o', name: 'open', does: 'open again' },
  unfold: { key: 'f', name: 'unfold', does: 'unfold' },
  send: { key: 'x', name: 'send', does: 'send the bytes' },
  printed: { key: 'p', name: 'printed', does: 'what it printed' },
  restart: { key: 's', name: 'restart', does: 'restart' },
} as const satisfies Record<string, Key>

export type WatchKey = keyof typeof watchKeys

/** The keys for a run: `x` stands among them where there is something to send. */
export const keysFor = ({ send }: Run): Key<WatchKey>[] =>
  Object.values(watchKeys).filter(({ name }) => name !== 'send' || send !== undefined)

/** Does what one of the keys says. */
export async function pressed(watch: Watch, key: WatchKey): Promise<void> {
  switch (key) {
    case 'open':
      return watch.openBrowser()
    case 'unfold':
      return watch.unfold()
    case 'send':
      return watch.send()
    case 'printed':
      return watch.printed()
    case 'restart':
      return watch.restart()
  }
}

/** Milliseconds after which a connection that sent nothing is called a spare. */
const idleAfter = 2000

/**
 * Starts a stage's server behind the tap and prints what happens. Throws a CourseError where no
 * port can be had; a server that does not start is said, and can be started again.
 */
export async function startWatch(
  { stage, run, folder }: WatchOptions,
  context: Context,
): Promise<Watch> {
  const { terminal, lifetime, options } = context
  const { look } = terminal
  const print = (lines: readonly string[]) =>
    terminal.print(lines.map((line) => ` ${line}`.trimEnd()))
  const session = createSession()
  const view = createWireView({
    look,
    show: run.show,
    hint: terminal.interactive ? 'f unfolds them' : undefined,
  })
  const output = createOutputView(
    run.server,
    look,
    terminal.interactive ? 'p prints them' : undefined,
  )
  const timers = new Set<NodeJS.Timeout>()

  const stand: Stand = await openStand({
    ...standPlace(stage, run, folder, context),
    onEvent: (event) => {
      for (const change of session.take(event)) {
        print(view.change(change))
        if (change.type !== 'opened') continue
        const { connection } = change
        const timer = setTimeout(() => {
          timers.delete(timer)
          if (connection.reads.length === 0 && connection.closing === undefined)
            print(view.idle(connection))
        }, idleAfter)
        timers.add(timer)
      }
    },
    onOutput: (stream, bytes) => print(output.take(stream, bytes)),
    onEnd: (end) => print(['', look.paint('error', ended(end, run.server)), again(terminal)]),
  })

  const stop = async () => {
    forget()
    for (const timer of timers) clearTimeout(timer)
    await stand.stop()
  }
  const forget = lifetime.add(stop)

  const url = () => urlOf(stand.port, run.visit[0])
  const watch: Watch = {
    run,
    async openBrowser() {
      if (!options.open) return print([`Open it in your browser: ${look.paint('accent', url())}`])
      if ((await openBrowser(url())) === 'no-browser')
        print([
          look.paint('warning', 'No browser could be opened from here.'),
          `Type the address into one: ${look.paint('accent', url())}`,
        ])
    },
    async restart() {
      try {
        const readiness = await terminal.during(`Starting ${run.server}`, stand.restart())
        print(readinessLines(readiness, { url: url(), server: run.server }, stand, terminal))
      } catch (error) {
        if (!(error instanceof CourseError)) throw error
        print(['', look.paint('error', error.message), error.next])
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
    async unfold() {
      const { exchanges } = session
      const last = exchanges.at(-1)
      if (last === undefined) return print(['Nothing has come yet.'])
      const options = exchanges.slice(-12).map((value) => ({ value, text: view.title(value) }))
      const first = exchanges.find(({ request }) => request !== undefined)
      print(
        view.whole(
          exchanges.length === 1 ? last : await terminal.choose('Which one?', options, first),
        ),
      )
    },
    printed: () => print(['', ...output.all()]),
    stop,
  }

  if (stand.moved !== undefined) {
    const { from, holder } = stand.moved
    print([
      look.paint('warning', `Port ${from} is taken${holder === undefined ? '' : ` by ${holder}`}.`),
      `This stage uses ${stand.port} instead.`,
    ])
  }
  await watch.restart()
  return watch
}

function readinessLines(
  readiness: Readiness,
  { url, server }: { url: string; server: string },
  stand: Stand,
  terminal: Terminal,
): string[] {
  const { look } = terminal
  switch (readiness.type) {
    case 'ready':
      return [
        '',
        `${look.paint('accent', url)}   ${server} is running`,
        ...renderProse(
          `It listens on port ${stand.privatePort}. The course listens on ${stand.port}, and passes every byte on.`,
          look,
        ).map((line) => look.paint('dim', line)),
      ]
    case 'ended':
      return ['', look.paint('error', ended(readiness.end, server)), again(terminal)]
    case 'silent':
      return [
        '',
        look.paint(
          'error',
          `${server} runs, and after ${readiness.limit / 1000} s nothing listens on its port.`,
        ),
        'Does it listen on process.env.PORT? Change it, then start it again.',
      ]
  }
}

function ended(end: End, server: string): string {
  switch (end.type) {
    case 'exited':
      return end.code === 0
        ? `${server} came to its end and stopped listening.`
        : `${server} stopped with exit code ${end.code}. What it said stands above.`
    case 'killed':
      return `${server} was stopped by ${end.signal}.`
    case 'not-started':
      return `${server} could not be started: ${end.reason}.`
  }
}

const again = ({ interactive }: Terminal) =>
  interactive ? 'Mend it, then press s to start it again.' : 'Mend it, then run the stage again.'
