import { lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { readRegular } from '../../process/read-regular.ts'
import { reasonOf } from '../../words/caught.ts'
import { gradeWords } from '../../words/grade.ts'
import { createIntake, type HandInFiles, type Intake, isPassedOver } from './intake.ts'
import { readZip } from './read-zip.ts'
import { Unreadable } from './unreadable.ts'

const { reasons } = gradeWords

/**
 * Reads a hand-in, a folder or a ZIP file, and writes nothing. Links that lead out of it, pipes, devices and
 * what is too large are left out. A ZIP file in the folder is read too, where the folder has no server itself.
 * Throws Unreadable.
 */
export function readHandIn(
  path: string,
  hasServer: (files: Iterable<string>) => boolean,
): HandInFiles {
  const intake = createIntake()
  try {
    if (!statSync(path).isDirectory()) readZip(path, '', intake)
    else {
      const zips = readFolder(path, intake)
      if (!hasServer(intake.files.keys()))
        for (const zip of zips) readZip(join(path, zip), `${zip.replace(/\.zip$/i, '')}/`, intake)
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error
    throw new Unreadable(reasons.unreadable(reasonOf(error)))
  }
  return intake
}

/** Folders in each other at most. */
const maxDepth = 12

/** Takes in the files of a folder, the nearest first; gives back the ZIP files, which are not taken in. */
function readFolder(top: string, intake: Intake): string[] {
  const zips: string[] = []
  const real = realpathSync(top)
  const seen = new Set([real])
  let folders = [{ path: '', names: namesIn(top) }]
  for (let depth = 0; depth < maxDepth && folders.length > 0; depth++) {
    const deeper: typeof folders = []
    for (const { path: folder, names } of folders)
      for (const name of names) {
        if (isPassedOver(name)) continue
        const file = folder === '' ? name : `${folder}/${name}`
        const path = join(top, file)
        try {
          // Where a link leads counts, and not where it lies.
          const target = realpathSync(path)
          const stats = statSync(path)
          if (target !== real && !target.startsWith(real + sep)) intake.leave(file, 'link')
          else if (stats.isDirectory() && !seen.has(target)) {
            seen.add(target)
            deeper.push({ path: file, names: namesIn(path) })
          } else if (stats.isFile() && /\.zip$/i.test(name)) zips.push(file)
          else if (stats.isFile()) takeFile(file, path, stats, intake)
          else if (!stats.isDirectory()) intake.leave(file, 'special')
        } catch {
          intake.leave(file, isLink(path) ? 'link' : 'unreadable')
        }
      }
    folders = deeper
  }
  return zips
}

function takeFile(file: string, path: string, { size, mode }: Stats, intake: Intake): void {
  if (intake.hasRoomFor(file, size)) intake.put(file, readRegular(path), (mode & 0o100) !== 0)
}

/** In an order that is the same everywhere. */
const namesIn = (folder: string) => readdirSync(folder).sort()

const isLink = (path: string) =>
  lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true
