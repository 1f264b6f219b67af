import { existsSync, mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseProgress, progressFile } from '../workspace/progress.ts'
import type { FolderFacts } from './facts.ts'

/** Milliseconds in which a change of a file has to be noticed. */
const patience = 1000

/** What is known of the learner's folder, or of the place where it will be made. */
export async function folderFacts(path: string, exists: boolean): Promise<FolderFacts> {
  const place = nearest(path)
  return {
    path,
    exists,
    free: await freeOn(place),
    progress: progressIn(path),
    ...(await probe(place)),
  }
}

/** The folder itself, or the first one above it that is there. */
function nearest(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearest(dirname(path))
}

async function freeOn(path: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(path)
    return bavail * bsize
  } catch {
    return undefined
  }
}

function progressIn(folder: string): FolderFacts['progress'] {
  const file = join(folder, progressFile)
  if (!existsSync(file)) return 'none'
  try {
    return parseProgress(readFileSync(file, 'utf8')).type
  } catch {
    return 'unreadable'
  }
}

/** Writes a file there and waits until the change is noticed. */
async function probe(folder: string): Promise<Pick<FolderFacts, 'unwritable' | 'watched'>> {
  let own: string | undefined
  try {
    own = mkdtempSync(join(folder, '.learn-webserver-doctor-'))
    const file = join(own, 'probe.txt')
    writeFileSync(file, 'before')
    return { unwritable: undefined, watched: await isNoticed(file, own) }
  } catch (error) {
    return { unwritable: reasonOf(error), watched: undefined }
  } finally {
    if (own !== undefined) rmSync(own, { recursive: true, force: true })
  }
}

function isNoticed(file: string, folder: string): Promise<boolean> {
  return new Promise((resolve) => {
    const watcher = watch(folder, () => settle(true))
    const timer = setTimeout(() => settle(false), patience)
    const settle = (noticed: boolean) => {
      clearTimeout(timer)
      watcher.close()
      resolve(noticed)
    }
    watcher.once('error', () => settle(false))
    writeFileSync(file, 'after')
  })
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
