import { statSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'
import { Unzip, type UnzipFile, UnzipPassThrough } from 'fflate'
import { readRegular } from '../../process/read-regular.ts'
import { codeOf, reasonOf } from '../../words/caught.ts'
import { gradeWords } from '../../words/grade.ts'
import { type Intake, isPassedOver } from './intake.ts'
import { Unreadable } from './unreadable.ts'

const { reasons } = gradeWords

/** A ZIP file is read whole. */
const maxZipBytes = 200 * 1024 * 1024
/** With this begins the last part of every ZIP file (APPNOTE.TXT, section 4.3.16). */
const endOfZip = Buffer.from('PK\x05\x06', 'latin1')
/** Bytes that are looked at at once. */
const pieceBytes = 64 * 1024

/**
 * Takes in the files of a ZIP file, below a path. Whatever sizes it names, no file gets larger than there is
 * room for; nothing is written, and a link is only a file with a path in it. Throws Unreadable.
 */
export function readZip(path: string, below: string, intake: Intake): void {
  if (statSync(path).size > maxZipBytes)
    throw new Unreadable(reasons.zipTooLarge(maxZipBytes / 1024 / 1024))
  const bytes = readRegular(path)
  if (!bytes.includes(endOfZip)) throw new Unreadable(reasons.zipDamaged(reasons.noEnd))
  const unzip = new Unzip((entry) => takeIn(entry, below, intake))
  unzip.register(Packed)
  try {
    for (let at = 0; at < bytes.length; at += pieceBytes)
      unzip.push(bytes.subarray(at, at + pieceBytes), at + pieceBytes >= bytes.length)
  } catch (error) {
    throw new Unreadable(reasons.zipDamaged(reasonOf(error)))
  }
}

/** Takes in one file, where it is one, is wanted, and leads nowhere else. */
function takeIn(entry: UnzipFile, below: string, intake: Intake): void {
  const inside = safePath(entry.name)
  if (inside === undefined) intake.leave(entry.name, 'outside')
  if (inside === undefined || inside === '' || /[/\\]$/.test(entry.name) || isPassedOver(inside))
    return
  const file = below + inside
  // Only to pass over what says itself that it is too large: what it says may be wrong.
  if (!intake.hasRoomFor(file, Math.max(entry.size ?? 0, entry.originalSize ?? 0))) return
  const pieces: Uint8Array[] = []
  entry.ondata = (_error, piece, isLast) => {
    pieces.push(piece)
    if (!isLast) return
    try {
      const content = unpacked(Buffer.concat(pieces), entry.compression, intake.roomBytes())
      if (intake.hasRoomFor(file, content.length)) intake.put(file, content)
    } catch (error) {
      const isTooLong = codeOf(error) === tooLong
      intake.leave(file, isTooLong ? 'large' : 'unreadable')
    }
  }
  entry.start()
}

const tooLong = 'ERR_BUFFER_TOO_LARGE'

/** Node stops where a file gets longer than it may be. fflate would go on to the end. */
const unpacked = (packed: Uint8Array, compression: number, maxBytes: number) =>
  compression === deflated
    ? inflateRawSync(packed, { maxOutputLength: Math.max(maxBytes, 1) })
    : packed

/** The number of the usual compression in a ZIP file; 0 is none. */
const deflated = 8

/** Gives the bytes of a packed file as they are. */
class Packed extends UnzipPassThrough {
  static override compression = deflated
}

/** A path in a ZIP file, with `/` between its parts; undefined where it leads out of its folder. */
function safePath(name: string): string | undefined {
  const parts = name.replaceAll('\\', '/').split('/')
  if (parts[0] === '' || /^[a-z]:/i.test(parts[0] ?? '')) return undefined
  const kept = parts.filter((part) => part !== '' && part !== '.')
  return kept.some((part) => part === '..' || part.includes('\0')) ? undefined : kept.join('/')
}
