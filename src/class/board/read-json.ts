import type { IncomingMessage } from 'node:http'

/**
 * The JSON in a request's body; undefined where it is none. 'too-large': more came than may come, and the rest is
 * not read.
 */
export async function readJson(
  request: IncomingMessage,
  maxBytes: number,
): Promise<unknown | 'too-large'> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return 'too-large'
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of request) {
    length += piece.length
    if (length > maxBytes) return 'too-large'
    pieces.push(piece)
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'))
  } catch {
    return undefined
  }
}
