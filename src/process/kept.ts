import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import envPaths from 'env-paths'
import { readRegularText } from './read-regular.ts'
import { writeAtomic } from './write-atomic.ts'

/** What is kept on this machine to be found again sooner, each thing by a key. All of it may be gone the next time. */
export interface Kept {
  /** What is kept under the key, as JSON holds it; undefined where nothing is, or it can't be read. */
  read(key: string): unknown
  write(key: string, value: unknown): void
}

/** Days after which what nobody asked for is forgotten. */
const keepsDays = 60
const dayMs = 24 * 60 * 60 * 1000

/** Names what comes of something, by all that it depends on. */
export const keyOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex')

/** A folder of the user's cache, for one kind of thing. */
export const cacheFolder = (kind: string): string =>
  join(envPaths('learn-webserver', { suffix: '' }).cache, kind)

/** Keeps things in a folder, where only this user may read them. Where nothing can be kept there, nothing is. */
export function openKept(folder: string, now: Date): Kept {
  const fileOf = (key: string) => join(folder, `${key}.json`)
  forgetOld(folder, now)
  return {
    read(key) {
      try {
        const value: unknown = JSON.parse(readRegularText(fileOf(key)))
        utimesSync(fileOf(key), now, now)
        return value
      } catch {
        return undefined
      }
    },
    write(key, value) {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        writeAtomic(fileOf(key), JSON.stringify(value), 0o600)
      } catch {
        // The next time takes longer.
      }
    },
  }
}

function forgetOld(folder: string, now: Date): void {
  try {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name)
      if (now.getTime() - statSync(path).mtimeMs > keepsDays * dayMs) rmSync(path, { force: true })
    }
  } catch {
    // There is none yet.
  }
}
