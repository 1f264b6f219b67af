import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import envPaths from 'env-paths'
import { readRegularText } from '../process/read-regular.ts'
import { writeAtomic } from '../process/write-atomic.ts'
import { orUndefined } from '../words/caught.ts'

const fileOf = (name: string) => join(envPaths('learn-webserver', { suffix: '' }).config, name)

/** What was kept for this user under a name; undefined where nothing is. */
export const readRemembered = (name: string): string | undefined =>
  orUndefined(() => readRegularText(fileOf(name)).trim() || undefined)

/** Keeps a line for this user, whatever folder they work in. Without a home, it is not kept. */
export function remember(name: string, line: string): void {
  if (readRemembered(name) === line) return
  try {
    mkdirSync(dirname(fileOf(name)), { recursive: true })
    writeAtomic(fileOf(name), `${line}\n`, 0o600)
  } catch {
    // The course works without.
  }
}
