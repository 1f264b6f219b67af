import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { watch } from 'chokidar'

export interface SavesOptions {
  /** The learner's folder. */
  readonly folder: string
  /** The folder of the stage, below it. */
  readonly stage: string
  /** Told once for each save, be it of several files; `at` is when the first of them was noticed. */
  readonly onSave: (at: Date) => void
}

/** Files that are being watched. */
export interface Saves {
  /** Whether the system tells of changes here: some network drives don't. Settles within a second. */
  readonly works: Promise<boolean>
  stop(): Promise<void>
}

/** Milliseconds of quiet after which a save is over: editors write in several steps. */
const quiet = 25
/** Milliseconds after which it is looked at all the same. */
const longest = 250
/** Milliseconds in which a change made here has to be noticed. */
const patience = 1000

/** What a server is made of beside its stage's folder and the pages. */
const shared = /\.(ts|js|mjs|cjs|py)$/
/** What editors leave beside a file: `.server.ts.swp`, `server.ts~`, `4913`. */
const byEditors = /^\.|(~|\.sw[a-z]|\.tmp|\.bak)$|^\d+$/

/**
 * Watches what a stage's server is made of: its folder, the pages, and the programs beside them. However
 * an editor saves (in place, by a new file that takes the old one's name), one save is told once, and a
 * save that changes nothing is none. Settles when no save from then on is missed.
 */
export async function watchSaves({ folder, stage, onSave }: SavesOptions): Promise<Saves> {
  const probe = join(folder, stage, `.probe-${process.pid}`)
  const isOurs = (path: string) => {
    if (path === folder || path === probe) return true
    if (byEditors.test(basename(path))) return false
    const [top = '', ...below] = relative(folder, path).split(/[\\/]/)
    return top === stage || top === 'site' || (below.length === 0 && shared.test(top))
  }
  const watcher = watch(folder, { ignored: (path) => !isOurs(path), atomic: false })
  await new Promise<void>((resolve) => watcher.once('ready', resolve))

  let known = fingerprints(folder, isOurs)
  let first: number | undefined
  let timer: NodeJS.Timeout | undefined
  const look = () => {
    const at = new Date(first ?? Date.now())
    first = undefined
    const now = fingerprints(folder, isOurs)
    const isSame = now === known
    known = now
    if (!isSame) onSave(at)
  }
  const noticed = () => {
    first ??= Date.now()
    clearTimeout(timer)
    timer = setTimeout(look, Math.max(Math.min(quiet, first + longest - Date.now()), 0))
  }
  // Its other events leave out changes that follow each other within 50 ms; these are only its cue.
  watcher.on('raw', noticed).on('all', noticed)

  const works = new Promise<boolean>((resolve) => {
    const limit = setTimeout(() => resolve(false), patience)
    const tell = (result: boolean) => {
      clearTimeout(limit)
      resolve(result)
    }
    watcher.on('all', (_event, path) => path === probe && tell(true))
    watcher.on('error', () => tell(false))
    try {
      writeFileSync(probe, '')
    } catch {
      tell(false)
    }
  }).finally(() => rmSync(probe, { force: true }))

  return {
    works,
    async stop() {
      clearTimeout(timer)
      await watcher.close()
    },
  }
}

/** The names and contents of all files, told apart from any others; the probe is none of them. */
function fingerprints(folder: string, isOurs: (path: string) => boolean): string {
  const hash = createHash('sha1')
  const visit = (place: string) => {
    for (const entry of entriesOf(place)) {
      const path = join(place, entry.name)
      if (byEditors.test(entry.name) || !isOurs(path)) continue
      if (entry.isDirectory()) visit(path)
      else hash.update(`${path}\0`).update(contentOf(path))
    }
  }
  visit(folder)
  return hash.digest('base64')
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

/** Empty for a file that has gone meanwhile. */
function contentOf(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch {
    return new Uint8Array()
  }
}
