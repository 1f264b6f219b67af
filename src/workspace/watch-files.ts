import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { debuglog } from 'node:util'
import { watch } from 'chokidar'
import { readRegular } from '../process/read-regular.ts'
import { orUndefined } from '../words/caught.ts'

const debug = debuglog('learn-webserver')

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
  /** How changes are noticed, known within a second: the system tells of them, or the files are read every second. */
  readonly how: Promise<'told' | 'polled'>
  stop(): Promise<void>
}

/** How long nothing changes once a save is over: editors write in several steps. */
const quietMs = 25
/** After this the files are read all the same. */
const longestMs = 250
/** How soon a change made here has to be noticed. */
const noticedWithinMs = 1000
/** How often files are read where the system may not tell of changes. */
const everyMs = 1000

/**
 * File systems on which changes from the other side come without an event, by their number in statfs(2):
 * drives of Windows in WSL and of a virtual machine's host, network drives, layers of a container.
 */
const silentSystems: ReadonlySet<number> = new Set([
  0x0102_1997, // 9p
  0x6573_5546, // fuse
  0x6969, // nfs
  0xff53_4d42, // cifs
  0xfe53_4d42, // smb2
  0x786f_4256, // vboxsf
  0x794c_7630, // overlay
])

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
    if (byEditors.test(basename(path)) || isLinkedFolder(path)) return false
    const [top = '', ...below] = relative(folder, path).split(/[\\/]/)
    return top === stage || top === 'site' || (below.length === 0 && shared.test(top))
  }
  const watcher = watch(folder, { ignored: (path) => !isOurs(path), atomic: false })
  let hasFailed = false
  // Where the system has no more watches to give, the files are read every second.
  await new Promise<void>((resolve) => {
    watcher.once('ready', resolve)
    watcher.on('error', (error) => {
      debug('watching %s: %s', folder, error)
      hasFailed = true
      resolve()
    })
  })

  let known = fingerprints(folder, isOurs)
  let first: number | undefined
  let timer: NodeJS.Timeout | undefined
  const look = () => {
    const at = new Date(first ?? Date.now())
    first = undefined
    const now = fingerprints(folder, isOurs)
    const isSame = now === known
    known = now
    if (isSame) return
    debug('saved in %s', folder)
    onSave(at)
  }
  const noticed = () => {
    first ??= Date.now()
    clearTimeout(timer)
    timer = setTimeout(look, Math.max(Math.min(quietMs, first + longestMs - Date.now()), 0))
  }
  // Its other events leave out changes that follow each other within 50 ms; these are only its cue.
  watcher.on('raw', noticed).on('all', noticed)

  let interval: NodeJS.Timeout | undefined
  let isStopped = false
  const tells = new Promise<boolean>((resolve) => {
    const limit = setTimeout(() => resolve(false), noticedWithinMs)
    const tell = (result: boolean) => {
      clearTimeout(limit)
      resolve(result)
    }
    watcher.on('all', (_event, path) => path === probe && tell(true))
    watcher.on('error', () => tell(false))
    if (hasFailed) tell(false)
    try {
      writeFileSync(probe, '')
    } catch {
      tell(false)
    }
  }).finally(() => rmSync(probe, { force: true }))
  const how = tells.then((told) => {
    if (told && !isSilent(folder)) return 'told' as const
    if (!isStopped) interval = setInterval(look, everyMs)
    return 'polled' as const
  })

  return {
    how,
    async stop() {
      isStopped = true
      clearTimeout(timer)
      clearInterval(interval)
      await watcher.close()
    },
  }
}

/** Whether a folder is on a file system that may not tell of changes. */
export function isSilent(folder: string): boolean {
  try {
    return silentSystems.has(statfsSync(folder).type)
  } catch {
    return false
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

/** A link to a folder may lead out of this one, or round in a circle. */
function isLinkedFolder(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink() && statSync(path).isDirectory()
  } catch {
    return false
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

/** Empty for a file that has gone meanwhile, and for a pipe or a device. */
const contentOf = (path: string): Uint8Array =>
  orUndefined(() => readRegular(path)) ?? new Uint8Array()
