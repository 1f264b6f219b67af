import type { WireEvent } from '../wire/event.ts'
import { connectTo, openTap, type Tap, type TapOptions } from '../wire/tap.ts'
import { codeOf } from '../words/caught.ts'
import { errors } from '../words/errors.ts'
import type { End } from './end.ts'
import type { OpenTo } from './host.ts'
import { portHolder } from './port-holder.ts'
import { portState, type Taken } from './port-state.ts'
import { type Program, type Readiness, startProgram } from './program.ts'
import { findRunning, type Running } from './running.ts'
import { startOf, type Upstream } from './upstream.ts'

/** A server behind the tap, on a public port. */
export interface TappedServer {
  /** The port that clients connect to. */
  readonly port: number
  /** The port that was wanted, where it was taken and this is another. */
  readonly moved: Taken | undefined
  /** The port that the program itself was given; undefined while it is not running. */
  readonly privatePort: number | undefined
  /** The address at which it was found to listen: where that is `::1`, it does not on 127.0.0.1. */
  readonly privateHost?: string | undefined
  /** The process group of the program, where it has one of its own. */
  readonly group: number | undefined
  /**
   * Starts the program again from its file; of a server that ran before, finds out whether it
   * listens. Throws a CourseError for a file that can't be read.
   */
  restart(): Promise<Readiness>
  /**
   * Ends the program, if it was started here, and frees the ports. Settles when the end of every
   * connection has been told.
   */
  stop(): Promise<void>
}

export interface TappedServerOptions {
  readonly upstream: Upstream
  readonly port: number
  /** Where others may visit; undefined for this machine alone. */
  readonly openTo: OpenTo | undefined
  /** The person named the port themselves: no other will do. */
  readonly portFixed: boolean
  readonly onEvent: (event: WireEvent) => void
  readonly onOutput: (stream: 'stdout' | 'stderr', bytes: Uint8Array) => void
  /** The program that ran before has ended, and the next one begins: what is printed from now on is its own. */
  readonly onStart?: () => void
  /** The program ended after `restart` had said something else of it, though nobody stopped it. */
  readonly onEnd: (end: End) => void
  /** It listens after all, though `restart` had to say that it keeps silent. */
  readonly onLateStart?: () => void
  /** Passes on the head of a request first, and what came with it a moment later. @default false */
  readonly splitHead?: boolean
}

/** A program that does not listen yet, and listens nowhere else: it may still begin to. */
export const isWaitedFor = (
  readiness: Readiness,
): readiness is Extract<Readiness, { type: 'silent' }> =>
  readiness.type === 'silent' && readiness.limit > 0 && readiness.elsewhere.length === 0

/** How far apart the ports are that are tried: the ports between belong to the other stages. */
const portStep = 10
const portTries = 20
const lastPort = 65535

/** Opens the tap. `restart` starts the program behind it. */
export async function openTappedServer(options: TappedServerOptions): Promise<TappedServer> {
  const { upstream } = options
  let program: Program | undefined
  let isStopped = false
  let found: Running | undefined
  /** Settles when a program that is being started can be connected to, or can't. */
  let starting: Promise<void> | undefined
  const connectNow = () => program?.connect() ?? connectTo(deadPort)
  const connect = () => {
    if (found !== undefined) return connectTo(found.port, found.host)
    return starting === undefined ? connectNow() : starting.then(connectNow)
  }
  const open = new Set<number>()
  let toldAll = () => {}
  const onEvent = (event: WireEvent) => {
    if (event.type === 'opened') open.add(event.connection)
    if (event.type === 'closed') open.delete(event.connection)
    options.onEvent(event)
    if (open.size === 0) toldAll()
  }
  const { tap, moved } = await openTapSomewhere(options, { connect, onEvent })

  /** Settles when all programs that were told to end have ended. */
  let ended: Promise<unknown> = Promise.resolve()
  const end = () => {
    ended = Promise.all([ended, program?.stop()])
    program = undefined
    return ended
  }

  const begin = async (): Promise<Readiness> => {
    await end()
    if (upstream.type === 'running') {
      found = (await findRunning(upstream)) ?? upstream
      return found === upstream ? { type: 'silent', limit: 0, elsewhere: [] } : { type: 'ready' }
    }
    options.onStart?.()
    let isTold = false
    const started = await startProgram({
      ...(await startOf(upstream)),
      onOutput: options.onOutput,
      onEnd: (how) => {
        if (program !== started) return
        program = undefined
        if (isTold) options.onEnd(how)
      },
    })
    if (isStopped) await started.stop()
    program = started
    const readiness = await started.ready
    isTold = readiness.type !== 'ended'
    if (readiness.type === 'silent')
      started.listens.then((listens) => {
        if (listens && program === started) options.onLateStart?.()
      })
    return readiness
  }

  return {
    port: tap.port,
    moved,
    get privateHost() {
      return found?.host ?? program?.host
    },
    get privatePort() {
      return program?.port
    },
    get group() {
      return program?.pid
    },
    restart() {
      // One after the other: of two at once, one program would be lost sight of.
      const beginning = (starting ?? Promise.resolve()).then(begin)
      const settled = beginning
        .catch(() => {})
        .then(() => {
          if (starting === settled) starting = undefined
        })
      starting = settled
      return beginning
    },
    async stop() {
      isStopped = true
      await Promise.all([tap.close(), end()])
      await new Promise<void>((told) => {
        toldAll = told
        if (open.size === 0) told()
      })
    },
  }
}

/** A port on which nothing ever listens, so that a connection to it is refused. */
const deadPort = 1

async function openTapSomewhere(
  { port: wanted, portFixed, upstream, openTo, splitHead = false }: TappedServerOptions,
  tap: Pick<TapOptions, 'connect' | 'onEvent'>,
): Promise<{ tap: Tap; moved: TappedServer['moved'] }> {
  // In front of itself, the tap would pass each byte to itself for ever.
  const own = upstream.type === 'running' ? upstream.port : undefined
  if (portFixed && wanted === own) throw errors.tapItself(own)
  const ports = Array.from({ length: portFixed ? 1 : portTries }, (_, i) => wanted + i * portStep)
  const [first = wanted, ...others] = ports.filter((port) => port !== own && port <= lastPort)
  let taken: Taken = { port: first, holder: undefined, only: undefined }
  for (const port of [first, ...others]) {
    try {
      const hosts = openTo && { hosts: openTo.listen }
      const opened = await openTap({ ...tap, port, splitHead, ...hosts })
      return { tap: opened, moved: port === first ? undefined : taken }
    } catch (error) {
      const code = codeOf(error)
      if (code === 'EACCES') throw errors.portNotAllowed(port)
      if (code !== 'EADDRINUSE') throw error
      if (port === first) {
        const state = await portState(port)
        // Taken on an address that is not this machine's alone.
        if (state.type !== 'taken') taken = { ...taken, holder: await portHolder(port) }
        else taken = state
      }
    }
  }
  throw errors.portTaken(taken)
}
