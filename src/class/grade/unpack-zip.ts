import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Stage } from '../../course/course.ts'
import { errors } from '../../words/errors.ts'
import type { LeftOut } from '../summary.ts'
import { findHandIns, type HandIns, isArchive, isHandIn, namesOfHandIns } from './hand-ins.ts'
import { maxFileBytes } from './intake.ts'
import { maxZipBytes, readZip } from './read-zip.ts'
import { Unreadable } from './unreadable.ts'

/** Bytes of a class's ZIP file at most, of all that is in it, and how many files. */
const limits = { zipBytes: 2 * 1024 ** 3, allBytes: 2 * 1024 ** 3, files: 50_000 } as const
/** What is left out is named up to so many times. */
const maxNamed = 20

/**
 * The hand-ins in a ZIP file, be it one student's or that of a class, which is unpacked below the folder `to`; and what
 * was left out of it. Throws a CourseError where there is none, or it can't be read.
 */
export function handInsInZip(
  zip: string,
  stages: readonly Stage[],
  only: readonly string[],
  to: string,
): HandIns & { readonly leftOut: readonly string[] } {
  const name = basename(zip).replace(/\.zip$/i, '')
  const top = join(to, name)
  const leftOut = unpack(zip, top)
  const folder = innermost(top, stages)
  if (!isHandIn(folder, stages)) return { ...findHandIns(folder, stages, only), leftOut }
  return { ...findHandIns(folder, stages, only, name), leftOut }
}

function unpack(zip: string, to: string): string[] {
  try {
    return unpackHandIns(zip, to)
  } catch (error) {
    throw error instanceof Unreadable ? errors.badZip(zip, error.message) : error
  }
}

/** Below folders that have nothing but one folder: the one with the hand-ins, or the hand-in. */
function innermost(folder: string, stages: readonly Stage[]): string {
  const [only, ...others] = readdirSync(folder, { withFileTypes: true })
  if (isHandIn(folder, stages) || !only?.isDirectory() || others.length > 0) return folder
  const below = innermost(join(folder, only.name), stages)
  // A class of one keeps the name of the student's folder.
  const names = namesOfHandIns(below)
  const isClass = names.length > 1 || names.some((name) => !isArchive(name))
  return isHandIn(below, stages) || isClass ? below : folder
}

/**
 * Unpacks a ZIP file in which are the hand-ins of a class, as a learning platform gives it, into a new folder; ZIP files in
 * it stay as they are. No path leads out of the folder, and what is in it can't fill the disk. Gives back the files
 * that were left out. Throws Unreadable.
 */
function unpackHandIns(zip: string, to: string): string[] {
  const leftOut: string[] = []
  let bytes = 0
  let files = 0
  const roomBytes = (file: string) =>
    files >= limits.files
      ? 0
      : Math.min(isArchive(file) ? maxZipBytes : maxFileBytes, limits.allBytes - bytes)
  const leave = (file: string, _because: LeftOut) => {
    if (leftOut.length < maxNamed) leftOut.push(file)
  }
  mkdirSync(to, { recursive: true })
  readZip(
    zip,
    '',
    {
      leave,
      roomBytes,
      hasRoomFor(file, size) {
        const fits = files < limits.files && size <= roomBytes(file)
        if (!fits) leave(file, 'large')
        return fits
      },
      put(file, content) {
        const path = join(to, file)
        try {
          mkdirSync(dirname(path), { recursive: true })
          writeFileSync(path, content, { flag: 'wx' })
          bytes += content.length
          files += 1
        } catch {
          // Its name is too long, or the same as that of another.
          leave(file, 'unreadable')
        }
      },
    },
    limits.zipBytes,
  )
  return leftOut
}
