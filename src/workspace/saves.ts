import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
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
/** Milliseconds in which a change made here has to be noticed. */
const patience = 1000

/** What changes by the course itself, or is large. */
const leftOut = /^(\..*|backups|node_modules|(progress|settings)\.json.*)$/
/** What editors leave beside a file: `.server.ts.swp`, `server.ts~`, `4913`. */
const byEditors = /(~|\.sw[a-z]|\.tmp|\.bak|^\d+)$/

/**
 * Watches what a stage's server is made of: its folder, the pages, and the files beside them. However an
 * editor saves (in place, by a new file that takes the old one's name), one save is told once, and a
 * save that changes nothing is none.
 */
export function watchSaves({ folder, stage, onSave }: SavesOptions): Saves {
  const known = new Map<string, string>()
  const probe = join(folder, stage, `.probe-${process.pid}`)
  let first: Date | undefined
  let timer: NodeJS.Timeout | undefined
  let tellProbe = (_noticed: boolean) => {}

  const isOurs = (path: string) => {
    if (path === folder || path === probe) return true
    const [top = '', ...below] = relative(folder, path).split(/[\\/]/)
    if (leftOut.test(top) || byEditors.test(basename(path))) return false
    // Other stages have folders that begin with their number.
    return below.length === 0 ? !/^\d+-/.test(top) || top === stage : true
  }
  const watcher = watch(folder, { ignored: (path) => !isOurs(path), atomic: false })
  const begun = new Promise<void>((resolve) => watcher.once('ready', resolve))

  const noticed = (path: string) => {
    if (path === probe) return tellProbe(true)
    const now = fingerprint(path)
    if (now === known.get(path)) return
    known.set(path, now)
    first ??= new Date()
    clearTimeout(timer)
    timer = setTimeout(() => {
      const at = first ?? new Date()
      first = undefined
      onSave(at)
    }, quiet)
  }
  watcher.on('add', (path) => known.set(path, fingerprint(path)))
  watcher.on('error', () => tellProbe(false))
  begun.then(() => {
    watcher.removeAllListeners('add')
    watcher.on('add', noticed).on('change', noticed)
  })

  const works = begun.then(() =>
    new Promise<boolean>((resolve) => {
      const limit = setTimeout(() => resolve(false), patience)
      tellProbe = (result) => {
        clearTimeout(limit)
        resolve(result)
      }
      try {
        writeFileSync(probe, '')
      } catch {
        tellProbe(false)
      }
    }).finally(() => rmSync(probe, { force: true })),
  )

  return {
    works,
    async stop() {
      clearTimeout(timer)
      await watcher.close()
    },
  }
}

/** What tells one content of a file from another; empty for a file that is not there. */
function fingerprint(path: string): string {
  try {
    return createHash('sha1').update(readFileSync(path)).digest('base64')
  } catch {
    return ''
  }
}
