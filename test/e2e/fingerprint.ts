import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

/** All that is in a folder: names, modes, times and contents. */
export function fingerprint(folder: string): string {
  const hash = createHash('sha256')
  const visit = (path: string) => {
    const stats = lstatSync(path)
    hash.update(JSON.stringify([path, stats.mode, stats.mtimeMs]))
    if (stats.isDirectory()) for (const name of readdirSync(path)) visit(join(path, name))
    else if (stats.isSymbolicLink()) hash.update(readlinkSync(path))
    else if (stats.isFile()) hash.update(readFileSync(path))
  }
  visit(folder)
  return hash.digest('hex')
}
