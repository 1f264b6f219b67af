import { existsSync, lstatSync, mkdirSync, rmdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { kindAt, namesIn } from '../process/read-regular.ts'
import { reasonOf } from '../words/caught.ts'
import { errors } from '../words/errors.ts'
import { progressFile } from './progress.ts'
import { readRemembered, remember } from './remembered.ts'

/** The name a new folder gets. */
const defaultFolder = 'my-webserver'

/** Where a folder is made, unless another is named. */
export const suggestedFolder = (cwd: string): string => join(cwd, defaultFolder)

export interface FolderSearch {
  /** The folder asked for with --dir. */
  readonly dir: string | undefined
  readonly cwd: string
  /** The folder that the course was used in last. Asked only where no other is found. */
  readonly remembered: () => string | undefined
}

/** A learner's folder that is there, or the path where one may be made. */
export type Found =
  /** `by`: it was named, the current folder is in it or just above it, or it was used last. */
  | { readonly type: 'there'; readonly path: string; readonly by: 'name' | 'place' | 'memory' }
  /** `asked`: the person named this path themselves. */
  | { readonly type: 'new'; readonly path: string; readonly asked: boolean }

/**
 * Finds the learner's folder: the one of --dir; else the current folder, one above it, or
 * `my-webserver` in it; else the one that was used last. Throws a CourseError where --dir can't be one, and
 * where the folder here belongs to another user: then it has to be named with --dir.
 */
export function findFolder({ dir, cwd, remembered }: FolderSearch): Found {
  if (dir !== undefined) return checkFolder(resolve(cwd, dir))
  const here = [...upwards(cwd), suggestedFolder(cwd)].find(isLearnersFolder)
  if (here !== undefined) {
    // Its settings could start any program.
    if (isForeign(here)) throw errors.foreignFolder(here)
    return { type: 'there', path: here, by: 'place' }
  }
  const last = remembered()
  if (last !== undefined && isLearnersFolder(last) && !isForeign(last))
    return { type: 'there', path: last, by: 'memory' }
  return { type: 'new', path: suggestedFolder(cwd), asked: false }
}

/** A folder and those above it, the nearest first. */
function upwards(folder: string): string[] {
  const above = dirname(folder)
  return above === folder ? [folder] : [folder, ...upwards(above)]
}

/** Whether a path that a person named can be the learner's folder. Throws a CourseError otherwise. */
export function checkFolder(path: string): Found {
  if (isLearnersFolder(path)) return { type: 'there', path, by: 'name' }
  const kind = kindOf(path)
  if (kind === 'file') throw errors.notAFolder(path)
  if (kind === 'folder' && namesIn(path).length > 0) throw errors.folderNotOurs(path)
  return { type: 'new', path, asked: true }
}

function kindOf(path: string): 'folder' | 'file' | 'none' {
  if (!isEntry(path)) return 'none'
  // A link that leads nowhere is no folder either.
  return kindAt(path) === 'folder' ? 'folder' : 'file'
}

function isEntry(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    // A file stands on the way, or a folder that can't be searched: making the folder says which.
    return false
  }
}

/** Another user made it. Where the system knows no users by number, nobody else can. */
function isForeign(path: string): boolean {
  const owner = statSync(path, { throwIfNoEntry: false })?.uid
  const me = process.getuid?.()
  return me !== undefined && owner !== undefined && owner !== me && owner !== byWhomStarted()
}

/** With sudo, what belongs to who typed it is theirs too. */
const byWhomStarted = () => Number(process.env['SUDO_UID'] ?? Number.NaN)

/** A folder is ours by what lies in it: the progress, or a server in the folder of a stage. */
function isLearnersFolder(path: string): boolean {
  if (existsSync(join(path, progressFile))) return true
  return namesIn(path).some(
    (name) =>
      /^\d+-[a-z]+(-[a-z]+)*$/.test(name) &&
      namesIn(join(path, name)).some((file) => /^server\.(ts|js|py)$/.test(file)),
  )
}

/** What a person typed where a folder is asked for. */
export type TypedFolder =
  | { readonly type: 'folder'; readonly path: string }
  /** They want to leave: q, quit, exit. */
  | { readonly type: 'leave' }

/**
 * Reads a folder as a person types it: `~` and `$HOME` or `%USERPROFILE%` are the home folder, quotes around it
 * and spaces at its ends are taken off.
 */
export function typedFolder(
  given: string,
  { cwd, home }: { cwd: string; home: string },
): TypedFolder {
  const bare = given
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .trim()
  if (/^(:?q!?|(quit|exit|bye)(\(\))?)$/i.test(bare)) return { type: 'leave' }
  const path = bare.replace(/^(~|\$HOME|\$\{HOME\}|%USERPROFILE%)(?=$|[/\\])/, () => home)
  return { type: 'folder', path: resolve(cwd, path) }
}

/**
 * Makes a folder and those above it, one by one: Node's own way never ends below /proc. Gives back those that
 * were not there, the deepest last. Throws a CourseError where it can't be made.
 */
export function makeFolder(path: string): string[] {
  try {
    const missing = upwards(path)
      .filter((folder) => kindOf(folder) === 'none')
      .reverse()
    for (const folder of missing) mkdirSync(folder)
    if (kindOf(path) === 'file') throw new Error('it is a file')
    return missing
  } catch (error) {
    throw errors.cannotWrite(path, reasonOf(error))
  }
}

/** Removes folders that `makeFolder` made, as far as nothing was put into them. */
export function removeFolders(made: readonly string[]): void {
  try {
    for (const folder of made.toReversed()) rmdirSync(folder)
  } catch {
    // Something lies in it, so it stays.
  }
}

const memory = 'folder.txt'

/** The folder used last; undefined where none is known. */
export const rememberedFolder = (): string | undefined => readRemembered(memory)

/** Keeps the folder's path, so that the command works from anywhere. */
export const rememberFolder = (path: string): void => remember(memory, path)
