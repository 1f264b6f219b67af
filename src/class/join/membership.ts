import { rmSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { readRegularText } from '../../process/read-regular.ts'
import { writeAtomic } from '../../process/write-atomic.ts'
import { reasonOf } from '../../words/caught.ts'
import { classErrors } from '../../words/class-errors.ts'
import { errors } from '../../words/errors.ts'
import { classFile, isInClass } from '../../workspace/class-file.ts'

const membership = v.object({
  /** Where the board was when it was joined, or heard last: `192.168.1.5:9100`. */
  address: v.string(),
  /** What the teacher's machine is called, for when its address changes. */
  host: v.string(),
  code: v.string(),
  board: v.string(),
  name: v.string(),
  id: v.string(),
  /** By which the board knows this folder: whoever has it can speak for this student. */
  token: v.string(),
})

/** What a folder knows of the class that it has joined. It moves with the folder. */
export type Membership = v.InferOutput<typeof membership>

/** The class of a folder; undefined where it has joined none. Throws a CourseError for a damaged file. */
export function readMembership(folder: string): Membership | undefined {
  if (!isInClass(folder)) return undefined
  const path = join(folder, classFile)
  const found = v.safeParse(membership, parsed(path))
  if (!found.success) throw classErrors.badClassFile(path)
  return found.output
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readRegularText(path).replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

/** Keeps the class of a folder; nobody else reads it. Throws a CourseError where it can't be written. */
export function writeMembership(folder: string, joined: Membership): void {
  const path = join(folder, classFile)
  try {
    writeAtomic(path, `${JSON.stringify(joined, null, 2)}\n`, 0o600)
  } catch (error) {
    throw errors.cannotWrite(path, reasonOf(error))
  }
}

/** Forgets the class of a folder. */
export const forgetMembership = (folder: string): void =>
  rmSync(join(folder, classFile), { force: true })
