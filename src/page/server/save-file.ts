import { accessSync, constants, existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { writeAtomic } from '../../process/write-atomic.ts'
import { errors } from '../../words/errors.ts'
import { whyNotSaved } from '../../words/har.ts'

export interface SavePlace {
  readonly path: string
  /** How the path is called in errors. */
  readonly shown: string
  /** A file that is there is replaced. */
  readonly overwrite: boolean
}

/** Looks whether a file can be written there, before there is anything to write. Throws a CourseError. */
export function checkPlace({ path, shown, overwrite }: SavePlace): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw errors.fileIsFolder(shown)
  if (!overwrite && existsSync(path)) throw errors.saveExists(shown)
  try {
    accessSync(dirname(path), constants.W_OK | constants.X_OK)
  } catch (error) {
    throw errors.cannotSave(shown, whyNotSaved(error))
  }
}

/** Writes a file whole, for its owner alone: secrets may be in it. Throws a CourseError. */
export function saveFile({ path, shown, overwrite }: SavePlace, content: string): void {
  const fresh = `${path}.${process.pid}.part`
  try {
    writeAtomic(fresh, content, 0o600)
    // A link fails where a file has come into the place meanwhile.
    if (overwrite) renameSync(fresh, path)
    else linkSync(fresh, path)
  } catch (error) {
    throw errors.cannotSave(shown, whyNotSaved(error))
  } finally {
    rmSync(fresh, { force: true })
  }
}
