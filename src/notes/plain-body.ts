import * as zlib from 'node:zlib'
import { contentOf } from '../http/dechunk.ts'
import { headerValue } from '../http/headers.ts'
import { mediaTypeOf } from '../http/media-type.ts'
import type { Message } from '../http/message.ts'
import { orUndefined } from '../words/caught.ts'

/** A body as it is meant: unpacked where it is compressed, and JSON indented. */
export type PlainBody =
  /** It reads as it came, or is not whole yet. */
  | { readonly type: 'as-sent' }
  | { readonly type: 'not-unpacked'; readonly coding: string }
  | {
      readonly type: 'plain'
      /** Undefined where it was not compressed. */
      readonly coding: string | undefined
      /** Before it was indented. */
      readonly content: Uint8Array
      /** What the content reads as: itself, or JSON that is indented. */
      readonly text: Uint8Array
    }

/** A body that unpacks to more is not shown: a small one may unpack to gigabytes. */
const maxBytes = 1024 * 1024

type Unpack = (bytes: Uint8Array, options: { maxOutputLength: number }) => Buffer

const unpackers: Readonly<Record<string, Unpack | undefined>> = {
  gzip: zlib.gunzipSync,
  'x-gzip': zlib.gunzipSync,
  // RFC 9110, 8.4.1.2: zlib's format; some servers send the bare one.
  deflate: (bytes, options) =>
    (bytes[0] ?? 0) % 16 === 8
      ? zlib.inflateSync(bytes, options)
      : zlib.inflateRawSync(bytes, options),
  br: zlib.brotliDecompressSync,
  // Node has it from 22.15 on.
  ...('zstdDecompressSync' in zlib && { zstd: zlib.zstdDecompressSync as Unpack }),
}

/** What the body of a message is before compression and as a person reads it. Pure. */
export function plainBody(message: Message): PlainBody {
  if (message.body === undefined || !message.complete) return { type: 'as-sent' }
  const coding = headerValue(message.fields, 'Content-Encoding')?.trim().toLowerCase()
  const unpack =
    coding !== undefined && Object.hasOwn(unpackers, coding) ? unpackers[coding] : undefined
  const sent = contentOf(message)
  const content = unpack === undefined ? sent : unpacked(sent, unpack)
  if (content === undefined) return { type: 'not-unpacked', coding: coding ?? '' }
  const json = asJson(content, mediaTypeOf(message.fields)?.type)
  if (unpack === undefined && json === undefined) return { type: 'as-sent' }
  return {
    type: 'plain',
    coding: unpack === undefined ? undefined : coding,
    content,
    text: json ?? content,
  }
}

const unpacked = (content: Uint8Array, unpack: Unpack): Uint8Array | undefined =>
  orUndefined(() => unpack(content, { maxOutputLength: maxBytes }))

function asJson(bytes: Uint8Array, type: string | undefined): Uint8Array | undefined {
  if (type === undefined || !/^application\/(json|.*\+json)$/.test(type)) return undefined
  try {
    return Buffer.from(JSON.stringify(JSON.parse(Buffer.from(bytes).toString()), null, 2))
  } catch {
    return undefined
  }
}
