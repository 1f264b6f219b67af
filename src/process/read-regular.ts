import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
} from 'node:fs'
import { orUndefined } from '../words/caught.ts'
import { errors } from '../words/errors.ts'

/**
 * Reads a file whole. What only looks like one (a pipe, a device, a socket) is not waited for: a CourseError
 * says so. Throws the system's error for all else.
 */
export function readRegular(path: string): Buffer {
  // Without O_NONBLOCK, opening a pipe waits for somebody who writes into it.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    if (!fstatSync(file).isFile()) throw errors.notOrdinary(path)
    return readFileSync(file)
  } finally {
    closeSync(file)
  }
}

/** The same as UTF-8. */
export const readRegularText = (path: string): string => readRegular(path).toString('utf8')

/**
 * What has this path, links followed: `other` is a pipe, a device or a socket. What this user may not look at is
 * `none`.
 */
export function kindAt(path: string): 'file' | 'folder' | 'other' | 'none' {
  try {
    const stats = statSync(path)
    return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other'
  } catch {
    return 'none'
  }
}

/** The names in a folder; none where it can't be read. */
export const namesIn = (folder: string): string[] => orUndefined(() => readdirSync(folder)) ?? []
