import {
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Check } from '../../course/checks.ts'
import { bytesOf } from '../../course/escaped.ts'
import { namesIn, readRegular } from '../../process/read-regular.ts'
import { writeAtomic } from '../../process/write-atomic.ts'
import { orUndefined, reasonOf } from '../../words/caught.ts'
import { errors } from '../../words/errors.ts'

/** What the programs of a learner's folder do not need, and what may be large. */
const leftOut = new Set(['.git', '.learn-webserver', 'backups', 'node_modules', 'progress.json'])

/** How often a folder is copied again because an editor saved meanwhile, and the milliseconds between. */
const attempts = 20
const pauseMs = 10

/**
 * Copies the learner's folder to where checks may change files: one state of it, be it that an editor
 * saves meanwhile. The programs are to run in the copy as they would in the folder. A link to a file or a
 * folder becomes a copy of it; pipes, devices and sockets are left out. Throws a CourseError where there
 * is no room for it.
 */
export function copyForChecks(folder: string, to: string): void {
  for (let attempt = 1; ; attempt++) {
    const state = stateOf(folder)
    const isWhole = copy(folder, to, state)
    if ((isWhole && isSame(state, stateOf(folder))) || attempt === attempts) return
    for (const name of readdirSync(to)) rmSync(join(to, name), { recursive: true, force: true })
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs)
  }
}

/** The folders and files to copy, by their path below the learner's folder; folders before what is in them. */
type State = ReadonlyMap<string, Stats>

function stateOf(folder: string): State {
  const state = new Map<string, Stats>()
  /** `above`: the folders that lead here, by their real path, so that a link to one of them is not followed. */
  const visit = (place: string, above: readonly string[]) => {
    for (const name of namesIn(join(folder, place))) {
      if (leftOut.has(basename(name))) continue
      const path = join(place, name)
      const stats = orUndefined(() => statSync(join(folder, path)))
      if (stats?.isFile()) state.set(path, stats)
      if (!stats?.isDirectory()) continue
      const real = orUndefined(() => realpathSync(join(folder, path)))
      if (real === undefined || above.includes(real)) continue
      state.set(path, stats)
      visit(path, [...above, real])
    }
  }
  visit('', [realpathSync(folder)])
  return state
}

const isSame = (before: State, after: State) =>
  before.size === after.size &&
  [...before].every(([path, { mtimeMs, size, ino }]) => {
    const now = after.get(path)
    return now?.mtimeMs === mtimeMs && now.size === size && now.ino === ino
  })

/** Gives back false where a file went while it was copied. */
function copy(folder: string, to: string, state: State): boolean {
  for (const [path, stats] of state) {
    const target = join(to, path)
    const content = stats.isFile() ? orUndefined(() => readRegular(join(folder, path))) : undefined
    if (stats.isFile() && content === undefined) return false
    try {
      if (content === undefined) mkdirSync(target, { recursive: true })
      // A program that stands ready may look at its package.json at this moment, while Node starts. What the
      // learner may run, the copy may run too; and checks write into all of it.
      else writeAtomic(target, content, (stats.mode & 0o777) | 0o600, false)
    } catch (error) {
      throw errors.cannotCopy(to, reasonOf(error))
    }
  }
  return true
}

export function withFiles(folder: string, files: Check['files']): () => void {
  const undo = Object.entries(files).map(([name, text]) => {
    const path = join(folder, name)
    const aside = `${path}.aside`
    const wasThere = existsSync(path)
    if (wasThere) renameSync(path, aside)
    if (text !== null) {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, bytesOf(text) ?? '')
    }
    return () => {
      rmSync(path, { force: true })
      if (wasThere) renameSync(aside, path)
    }
  })
  return () => {
    for (const step of undo.reverse()) step()
  }
}

/** Reads a file of the folder; undefined where there is none. */
export function readIn(folder: string): (name: string) => Uint8Array | undefined {
  return (name) => orUndefined(() => readRegular(join(folder, name)))
}
