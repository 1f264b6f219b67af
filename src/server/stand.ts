import { errors } from '../errors.ts'
import type { WireEvent } from '../wire/event.ts'
import { connectTo, openTap, type Tap, type TapOptions } from '../wire/tap.ts'
import { emitProgram } from './emit.ts'
import { portHolder } from './holder.ts'
import { type End, type Program, type Readiness, startProgram } from './program.ts'

/** A server program behind the tap, on a public port. */
export interface Stand {
  /** The port that clients connect to. */
  readonly port: number
  /** The port that was wanted and taken, and by whom where that is known. */
  readonly moved: { readonly from: number; readonly holder: string | undefined } | undefined
  /** The port that the program itself was given; undefined while it is not running. */
  readonly privatePort: number | undefined
  /** Starts the program anew from its file. Throws a CourseError for a file that can't be read. */
  restart(): Promise<Readiness>
  /** Ends the program and frees both ports. */
  stop(): Promise<void>
}

export interface StandOptions {
  /** The server's `.ts` file. */
  readonly file: string
  /** The folder it runs in, below which the file lies. */
  readonly root: string
  /** Where the JavaScript copies go. */
  readonly emitted: string
  readonly port: number
  /** The person named the port themselves: no other will do. */
  readonly portFixed: boolean
  readonly onEvent: (event: WireEvent) => void
  readonly onOutput: (stream: 'stdout' | 'stderr', bytes: Uint8Array) => void
  /** The program was ready and then ended, though nobody stopped it. */
  readonly onEnd: (end: End) => void
}

/** How far apart the ports are that are tried: the ports between belong to the other stages. */
const portStep = 10
const portTries = 20

/** Opens the tap. `restart` starts the program behind it. */
export async function openStand(options: StandOptions): Promise<Stand> {
  let program: Program | undefined
  const connect = () => program?.connect() ?? connectTo(deadPort)
  const { tap, moved } = await openTapSomewhere(options, { connect, onEvent: options.onEvent })

  const end = async () => {
    const ending = program
    program = undefined
    await ending?.stop()
  }

  return {
    port: tap.port,
    moved,
    get privatePort() {
      return program?.port
    },
    async restart() {
      await end()
      const file = emitProgram(options.file, options.root, options.emitted)
      let isReady = false
      const started = await startProgram({
        command: { file: process.execPath, args: [file] },
        cwd: options.root,
        onOutput: options.onOutput,
        onEnd: (how) => {
          if (program !== started) return
          program = undefined
          if (isReady) options.onEnd(how)
        },
      })
      program = started
      const readiness = await started.ready
      isReady = readiness.type === 'ready'
      return readiness
    },
    async stop() {
      await Promise.all([tap.close(), end()])
    },
  }
}

/** A port on which nothing ever listens, so that a connection to it is refused. */
const deadPort = 1

async function openTapSomewhere(
  { port, portFixed }: StandOptions,
  tap: Pick<TapOptions, 'connect' | 'onEvent'>,
): Promise<{ tap: Tap; moved: Stand['moved'] }> {
  let holder: string | undefined
  for (let tried = 0; tried < portTries; tried++) {
    try {
      const opened = await openTap({ ...tap, port: port + tried * portStep })
      return { tap: opened, moved: tried === 0 ? undefined : { from: port, holder } }
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code === 'EACCES') throw errors.portNotAllowed(port + tried * portStep)
      if (code !== 'EADDRINUSE') throw error
      if (tried === 0) holder = await portHolder(port)
      if (portFixed) break
    }
  }
  throw errors.portTaken(port, holder)
}
