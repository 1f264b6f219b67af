import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { codeOf } from '../words/caught.ts'
import { CourseError, errors } from '../words/errors.ts'

/** Bytes that are read at most: of a HAR file, which begins as JSON, and of anything else. */
const most = { har: 256 * 1024 * 1024, other: 64 * 1024 * 1024 } as const

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
      const [first] = pieces
      const mostBytes = first !== undefined && beginsAsJson(first) ? most.har : most.other
      if (length > mostBytes) throw errors.tooMuch(shown, `${mostBytes / 1024 / 1024} MB`)
    }
  } catch (error) {
    if (error instanceof CourseError) throw error
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') throw errors.noSuchFile(shown)
    if (code === 'EISDIR') throw errors.fileIsFolder(shown)
    if (code !== undefined) throw errors.cannotRead(shown, String(code))
    throw error
  }
  if (length === 0) throw errors.nothingIn(shown)
  return Buffer.concat(pieces)
}

/** White space and a byte order mark before it allowed, and the zeros between letters of UTF-16. */
const beginsAsJson = (bytes: Buffer) =>
  /^[\s\0\xef\xbb\xbf\xfe\xff]*[{[]/.test(bytes.toString('latin1', 0, 64))
