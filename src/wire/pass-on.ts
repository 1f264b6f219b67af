import type { Socket } from 'node:net'

/** Milliseconds between two pieces that are passed on apart: a server has read the first by then. */
const gapMs = 100

/** Bytes that wait for a connection before no more are read. */
const mostWaiting = 256 * 1024

/** Writes to one socket what was read from another. */
export interface PassOn {
  write(bytes: Uint8Array): void
  /** No more will come: once all is written, the socket is told so. */
  end(): void
}

/**
 * Passes on what is read, read by read. What came in several reads while the connection was still being
 * made goes out in as many writes, one after the other, and so may be read apart again. With `splitHead`
 * the head of a request goes first, and what follows a moment later.
 */
export function passOn(from: Socket, to: Socket, splitHead: boolean): PassOn {
  const waiting: Uint8Array[] = []
  let size = 0
  let isBusy = to.connecting
  let isEnding = false

  const next = () => {
    const piece = waiting.shift()
    if (piece === undefined) {
      isBusy = false
      if (isEnding) to.end()
      else from.resume()
      return
    }
    size -= piece.length
    to.write(piece, (error) => {
      if (error) return
      if (splitHead && waiting.length > 0) setTimeout(next, gapMs)
      else setImmediate(next)
    })
  }
  if (isBusy) to.once('connect', next)
  to.on('drain', () => {
    if (!isBusy) from.resume()
  })

  return {
    write(bytes) {
      const pieces = splitHead ? headAndRest(bytes) : [bytes]
      if (!isBusy && pieces.length === 1) {
        if (!to.write(bytes)) from.pause()
        return
      }
      waiting.push(...pieces)
      size += bytes.length
      if (size > mostWaiting) from.pause()
      if (isBusy) return
      isBusy = true
      next()
    },
    end() {
      if (isBusy) isEnding = true
      else to.end()
    },
  }
}

const requestLine = /^[!#$%&'*+.^_`|~\dA-Za-z-]+ \S+ HTTP\/1\.\d\r?\n/
const headEnd = Buffer.from('\r\n\r\n')

/** The head of a request and what came with it; all in one where that is not what the bytes are. */
function headAndRest(bytes: Uint8Array): Uint8Array[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = buffer.indexOf(headEnd) + headEnd.length
  if (end < headEnd.length || end === bytes.length) return [bytes]
  if (!requestLine.test(buffer.toString('latin1', 0, end))) return [bytes]
  return [bytes.subarray(0, end), bytes.subarray(end)]
}
