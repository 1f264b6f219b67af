import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import envPaths from 'env-paths'
import { readRegularText } from '../process/read-regular.ts'
import { writeAtomic } from '../process/write-atomic.ts'

const fileOf = (name: string) => join(envPaths('learn-webserver', { suffix: '' }).config, name)

/** What was kept for this user under a name; undefined where nothing is. */
export function readRemembered(name: string): string | undefined {
  try {
    return readRegularText(fileOf(name)).trim() || undefined
  } catch {
    return undefined
  }
}

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

/** Whether this was marked for this user, under the name of a list. */
export const isMarked = (list: string, what: readonly string[]): boolean =>
  marksIn(list).includes(markOf(what))

/** Marks something for this user. The list holds no words of it: they may be secret. */
export function mark(list: string, what: readonly string[]): void {
  if (!isMarked(list, what))
    remember(list, [...marksIn(list), markOf(what)].slice(-maxMarks).join('\n'))
}

/** Marks in a list at most; the oldest goes first. */
const maxMarks = 200
const marksIn = (list: string) => readRemembered(list)?.split('\n') ?? []
const markOf = (what: readonly string[]) =>
  createHash('sha256').update(JSON.stringify(what)).digest('hex')
