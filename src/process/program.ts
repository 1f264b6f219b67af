import { spawn } from 'node:child_process'
import { createServer, type Socket } from 'node:net'
import { connectTo } from '../wire/tap.ts'
import { type Command, guarded } from './kill-with-parent.ts'

/** How a server program ended. */
export type End =
  | { readonly type: 'exited'; readonly code: number }
  | { readonly type: 'killed'; readonly signal: string }
  | { readonly type: 'not-started'; readonly reason: string }

export type Readiness =
  | { readonly type: 'ready' }
  | { readonly type: 'ended'; readonly end: End }
  /** It runs, and after `limit` milliseconds nothing listens on its port. */
  | { readonly type: 'silent'; readonly limit: number }

export interface ProgramOptions {
  readonly command: Command
  readonly cwd: string
  /** Beside what this process has; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly onOutput: (stream: 'stdout' | 'stderr', bytes: Uint8Array) => void
  /** Called once, also for an end that `stop` brought about. */
  readonly onEnd: (end: End) => void
  /** Milliseconds to wait for the port. @default 8000 */
  readonly limit?: number
}

/** A server program running as a child process. */
export interface Program {
  readonly pid: number | undefined
  /** The private port it was given in PORT. */
  readonly port: number
  /** Settles once the program can be connected to, has ended, or keeps silent. Never rejects. */
  readonly ready: Promise<Readiness>
  /** A connection to the program, for one client. */
  connect(): Socket
  /** Ends it, with its own children. Settles when it is gone. */
  stop(): Promise<void>
}

/** Milliseconds between SIGTERM and SIGKILL. */
const patience = 500
/** Milliseconds between two attempts to connect. */
const pause = 15

/** Starts a server program with PORT and HOST in its environment. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const port = await freePort()
  const { file, args, spawnOptions } = guarded(options.command)
  const child = spawn(file, args, {
    ...spawnOptions,
    cwd: options.cwd,
    env: {
      ...process.env,
      ...options.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      FORCE_COLOR: '0',
    },
    windowsHide: true,
  })
  child.stdout?.on('data', (bytes: Uint8Array) => options.onOutput('stdout', bytes))
  child.stderr?.on('data', (bytes: Uint8Array) => options.onOutput('stderr', bytes))

  let end: End | undefined
  const kill = (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.pid === undefined || end !== undefined) return
    try {
      if (spawnOptions.detached) process.kill(-child.pid, signal)
      else child.kill(signal)
    } catch {
      // It ended in the meantime.
    }
  }

  const ended = new Promise<End>((resolve) => {
    child.once('error', (error) => resolve({ type: 'not-started', reason: error.message }))
    let letGo: NodeJS.Timeout | undefined
    // What it started itself goes too, and so does the guard. A process that it gave a session of its
    // own (setsid) is in no group of ours: it can't be held, and its output is not waited for.
    child.once('exit', () => {
      kill('SIGKILL')
      child.stdio[3]?.destroy()
      letGo = setTimeout(() => setImmediate(closeOutput), patience)
    })
    const closeOutput = () => {
      child.stdout?.destroy()
      child.stderr?.destroy()
    }
    // 'close' comes after the last output has been read.
    child.once('close', (code, signal) => {
      clearTimeout(letGo)
      resolve(
        signal === null ? { type: 'exited', code: code ?? 0 } : { type: 'killed', signal: signal },
      )
    })
  })
  ended.then((value) => {
    end = value
    options.onEnd(value)
  })

  // The connection that found the program ready waits to serve the first client: a program that
  // takes one connection at a time would see a second, empty one otherwise.
  let spare: Socket | undefined
  const limit = options.limit ?? 8000
  const ready = untilListening(port, limit, ended).then((result): Readiness => {
    if (!('socket' in result)) return result
    spare = result.socket
    const drop = () => {
      if (spare === result.socket) spare = undefined
    }
    spare.once('readable', drop).once('close', drop).once('error', drop)
    return { type: 'ready' }
  })

  return {
    pid: child.pid,
    port,
    ready,
    connect() {
      const socket = spare
      spare = undefined
      if (socket === undefined) return connectTo(port)
      for (const event of ['readable', 'close', 'error']) socket.removeAllListeners(event)
      return socket
    },
    async stop() {
      spare?.destroy()
      kill('SIGTERM')
      const timer = setTimeout(() => kill('SIGKILL'), patience)
      await ended
      clearTimeout(timer)
    },
  }
}

async function untilListening(
  port: number,
  limit: number,
  ended: Promise<End>,
): Promise<{ socket: Socket } | Readiness> {
  const deadline = performance.now() + limit
  const gone = ended.then((end): Readiness => ({ type: 'ended', end }))
  while (performance.now() < deadline) {
    const tried = await Promise.race([tryToConnect(port), gone])
    if (tried !== undefined) return tried
    const stopped = await Promise.race([new Promise<void>((go) => setTimeout(go, pause)), gone])
    if (stopped !== undefined) return stopped
  }
  return { type: 'silent', limit }
}

function tryToConnect(port: number): Promise<{ socket: Socket } | undefined> {
  return new Promise((resolve) => {
    const socket = connectTo(port)
    socket.once('error', () => resolve(undefined))
    socket.once('connect', () => {
      socket.removeAllListeners('error')
      resolve({ socket })
    })
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
