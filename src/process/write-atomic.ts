import { renameSync, rmSync, writeFileSync } from 'node:fs'

/**
 * Writes a file so that whoever reads it, and whatever comes in between, finds the old one or the
 * new one and never half of one. Throws the system's error, and leaves nothing behind then.
 */
export function writeAtomic(path: string, text: string): void {
  const fresh = `${path}.${process.pid}.new`
  try {
    writeFileSync(fresh, text, { flush: true })
    renameSync(fresh, path)
  } catch (error) {
    rmSync(fresh, { force: true })
    throw error
  }
}
