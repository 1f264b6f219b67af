import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { codeOf, reasonOf } from '../words/caught.ts'
import { errors } from '../words/errors.ts'
import { atDeath } from './on-parent-death.ts'
import { namesIn } from './read-regular.ts'

/** A folder for what is not to be kept. */
export interface Temporary {
  readonly path: string
  remove(): void
}

const prefix = 'learn-webserver-'
/** The name of such a folder: whose process made it stands in it. */
const named = /^learn-webserver-(\d+)-\w{6}$/
/** A folder is old from then on. A process in another container can't be seen from here. */
const oldAfterMs = 60 * 60 * 1000

/**
 * Makes a folder that is gone when this process is, however that comes about. Throws a CourseError
 * where none can be made.
 */
export function makeTemporary(): Temporary {
  sweep(tmpdir())
  const path = makeIn(tmpdir())
  // A server may have written into it while it was being removed.
  const callOff = atDeath('rm -rf "$1" || { sleep 1; rm -rf "$1"; }', [path])
  return {
    path,
    remove() {
      rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
      callOff()
    },
  }
}

function makeIn(folder: string): string {
  try {
    return mkdtempSync(join(folder, `${prefix}${process.pid}-`))
  } catch (error) {
    throw errors.noTemporary(folder, reasonOf(error))
  }
}

/** Removes what a course has left that was cut off together with its shell, as by a power failure. */
function sweep(folder: string): void {
  for (const name of namesIn(folder)) {
    const pid = Number(named.exec(name)?.[1])
    const path = join(folder, name)
    try {
      if (pid > 0 && Date.now() - statSync(path).mtimeMs > oldAfterMs && !isAlive(pid))
        rmSync(path, { recursive: true, force: true })
    } catch {
      // Somebody else's, or gone in the meantime.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) !== 'ESRCH'
  }
}
