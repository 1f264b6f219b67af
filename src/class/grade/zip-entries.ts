import { readSync } from 'node:fs'

// The list at the end of a ZIP file says where each file in it begins and how long it is (APPNOTE.TXT, section 4.3). What
// stands before the files says less where the ZIP file was made on the way to somebody, as learning platforms do; and a ZIP
// file in it looks the same as it does.

/** A file in a ZIP file, as the list has it. */
export interface ZipEntry {
  readonly name: string
  /** How it is packed: 0 not at all, 8 deflated; section 4.4.5 has the others. */
  readonly compression: number
  readonly isEncrypted: boolean
  readonly packedBytes: number
  /** Bytes that it says it has when it is unpacked. That may be wrong. */
  readonly bytes: number
  /** Its bytes, as they are packed. */
  read(): Buffer
}

/** What begins with these bytes is no ZIP file, is cut off, or has a list that can't be right. */
export class NoZip extends Error {}

const endMark = 0x06054b50
const largeEndMark = 0x06064b50
const largePlaceMark = 0x07064b50
const listMark = 0x02014b50
const fileMark = 0x04034b50
const endBytes = 22
const largePlaceBytes = 20
const maxCommentBytes = 0xffff
/** In place of a number that has more than 32 bits: then it stands elsewhere, with 64. */
const elsewhere = 0xffffffff
/** Bytes of the list at most. */
const maxListBytes = 64 * 1024 ** 2

/** The files in an open ZIP file of so many bytes, in the order of its list. Throws NoZip. */
export function* zipEntries(file: number, fileBytes: number): Generator<ZipEntry, void, void> {
  const { list, shift } = listOf(file, fileBytes)
  let packedInAll = 0
  for (let at = 0; at + 46 <= list.length && list.readUInt32LE(at) === listMark; ) {
    const flags = list.readUInt16LE(at + 8)
    const nameAt = at + 46
    const extraAt = nameAt + list.readUInt16LE(at + 28)
    const commentAt = extraAt + list.readUInt16LE(at + 30)
    const large = numbersOf64(list.subarray(extraAt, commentAt))
    const number = (given: number) => (given === elsewhere ? (large.shift() ?? given) : given)
    const bytes = number(list.readUInt32LE(at + 24))
    const packedBytes = number(list.readUInt32LE(at + 20))
    const begins = number(list.readUInt32LE(at + 42)) + shift
    packedInAll += packedBytes
    // Files that lie in each other would be unpacked without end.
    if (packedInAll > fileBytes) throw new NoZip()
    yield {
      name: textOf(list.subarray(nameAt, extraAt)),
      compression: list.readUInt16LE(at + 10),
      isEncrypted: (flags & 1) === 1,
      packedBytes,
      bytes,
      read: () => packedAt(file, begins, packedBytes),
    }
    at = commentAt + list.readUInt16LE(at + 32)
  }
}

/** The list of files; and by how much all places in it are wrong, since something stands before the ZIP file. */
function listOf(file: number, fileBytes: number): { list: Buffer; shift: number } {
  const tailBytes = Math.min(fileBytes, endBytes + maxCommentBytes)
  const tail = bytesAt(file, fileBytes - tailBytes, tailBytes)
  const end = lastIndexOf(tail, endMark)
  if (end < 0 || end + endBytes > tail.length) throw new NoZip()
  let endsAt = fileBytes - tailBytes + end
  let listBytes = tail.readUInt32LE(end + 12)
  let listAt = tail.readUInt32LE(end + 16)
  const place = end - largePlaceBytes
  if (place >= 0 && tail.readUInt32LE(place) === largePlaceMark) {
    const at = Number(tail.readBigUInt64LE(place + 8))
    const large = bytesAt(file, at, 56)
    if (large.readUInt32LE(0) !== largeEndMark) throw new NoZip()
    endsAt = at
    listBytes = Number(large.readBigUInt64LE(40))
    listAt = Number(large.readBigUInt64LE(48))
  }
  const shift = endsAt - listBytes - listAt
  if (shift < 0 || listBytes > maxListBytes) throw new NoZip()
  return { list: bytesAt(file, listAt + shift, listBytes), shift }
}

function lastIndexOf(bytes: Buffer, mark: number): number {
  const sought = Buffer.alloc(4)
  sought.writeUInt32LE(mark)
  return bytes.lastIndexOf(sought)
}

/** The numbers of 64 bits in the extra field of a file (section 4.5.3). */
function numbersOf64(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2))
    return Array.from({ length: Math.floor(field.length / 8) }, (_, i) =>
      Number(field.readBigUInt64LE(i * 8)),
    )
  }
  return []
}

/** The name in UTF-8; in Latin-1 where it is not. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return bytes.toString('latin1')
  }
}

/** The bytes of a file, behind what stands before it. */
function packedAt(file: number, begins: number, packedBytes: number): Buffer {
  const head = bytesAt(file, begins, 30)
  if (head.readUInt32LE(0) !== fileMark) throw new NoZip()
  return bytesAt(file, begins + 30 + head.readUInt16LE(26) + head.readUInt16LE(28), packedBytes)
}

function bytesAt(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  if (at < 0 || !Number.isSafeInteger(at) || readSync(file, bytes, 0, length, at) !== length)
    throw new NoZip()
  return bytes
}
