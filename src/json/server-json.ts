import type { Place } from '../app/context.ts'
import { serverEndSaid } from '../notes/server-end.ts'
import { deferred } from '../process/deferred.ts'
import { urlsOf } from '../process/host.ts'
import type { Taken } from '../process/port-state.ts'
import {
  isWaitedFor,
  openTappedServer,
  type TappedServer,
  type TappedServerOptions,
} from '../process/tapped-server.ts'
import { serverLanguageOf } from '../session/server-language.ts'
import type { WireEvent } from '../wire/event.ts'
import type { Change } from '../wire/exchange.ts'
import { createSession, type Session } from '../wire/session.ts'
import { CourseError } from '../words/errors.ts'
import type { ServerWords } from '../words/server.ts'
import { stdoutJson } from './stdout.ts'
import { changeAsJson } from './wire-json.ts'

/** Which server, and on which port. */
type TappedPlace = Pick<
  TappedServerOptions,
  'upstream' | 'port' | 'portFixed' | 'openTo' | 'splitHead'
>

export interface JsonServer {
  readonly place: TappedPlace
  readonly words: ServerWords
  /** What the line says that tells that the server can be used. */
  readonly ready: (server: TappedServer) => object
  /** Bytes of a body that a line holds at most; undefined for all that is kept. */
  readonly maxBodyBytes?: number | undefined
  /** Secrets are replaced, and what the server prints is left out, since it may hold them. */
  readonly redact: boolean
  /** Looks on, once the tap listens: the page. */
  readonly lookOn?: ((server: TappedServer, wire: Session) => Promise<Onlooker>) | undefined
  /** Told of every change on the wire, with the event that brought it about. */
  readonly onChange?: ((change: Change, event: WireEvent) => void) | undefined
}

/** What is told of a server beside the JSON of it. */
export interface Onlooker {
  /** A line that says where it is to be seen. */
  readonly line: object | undefined
  readonly onChange: (change: Change) => void
  readonly onOutput: (stream: 'stdout' | 'stderr', bytes: Uint8Array) => void
  readonly onStatus: (status: 'ready' | 'down', privatePort: number | undefined) => void
}

/**
 * Starts a server behind the tap and prints what happens as JSON, an object a line. Ends with an
 * exit code when the server does. Throws a CourseError where it does not start.
 */
export async function serveAsJson(
  {
    place,
    words,
    ready,
    maxBodyBytes = Number.POSITIVE_INFINITY,
    redact,
    onChange,
    lookOn,
  }: JsonServer,
  { lifetime }: Pick<Place, 'lifetime'>,
): Promise<number> {
  const session = createSession()
  const language = serverLanguageOf(place.upstream)
  const options = { origin: performance.timeOrigin, maxBodyBytes, redact, language }
  const { line } = stdoutJson
  const decoder = { stdout: new TextDecoder(), stderr: new TextDecoder() }
  const { promise: ended, resolve: tellEnd } = deferred<number>()
  let onlooker: Onlooker | undefined
  const sayReady = () => {
    onlooker?.onStatus('ready', server.privatePort)
    line({
      type: 'ready',
      ...ready(server),
      port: server.port,
      ...(place.openTo && { others: urlsOf(place.openTo, server.port) }),
      ...(server.privateHost !== undefined && { host: server.privateHost }),
      ...saidOf(words.withoutTap(server)),
      ...(server.moved && { moved: movedAsJson(server.moved) }),
    })
  }
  const server: TappedServer = await openTappedServer({
    ...place,
    onLateStart: sayReady,
    onEvent: (event) => {
      for (const change of session.take(event)) {
        onChange?.(change, event)
        onlooker?.onChange(change)
        for (const one of changeAsJson(change, session, options)) line(one)
      }
    },
    onOutput: (stream, bytes) => {
      onlooker?.onOutput(stream, bytes)
      line(
        redact
          ? { type: 'output', stream, text: '', left: { bytes: bytes.length, because: 'redacted' } }
          : { type: 'output', stream, text: decoder[stream].decode(bytes, { stream: true }) },
      )
    },
    onEnd: (end) => {
      onlooker?.onStatus('down', undefined)
      const said = serverEndSaid(session.connections, performance.now(), language)
      line({ ...end, type: 'ended', how: end.type, ...said })
      tellEnd(1)
    },
  })
  lifetime.add(server.stop)
  onlooker = await lookOn?.(server, session)
  if (onlooker?.line !== undefined) line(onlooker.line)
  const readiness = await server.restart()
  if (isWaitedFor(readiness)) {
    const { said, next } = words.notReady(readiness, server)
    line({ type: 'waiting', limit: readiness.limit, said, next })
  } else if (readiness.type === 'ready') sayReady()
  else {
    throw new CourseError(words.notReady(readiness, server))
  }
  return ended
}

const saidOf = (said: string | undefined) => (said === undefined ? {} : { said })

const movedAsJson = ({ port, ...taken }: Taken) => ({ from: port, ...taken })
