import { CR, LF } from './bytes.ts'
import type { Message } from './message.ts'

/**
 * The data of a chunked body without sizes, extensions and trailers, as far as its chunks can be read
 * (RFC 9112, section 7.1.3). `isWhole`: the last chunk, of size 0, was found.
 */
export function dechunk(body: Uint8Array): { data: Uint8Array; isWhole: boolean } {
  const pieces: Uint8Array[] = []
  let at = 0
  while (at < body.length) {
    const lineFeed = body.indexOf(LF, at)
    const line = latin1(body.subarray(at, lineFeed < 0 ? body.length : lineFeed))
    const size = /^[\da-f]+/i.exec(line)?.[0]
    if (lineFeed < 0 || size === undefined) break
    const length = Number.parseInt(size, 16)
    if (length === 0) return { data: joined(pieces), isWhole: true }
    const start = lineFeed + 1
    pieces.push(body.subarray(start, start + length))
    at = start + length
    // After a wrong size, the rest of the line is no data and no size either.
    const ending = body.indexOf(LF, at)
    if (body[at] !== CR && body[at] !== LF && ending < 0) break
    at = ending < 0 ? body.length : ending + 1
  }
  return { data: joined(pieces), isWhole: false }
}

/** The content of a message as far as it was kept: chunk framing is taken out, and nothing else is. */
export function contentOf({ body, bytes, framing }: Message): Uint8Array {
  if (body === undefined) return new Uint8Array(0)
  const kept = bytes.subarray(body.start, body.end)
  return framing?.type === 'chunked' ? dechunk(kept).data : kept
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

const latin1 = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
