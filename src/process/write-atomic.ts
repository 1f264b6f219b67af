import { chmodSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { codeOf } from '../words/caught.ts'

/**
 * Writes a file so that every reader, whatever comes in between, finds the old one or the
 * new one and never half of one. A link that has this name is replaced; what it leads to is not touched.
 * Throws the system's error, and leaves nothing behind then.
 * @param mode Who may read and write it, where it is new; else its mode stays. @default as the system has it
 * @param flush Waits until it is on the disk, which may take seconds on one that is busy. @default true
 */
export function writeAtomic(
  path: string,
  content: string | Uint8Array,
  mode?: number,
  flush = true,
): void {
  const kept = modeOf(path) ?? mode
  // Nobody can know the name beforehand; and what stands there all the same is not written to.
  const fresh = `${path}.${crypto.randomUUID()}.new`
  try {
    writeFileSync(fresh, content, { flush, flag: 'wx', mode: kept ?? 0o666 })
    // What is set when a file is made, the system's mask takes from.
    if (kept !== undefined) chmodSync(fresh, kept)
    rename(fresh, path)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') rmSync(fresh, { force: true })
    throw error
  }
}

/** On Windows, a file that somebody looks at (a search, a virus scanner) can't be replaced for a moment. */
function rename(from: string, to: string): void {
  for (let attempt = 1; ; attempt++)
    try {
      renameSync(from, to)
      return
    } catch (error) {
      if (process.platform !== 'win32' || attempt === attempts) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs)
    }
}
const attempts = 20
const pauseMs = 10

function modeOf(path: string): number | undefined {
  const there = statSync(path, { throwIfNoEntry: false })
  return there?.isFile() ? there.mode & 0o777 : undefined
}
