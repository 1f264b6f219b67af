import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
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
      // By npm's variables the course tells that npx or npm started it: here node does, whoever runs the tests.
      npm_command: '',
      npm_execpath: '',
      npm_lifecycle_event: '',
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    },
    async opened() {
      const lines = () =>
        existsSync(noted) ? readFileSync(noted, 'utf8').split('\n').filter(Boolean) : []
      await expect.poll(() => lines().length, { timeout: 20_000 }).toBeGreaterThan(told)
      told += 1
      return lines()[told - 1] ?? ''
    },
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }),
  }
}

/** A port that nothing listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
