import { basename } from 'node:path'
import type { Place } from '../app/context.ts'
import { type JsonOptions, jsonDetail } from '../app/json-options.ts'
import { lookOnAsPage } from '../app/json-page.ts'
import { sessionEffects } from '../app/session-effects.ts'
import { serveAsJson } from '../json/server-json.ts'
import { startable } from '../process/shell.ts'
import { tapTarget, targetName } from '../process/tap-target.ts'
import type { TappedServer } from '../process/tapped-server.ts'
import type { Upstream } from '../process/upstream.ts'
import { whereIs, which } from '../process/which.ts'
import { openPage } from '../session/page.ts'
import { urlOf } from '../session/running-server.ts'
import { openServer } from '../session/server.ts'
import { createSession } from '../session/session.ts'
import { errors } from '../words/errors.ts'
import { type ServerWords, serverWords } from '../words/server.ts'
import { visibleText } from '../words/visible.ts'

export interface TapOptions extends JsonOptions {
  /** HOST:PORT of a server that runs already. */
  readonly to?: string
  /** The file to write: a page where its name ends in .html, else HAR. */
  readonly save?: string
  /** It may replace a file that is there. */
  readonly overwrite?: boolean
  /** Passes on the head of a request first, and what came with it a moment later. */
  readonly split?: boolean
}

/** The port that the tap listens on, unless another is named. */
const ownPort = 9000
/** How long a program has to open its port. */
const startLimitMs = 10_000

/**
 * `tap -- CMD…` and `tap --to HOST:PORT`: any server, and what passes over the wire. `command`: a program and its
 * arguments; empty where none was given.
 */
export async function tap(
  place: Place,
  command: readonly string[],
  { to, save, overwrite = false, split: splitHead = false, json = false, ...asked }: TapOptions,
): Promise<number> {
  const { terminal, lifetime, options } = place
  const detail = jsonDetail(asked)
  const { redact } = detail
  const { upstream, name, words } = whatToTap(command, to, place)
  const saving =
    save === undefined
      ? undefined
      : await (await import('../app/save-tap.ts')).saveTap({ save, json, overwrite, redact }, place)
  const url = (port: number) => urlOf(port, '/')
  if (json) {
    const at = {
      upstream,
      port: options.port ?? ownPort,
      portFixed: options.port !== undefined,
      openTo: options.openTo,
      splitHead,
    }
    const ready = ({ port }: TappedServer) => ({ server: name, url: url(port) })
    const seen = { kind: 'tap', name, url, upstream, onSource: saving?.onSource } as const
    return serveAsJson(
      {
        place: at,
        words,
        onChange: saving?.onChange,
        ...detail,
        ready,
        lookOn:
          options.page || saving?.onSource !== undefined
            ? (server, wire) => lookOnAsPage(seen, place, server, wire)
            : undefined,
      },
      { lifetime },
    )
  }
  const { session, running } = createSession({
    kind: 'tap',
    first: { type: 'wire' },
    follows: true,
    effects: sessionEffects(place, () => upstream),
    ports: options,
  })
  saving?.onSource?.(
    (await import('../page/server/live-source.ts')).createLiveSource(session, () => []),
  )
  const over = terminal.play(session)
  if (options.page) void openPage(running)
  await openServer(running, {
    run: { type: 'run', server: name, visit: ['/'], look: '', send: undefined, show: [] },
    upstream,
    port: ownPort,
    words,
    isOurs: upstream.type === 'command',
    splitHead,
    onChange: saving?.onChange,
    // Where nobody can start the server again, its end is the end.
    endsSession: !terminal.interactive,
  })
  await over
  return session.state.end === 'down' ? 1 : 0
}

interface Tapped {
  readonly upstream: Upstream
  /** What it is called. */
  readonly name: string
  readonly words: ServerWords
}

function whatToTap(
  [file, ...args]: readonly string[],
  to: string | undefined,
  { terminal: { interactive, theme }, cwd }: Place,
): Tapped {
  if (file !== undefined && to !== undefined) throw errors.tapBoth()
  if (to !== undefined) {
    const target = tapTarget(to)
    const name = targetName(target)
    return {
      upstream: { type: 'running', ...target },
      name,
      words: serverWords.running(name, interactive),
    }
  }
  if (file === undefined) throw errors.nothingToTap()
  const shown = visibleText(file, theme.symbols)
  // The shell that guards the program would say it in its own words, and so late.
  const search = { cwd, env: process.env }
  const found = which(file, search).type
  if (found === 'missing') throw errors.noSuchCommand(shown)
  if (found === 'not-executable') throw errors.notExecutable(shown)
  const name = visibleText(basename(file), theme.symbols)
  return {
    upstream: {
      type: 'command',
      command: startable(file, args, whereIs(file, search)),
      cwd,
      limit: startLimitMs,
    },
    name,
    words: serverWords.command(name, interactive),
  }
}
