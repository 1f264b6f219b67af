import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import envPaths from 'env-paths'
import { errors } from '../words/errors.ts'
import { progressFile } from './progress.ts'

/** The name a new folder gets. */
export const defaultFolder = 'my-webserver'

export interface FolderSearch {
  /** The folder asked for with --dir. */
  readonly dir: string | undefined
  readonly cwd: string
  /** The folder that the course was used in last. Asked only where no other is found. */
  readonly remembered: () => string | undefined
}

/** A learner's folder that is there, or the place where one may be made. */
export type Found =
  | { readonly type: 'there'; readonly path: string }
  /** `asked`: the person named this place themselves. */
  | { readonly type: 'new'; readonly path: string; readonly asked: boolean }

/** Finds the learner's folder. Throws a CourseError where --dir can't be one. */
export function findFolder({ dir, cwd, remembered }: FolderSearch): Found {
  if (dir !== undefined) return checkFolder(resolve(cwd, dir))
  const here = [cwd, join(cwd, defaultFolder)].find(isLearnersFolder)
  if (here !== undefined) return { type: 'there', path: here }
  const last = remembered()
  if (last !== undefined && isLearnersFolder(last)) return { type: 'there', path: last }
  return { type: 'new', path: join(cwd, defaultFolder), asked: false }
}

/** Whether a place that a person named can be the learner's folder. Throws a CourseError otherwise. */
export function checkFolder(path: string): Found {
  if (isLearnersFolder(path)) return { type: 'there', path }
  if (!existsSync(path)) return { type: 'new', path, asked: true }
  if (!statSync(path).isDirectory()) throw errors.notAFolder(path)
  if (readdirSync(path).length > 0) throw errors.folderNotOurs(path)
  return { type: 'new', path, asked: true }
}

const isLearnersFolder = (path: string) => existsSync(join(path, progressFile))

/** The file in which the last folder's place is kept, per user. */
const placeFile = () => join(envPaths('learn-webserver', { suffix: '' }).config, 'folder.txt')

/** The folder used last; undefined where none is known. */
export function rememberedFolder(): string | undefined {
  try {
    return readFileSync(placeFile(), 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}

/** Keeps the folder's place, so that the command works from anywhere. Without a home, it is not kept. */
export function rememberFolder(path: string): void {
  if (rememberedFolder() === path) return
  try {
    const file = placeFile()
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${path}\n`)
  } catch {
    // The course works without: it looks in the current folder first.
  }
}
