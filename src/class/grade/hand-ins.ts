import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { Stage } from '../../course/course.ts'
import { languageNames, serverFile } from '../../course/language.ts'
import { errors } from '../../words/errors.ts'
import { nearest } from '../../words/nearest.ts'

/** A folder or a file of which somebody says that it is their work. */
export interface HandIn {
  readonly name: string
  readonly path: string
}

export interface HandIns {
  /** By name. */
  readonly handIns: readonly HandIn[]
  /** Files that are none. */
  readonly passedOver: readonly string[]
}

/** An archive, be it of a kind that can't be read: somebody has handed it in. */
export const isArchive = (name: string) => /\.(zip|rar|7z|tar|tgz|gz|bz2|xz)$/i.test(name)

/**
 * The hand-ins in a folder: each folder and each archive in it. Where it has the folders of the stages itself, it is
 * the only one, called `name`. Throws a CourseError where there is none, or none of a name in `only`.
 */
export function findHandIns(
  folder: string,
  stages: readonly Stage[],
  only: readonly string[] = [],
  name = basename(resolve(folder)),
): HandIns {
  const path = resolve(folder)
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) throw errors.noSuchFolder(path)
  if (!stats.isDirectory()) throw errors.notUnzipped(path)
  if (isHandIn(path, stages)) return { handIns: among([{ name, path }], only), passedOver: [] }
  const names = namesIn(path)
  const taken = namesOfHandIns(path)
  if (taken.length === 0) throw errors.noHandIns(path)
  const bare = (name: string) => (isFolder(join(path, name)) ? name : name.replace(/\.zip$/i, ''))
  const handIns = taken.map((name) => {
    const isAlone = taken.filter((other) => bare(other) === bare(name)).length === 1
    return { name: isAlone ? bare(name) : name, path: join(path, name) }
  })
  return {
    handIns: among(handIns, only),
    passedOver: names.filter((name) => !taken.includes(name)),
  }
}

/** The names in a folder, but for those that no person has made. */
const namesIn = (path: string) =>
  readdirSync(path)
    .filter((name) => !name.startsWith('.') && name !== '__MACOSX')
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))

/** The names of the folders and archives in a folder. */
export const namesOfHandIns = (path: string): string[] =>
  namesIn(path).filter((name) => isFolder(join(path, name)) || isArchive(name))

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

/** Whether a folder is one student's: it has the folders of stages, with servers. */
export const isHandIn = (path: string, stages: readonly Stage[]): boolean =>
  stages.some(({ folder }) =>
    languageNames.some((language) => existsSync(join(path, folder, serverFile(language)))),
  )

function among(handIns: readonly HandIn[], only: readonly string[]): readonly HandIn[] {
  if (only.length === 0) return handIns
  for (const name of only)
    if (!handIns.some((one) => isNamed(one, name)))
      throw errors.noHandIn(
        name,
        nearest(
          name,
          handIns.map((one) => one.name),
        ),
      )
  return handIns.filter((one) => only.some((name) => isNamed(one, name)))
}

/** By the name of the hand-in, or by that of its folder or file. */
const isNamed = ({ name, path }: HandIn, given: string) =>
  [name, basename(path)].includes(given.replace(/[/\\]+$/, ''))
