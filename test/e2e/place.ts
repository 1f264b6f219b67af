import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createConnection, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'

/** The built command, as `npm start` runs it. */
export const cli = join(import.meta.dirname, '../../dist/cli.cjs')

/** An empty folder to work in, with a home of its own and an opener that notes what it should open. */
export interface TestPlace {
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** Waits for the address that the course had opened last; each is told once. */
  opened(): Promise<string>
  remove(): void
}

export function makePlace(): TestPlace {
  const root = mkdtempSync(join(tmpdir(), 'learn-webserver-e2e-'))
  const cwd = join(root, 'work')
  const bin = join(root, 'bin')
  const noted = join(root, 'opened.txt')
  for (const folder of [cwd, bin, join(root, 'home')]) mkdirSync(folder)
  // `open` runs the opener of the system: this one writes the address down for the test's browser.
  for (const name of ['xdg-open', 'open']) {
    writeFileSync(join(bin, name), `#!/bin/sh\nprintf '%s\\n' "$1" >> '${noted}'\n`)
    chmodSync(join(bin, name), 0o755)
  }
  let told = 0
  return {
    cwd,
    env: {
      HOME: join(root, 'home'),
      XDG_CONFIG_HOME: join(root, 'home/.config'),
      XDG_CACHE_HOME: join(root, 'home/.cache'),
      // By npm's variables the course tells that npx or npm started it: here node does, whoever runs the tests.
      npm_command: '',
      npm_execpath: '',
      npm_lifecycle_event: '',
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    },
    async opened() {
      const lines = () =>
        existsSync(noted) ? readFileSync(noted, 'utf8').split('\n').filter(Boolean) : []
      await expect.poll(() => lines().length).toBeGreaterThan(told)
      told += 1
      return lines()[told - 1] ?? ''
    },
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }),
  }
}

/**
 * Ports that no system gives to outgoing connections, a part of them for each worker: so that nothing takes
 * one between the look and its use.
 */
const firstPort = 10_000
const portsEach = 1000
const worker = process.ppid * 7 + Number(process.env['VITEST_POOL_ID'] ?? 0)
let portsGiven = process.pid

/** A port that nothing listens on now, and that no other test is given. */
export async function freePort(): Promise<number> {
  const port = firstPort + (worker % 20) * portsEach + (portsGiven++ % portsEach)
  const server = await listenOn(port)
  if (server === undefined) return freePort()
  await new Promise((closed) => server.close(closed))
  return port
}

/** Listens on a port; undefined where somebody else has it. */
function listenOn(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(undefined))
      .listen(port, '127.0.0.1', () => resolve(server))
  })
}

/** Milliseconds after which whoever has a port is taken to keep it: other tests have theirs for less. */
const keepsAfterMs = 20_000

/**
 * Takes a port that is fixed, as a stage's own is. Another test may have it for a moment: that is waited for.
 * Undefined where a program of this machine keeps it, which is as good: it is taken.
 */
export async function holdPort(port: number): Promise<Server | undefined> {
  const end = performance.now() + keepsAfterMs
  while (performance.now() < end) {
    const server = await listenOn(port)
    if (server !== undefined) return server
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return undefined
}

/** Whether nothing listens on a port of this machine. */
export const refused = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = createConnection(port, '127.0.0.1')
    socket.once('error', () => resolve(true))
    socket.once('connect', () => {
      socket.destroy()
      resolve(false)
    })
  })
