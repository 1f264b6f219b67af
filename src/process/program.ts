import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createServer, type Socket } from 'node:net'
import { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { debuglog } from 'node:util'
import { connectTo } from '../wire/tap.ts'
import { deferred } from './deferred.ts'
import type { End } from './end.ts'
import type { Confinement } from './isolation/confinement.ts'
import { type Command, guarded, killMarked } from './kill-with-parent.ts'
import { type ListeningSocket, listeningSocketsOf } from './listening.ts'
import { findListening, type Running } from './running.ts'

export type Readiness =
  | { readonly type: 'ready' }
  | { readonly type: 'ended'; readonly end: End }
  /** It runs, and after `limit` milliseconds nothing listens on its port. */
  | {
      readonly type: 'silent'
      readonly limit: number
      /** Where it does listen: on other ports. */
      readonly elsewhere: readonly ListeningSocket[]
    }

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
  /** The program waits, before its first line, until it is released. See held-start.ts. */
  readonly isHeld?: boolean
  /** What a program may reach that nobody here wrote. @default all that this process may */
  readonly confinement?: Confinement
}

/** A server program running as a child process. */
export interface Program {
  readonly pid: number | undefined
  /** The private port it was given in PORT. */
  readonly port: number
  /** The address at which it was found to listen; undefined before that. */
  readonly host: string | undefined
  /**
   * Settles once the program listens, has ended, or keeps silent. Never rejects. The system is asked
   * for that: nobody connects to the program before its first client.
   */
  readonly ready: Promise<Readiness>
  /** The same, however long it takes: true when it listens, false when it has ended before. */
  readonly listens: Promise<boolean>
  /** Where it and the processes that it started listen now. */
  listeningSockets(): Promise<readonly ListeningSocket[]>
  /** A connection to the program, for one client. */
  connect(): Socket
  /** Lets a program go on that was held. */
  release(): void
  /** Ends it, with its own children. Settles when it is gone. */
  stop(): Promise<void>
}

const debug = debuglog('learn-webserver')

/** Between SIGTERM and SIGKILL. */
const killAfterMs = 500
/** Milliseconds between two looks whether it listens: fewer at first, when most servers begin. */
const pauseAfter = (elapsedMs: number) => Math.min(250, Math.max(4, elapsedMs / 50))

/** Starts a server program with PORT and HOST in its environment. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const port = await freePort()
  const id = randomUUID()
  const confined = options.confinement?.confine(options.command, options.cwd)
  confined?.prepare?.()
  const { file, args, spawnOptions } = guarded(confined?.command ?? options.command, id)
  const child = spawn(file, args, {
    ...spawnOptions,
    ...(options.isHeld && { stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'] }),
    cwd: options.cwd,
    env: {
      ...(confined?.env ?? process.env),
      ...options.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      // `FORCE_COLOR=0` turns colours on in programs that only ask whether it is there.
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
    },
    windowsHide: true,
  })
  debug('start %s %o in %s: process %d, PORT=%d', file, args, options.cwd, child.pid, port)
  child.stdout?.on('data', (bytes: Uint8Array) => options.onOutput('stdout', bytes))
  child.stderr?.on('data', (bytes: Uint8Array) => options.onOutput('stderr', bytes))

  let end: End | undefined
  const kill = (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.pid === undefined || end !== undefined) return
    try {
      if (spawnOptions.detached) process.kill(-child.pid, signal)
      else if (child.exitCode === null && child.signalCode === null) endOnWindows(child)
    } catch {
      // It ended in the meantime.
    }
  }

  const stopWatching =
    child.pid === undefined ? undefined : confined?.watch(child.pid, () => kill('SIGKILL'))

  const closed = new Promise<End>((resolve) => {
    child.once('error', (error) => resolve({ type: 'not-started', reason: error.message }))
    let letGo: NodeJS.Timeout | undefined
    // What it started itself goes too, and so does the guard. The output of a process that can't be found,
    // since it has a session of its own on a system that tells no environments, is not waited for.
    child.once('exit', () => {
      stopWatching?.()
      kill('SIGKILL')
      killMarked(id)
      confined?.endAll?.()
      child.stdio[3]?.destroy()
      child.stdio[4]?.destroy()
      letGo = setTimeout(() => setImmediate(closeOutput), killAfterMs)
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
  const ended = closed.then((value) => confined?.endOf(value) ?? value)
  ended.then((value) => {
    end = value
    debug('end of process %d: %o', child.pid, value)
    options.onEnd(value)
  })

  const limit = options.limit ?? 8000
  let listensAt: Running | undefined
  const { promise: released, resolve: goOn } = deferred<void>()
  if (!options.isHeld) goOn()
  const listens = released.then(async () => {
    const address = await untilListening(port, ended)
    listensAt = address
    debug('process %d listens: %o', child.pid, address)
    return address !== undefined
  })
  const listeningSockets = async () =>
    child.pid === undefined || end !== undefined ? [] : listeningSocketsOf(child.pid)

  return {
    pid: child.pid,
    port,
    get host() {
      return listensAt?.host
    },
    ready: released.then(() => readiness({ listens, ended, limit, listeningSockets })),
    listens,
    listeningSockets,
    connect: () => connectTo(port, listensAt?.host ?? '127.0.0.1'),
    release() {
      const gate = child.stdio[4]
      if (gate instanceof Writable) gate.on('error', () => {}).end('.')
      goOn()
    },
    async stop() {
      kill('SIGTERM')
      const timer = setTimeout(() => kill('SIGKILL'), killAfterMs)
      await ended
      clearTimeout(timer)
    },
  }
}

/**
 * Windows has no groups of processes, and ends nothing gently. What a program started is found by its number as long
 * as the program is there.
 */
const endOnWindows = (child: ChildProcess) =>
  execFile('taskkill', ['/pid', String(child.pid), '/t', '/f'], () => child.kill())

async function readiness({
  listens,
  ended,
  limit,
  listeningSockets,
}: Pick<Program, 'listens' | 'listeningSockets'> & {
  readonly ended: Promise<End>
  readonly limit: number
}): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, limit, 'late')
  })
  const first = await Promise.race([listens, late])
  clearTimeout(timer)
  if (first === true) return { type: 'ready' }
  if (first === false) return { type: 'ended', end: await ended }
  return { type: 'silent', limit, elsewhere: await listeningSockets() }
}

/** Where the program can be connected to, once it can; undefined when it has ended before. */
async function untilListening(port: number, ended: Promise<End>): Promise<Running | undefined> {
  const begin = performance.now()
  let isOver = false
  ended.then(() => {
    isOver = true
  })
  while (!isOver) {
    const address = await findListening({ host: 'localhost', port })
    if (address !== undefined) return address
    await Promise.race([sleep(pauseAfter(performance.now() - begin)), ended])
  }
  return undefined
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
