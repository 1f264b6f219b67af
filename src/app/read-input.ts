import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { errors } from '../words/errors.ts'

/** Bytes that are read at most. */
const mostBytes = 64 * 1024 * 1024

/** The bytes of a file. Throws a CourseError where there are none, or too many. */
export function readInputFile(path: string, shown: string): Promise<Buffer> {
  return readAll(createReadStream(path), shown)
}

/** The bytes of a stream to its end; `shown` is what errors call it. */
export async function readAll(stream: Readable, shown: string): Promise<Buffer> {
  const pieces: Buffer[] = []
  let length = 0
  try {
    for await (const piece of stream) {
      pieces.push(piece)
      length += piece.length
      // Such as /dev/zero: it would never end.
      if (length > mostBytes) throw errors.tooMuch(shown, '64 MB')
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') throw errors.noSuchFile(shown)
    if (code === 'EISDIR') throw errors.fileIsFolder(shown)
    if (code !== undefined) throw errors.cannotRead(shown, String(code))
    throw error
  }
  if (length === 0) throw errors.nothingIn(shown)
  return Buffer.concat(pieces)
}
