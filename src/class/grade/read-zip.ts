import { closeSync, constants, fstatSync, openSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'
import { codeOf, reasonOf } from '../../words/caught.ts'
import { gradeWords } from '../../words/grade.ts'
import { type Intake, isPassedOver } from './intake.ts'
import { Unreadable } from './unreadable.ts'
import { NoZip, type ZipEntry, zipEntries } from './zip-entries.ts'

const { reasons } = gradeWords

/** Bytes of one hand-in's ZIP file at most. */
export const maxZipBytes = 200 * 1024 * 1024

/** What takes in the files of a ZIP file. */
export type ZipIntake = Pick<Intake, 'leave' | 'hasRoomFor' | 'roomBytes'> & {
  put(file: string, content: Uint8Array): void
}

/**
 * Takes in the files of a ZIP file, below a path. Whatever sizes it names, no file gets larger than there is
 * room for; nothing is written, and a link is only a file with a path in it. Throws Unreadable.
 */
export function readZip(
  path: string,
  below: string,
  intake: ZipIntake,
  maxBytes = maxZipBytes,
): void {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const stats = fstatSync(file)
    if (!stats.isFile()) throw new NoZip()
    if (stats.size > maxBytes) throw new Unreadable(reasons.zipTooLarge(maxBytes / 1024 / 1024))
    for (const entry of zipEntries(file, stats.size)) takeIn(entry, below, intake)
  } catch (error) {
    if (error instanceof Unreadable) throw error
    const said = error instanceof NoZip ? reasons.noEnd : reasonOf(error)
    throw new Unreadable(reasons.zipDamaged(said))
  } finally {
    closeSync(file)
  }
}

/** Takes in one file, where it is one, is wanted, and leads nowhere else. */
function takeIn(entry: ZipEntry, below: string, intake: ZipIntake): void {
  const inside = safePath(entry.name)
  if (inside === undefined) intake.leave(entry.name, 'outside')
  if (inside === undefined || inside === '' || /[/\\]$/.test(entry.name) || isPassedOver(inside))
    return
  const file = below + inside
  // Only to pass over what says itself that it is too large: what it says may be wrong.
  if (!intake.hasRoomFor(file, Math.max(entry.packedBytes, entry.bytes))) return
  try {
    const content = unpacked(entry, intake.roomBytes(file))
    if (content === undefined) intake.leave(file, 'unreadable')
    else if (intake.hasRoomFor(file, content.length)) intake.put(file, content)
  } catch (error) {
    if (error instanceof NoZip) throw error
    const isTooLong = codeOf(error) === tooLong
    intake.leave(file, isTooLong ? 'large' : 'unreadable')
  }
}

const tooLong = 'ERR_BUFFER_TOO_LARGE'

/** The content of a file; undefined where it needs a password, or is packed in another way. Stops where it gets too long. */
function unpacked(
  { compression, isEncrypted, read }: ZipEntry,
  maxBytes: number,
): Uint8Array | undefined {
  if (isEncrypted || (compression !== stored && compression !== deflated)) return undefined
  return compression === deflated
    ? inflateRawSync(read(), { maxOutputLength: Math.max(maxBytes, 1) })
    : read()
}

const stored = 0
const deflated = 8

/** A path in a ZIP file, with `/` between its parts; undefined where it leads out of its folder. */
function safePath(name: string): string | undefined {
  const parts = name.replaceAll('\\', '/').split('/')
  if (parts[0] === '' || /^[a-z]:/i.test(parts[0] ?? '')) return undefined
  const kept = parts.filter((part) => part !== '' && part !== '.')
  return kept.some((part) => part === '..' || part.includes('\0')) ? undefined : kept.join('/')
}
