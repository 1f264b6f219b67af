import { promisify } from 'node:util'
import * as zlib from 'node:zlib'
import { parseMediaType } from '../../http/media-type.ts'
import { codeOf } from '../../words/caught.ts'

/** The content of a body, as HAR holds it. */
export interface HarContent {
  readonly text: string
  /** Left out where the text is the content itself. */
  readonly encoding?: 'base64'
}

/** Text as it is, in the charset that the media type names; anything else as base64. */
export function harContent(content: Uint8Array, mediaType: string): HarContent {
  const text = asText(content, parseMediaType(mediaType).parameters.get('charset') ?? 'utf-8')
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

/** A body without its codings, or why it stays packed. */
export type Unpacked =
  | { readonly type: 'content'; readonly bytes: Uint8Array }
  | { readonly type: 'too-large' | 'damaged' | 'unknown-coding' }

/** Bytes that a body may grow to: a few bytes can hold gigabytes. */
export const mostUnpacked = 2 * 1024 * 1024

type Unpack = (bytes: Uint8Array, options: object) => Promise<Uint8Array>

/** What came of a body that was cut off is unpacked too. */
const gzipOptions = { maxOutputLength: mostUnpacked, finishFlush: zlib.constants.Z_SYNC_FLUSH }
const brotliOptions = {
  maxOutputLength: mostUnpacked,
  finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH,
}
const gunzip: Unpack = promisify(zlib.gunzip)
const inflate: Unpack = promisify(zlib.inflate)
const inflateRaw: Unpack = promisify(zlib.inflateRaw)
const brotli: Unpack = promisify(zlib.brotliDecompress)
/** Node has zstd from 22.15 on. */
const zstd: Unpack | undefined =
  'zstdDecompress' in zlib ? promisify(zlib.zstdDecompress as typeof zlib.gunzip) : undefined

/**
 * The content without the codings that Content-Encoding names, the last first (RFC 9110, section 8.4).
 * The work is done beside the event loop.
 */
export async function unpacked(content: Uint8Array, contentEncoding: string): Promise<Unpacked> {
  let bytes = content
  for (const coding of codingsIn(contentEncoding).reverse()) {
    const unpack = unpackers[coding]
    if (unpack === undefined) return { type: 'unknown-coding' }
    try {
      bytes = await unpack(bytes)
    } catch (error) {
      const code = codeOf(error)
      return { type: code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'damaged' }
    }
  }
  return { type: 'content', bytes }
}

const codingsIn = (value: string) =>
  value
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')

const unpackGzip = (bytes: Uint8Array) => gunzip(bytes, gzipOptions)
const unpackers: Readonly<
  Record<string, ((bytes: Uint8Array) => Promise<Uint8Array>) | undefined>
> = {
  gzip: unpackGzip,
  'x-gzip': unpackGzip,
  // Some servers send deflate without the zlib header that it should have; browsers take both.
  deflate: (bytes) =>
    (bytes[0] ?? 0) % 16 === 8 ? inflate(bytes, gzipOptions) : inflateRaw(bytes, gzipOptions),
  br: (bytes) => brotli(bytes, brotliOptions),
  zstd: zstd && ((bytes) => zstd(bytes, { maxOutputLength: mostUnpacked })),
}
