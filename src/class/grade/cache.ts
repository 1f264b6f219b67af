import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { readRegularText } from '../../process/read-regular.ts'
import { writeAtomic } from '../../process/write-atomic.ts'
import { type Outcome, outcome } from './outcome.ts'

/** Where outcomes are kept from one time to the next. */
export interface OutcomeCache {
  read(key: string): Outcome | undefined
  write(key: string, outcome: Outcome): void
}

/** Changes when what is kept has another form, or is found out in another way. */
const form = 1
/** Days after which an outcome that nobody asked for is forgotten. */
const keepsDays = 60
const dayMs = 24 * 60 * 60 * 1000

/** Names what came of a hand-in, by all that it depends on. */
export const keyOf = (...parts: readonly unknown[]): string =>
  createHash('sha256')
    .update(JSON.stringify([form, ...parts]))
    .digest('hex')

/**
 * Keeps outcomes in a folder, where only this user may read them. Where nothing can be kept there, nothing is.
 * `isFresh`: what was kept before counts for nothing.
 */
export function openCache(folder: string, now: Date, isFresh = false): OutcomeCache {
  const fileOf = (key: string) => join(folder, `${key}.json`)
  forgetOld(folder, now)
  return {
    read(key) {
      if (isFresh) return undefined
      try {
        const read = v.safeParse(outcome, JSON.parse(readRegularText(fileOf(key))))
        if (!read.success) return undefined
        utimesSync(fileOf(key), now, now)
        return read.output
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
