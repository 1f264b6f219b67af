// The tools that a bench measures beside ours: installed by npm in a folder that is gone afterwards.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isSmoke } from './run.ts'

export interface Peers {
  /** The file that a tool's command is; run it with Node. */
  file(command: string): string | undefined
  remove(): void
}

export function installPeers(...names: readonly string[]): Peers {
  const folder = mkdtempSync(join(tmpdir(), 'bench-peers-'))
  if (!isSmoke)
    spawnSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', folder, ...names], {
      stdio: 'ignore',
    })
  return {
    file(command) {
      try {
        return realpathSync(join(folder, 'node_modules/.bin', command))
      } catch {
        return undefined
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
