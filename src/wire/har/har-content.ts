import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'

/** The content of a body, as HAR holds it. */
export interface HarContent {
  readonly text: string
  /** Left out where the text is the content itself. */
  readonly encoding?: 'base64'
}

/** Text as it is, in the charset that the media type names; anything else as base64. */
export function harContent(content: Uint8Array, mediaType: string): HarContent {
  const text = asText(content, /charset\s*=\s*"?([^\s";]+)/i.exec(mediaType)?.[1] ?? 'utf-8')
  return text === undefined
    ? { text: Buffer.from(content).toString('base64'), encoding: 'base64' }
    : { text }
}

/** White space apart, text has no control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\x00-\x08\x0b\x0e-\x1f\x7f]/

/** The bytes as text, if that is what they are. */
export function asText(bytes: Uint8Array, charset = 'utf-8'): string | undefined {
  try {
    const text = new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes)
    return control.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

/** The data of a chunked body, as far as its chunks can be read (RFC 9112, section 7.1.3). */
export function unchunked(body: Uint8Array): Uint8Array {
  const data: Uint8Array[] = []
  let at = 0
  while (at < body.length) {
    const lineFeed = body.indexOf(10, at)
    const line = Buffer.from(body.subarray(at, lineFeed < 0 ? body.length : lineFeed))
    const size = Number.parseInt(/^[\da-f]+/i.exec(line.toString('latin1'))?.[0] ?? '0', 16)
    if (lineFeed < 0 || size === 0) break
    const start = lineFeed + 1
    data.push(body.subarray(start, start + size))
    at = start + size
    if (body[at] === 13) at += 1
    if (body[at] === 10) at += 1
  }
  return Buffer.concat(data)
}

/** Bytes that a compressed body may grow to: a few bytes can hold gigabytes. */
const mostBytes = 16 * 1024 * 1024

/** The content without its coding (RFC 9110, section 8.4); undefined where that can't be undone. */
export function uncompressed(content: Uint8Array, coding: string): Uint8Array | undefined {
  const options = { maxOutputLength: mostBytes }
  try {
    switch (coding.trim().toLowerCase()) {
      case '':
      case 'identity':
        return content
      case 'gzip':
      case 'x-gzip':
        return gunzipSync(content, options)
      case 'deflate':
        return inflateSync(content, options)
      case 'br':
        return brotliDecompressSync(content, options)
      default:
        return undefined
    }
  } catch {
    return undefined
  }
}
