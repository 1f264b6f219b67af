import * as zlib from 'node:zlib'
import { contentOf } from '../../http/dechunk.ts'
import { headerValue } from '../../http/headers.ts'
import { mediaTypeOf } from '../../http/media-type.ts'
import type { Message } from '../../http/message.ts'
import { terminalWords } from '../../words/terminal.ts'
import { visible } from '../../words/visible.ts'
import { fold } from '../draw/columns.ts'
import type { Theme } from '../draw/theme.ts'

/** A body that unpacks to more is not shown: a small one may unpack to gigabytes. */
const maxBytes = 1024 * 1024
const maxLines = 400

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

/** The body of a message as it is meant: unpacked where it is compressed, and JSON indented. None otherwise. */
export function renderUnpacked(message: Message | undefined, theme: Theme): string[] {
  if (message?.body === undefined || !message.complete) return []
  const coding = headerValue(message.fields, 'Content-Encoding')?.trim().toLowerCase()
  const unpack = coding === undefined ? undefined : unpackers[coding]
  const content = contentOf(message)
  const plain = unpack === undefined ? content : unpacked(content, unpack)
  if (plain === undefined)
    return ['', theme.paint('warning', terminalWords.cannotUnpack(coding ?? ''))]
  const json = asJson(plain, mediaTypeOf(message.fields)?.type)
  if (unpack === undefined && json === undefined) return []
  return [
    '',
    ...(unpack === undefined
      ? []
      : [theme.paint('strong', terminalWords.unpacked(coding ?? '', plain.length))]),
    ...(json === undefined || unpack !== undefined
      ? []
      : [theme.paint('strong', terminalWords.indented)]),
    ...textLines(json ?? plain, theme),
  ]
}

function unpacked(content: Uint8Array, unpack: Unpack): Uint8Array | undefined {
  try {
    return unpack(content, { maxOutputLength: maxBytes })
  } catch {
    return undefined
  }
}

function asJson(bytes: Uint8Array, type: string | undefined): Uint8Array | undefined {
  if (type === undefined || !/^application\/(json|.*\+json)$/.test(type)) return undefined
  try {
    return Buffer.from(JSON.stringify(JSON.parse(Buffer.from(bytes).toString()), null, 2))
  } catch {
    return undefined
  }
}

function textLines(bytes: Uint8Array, theme: Theme): string[] {
  const columns = Math.max(theme.columns - 5, 8)
  const lines: string[] = []
  let start = 0
  while (start < bytes.length && lines.length < maxLines) {
    const lf = bytes.indexOf(10, start)
    const end = lf < 0 ? bytes.length : lf
    const { text } = visible(bytes.subarray(start, Math.min(end, start + 4000)), theme.symbols)
    lines.push(...fold(text, columns).map((row) => `  ${row.text}`))
    start = end + 1
  }
  return start < bytes.length
    ? [...lines, theme.paint('dim', `  ${theme.symbols.ellipsis} ${bytes.length - start}`)]
    : lines
}
