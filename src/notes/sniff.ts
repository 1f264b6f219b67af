import { hasBom, startsWith } from './bytes.ts'

/** What a browser takes bytes for when no Content-Type says what they are. */
export interface Sniffed {
  readonly type: 'html' | 'html-in-chromium' | 'xml' | 'pdf' | 'picture' | 'text' | 'binary'
  /** The bytes that decide it, counted from the first byte of the body. */
  readonly start: number
  readonly end: number
}

/** As much of a body as is looked at (WHATWG MIME Sniffing, section 5.2). */
const header = 1445
/** Chromium and Firefox look for a tag in fewer bytes: white space that fills them is text. */
const tagsWithin = 512

/** What a page may begin with; a space or `>` follows, except after the comment. */
const htmlBeginnings = [
  '<!doctype html',
  '<html',
  '<head',
  '<script',
  '<iframe',
  '<h1',
  '<div',
  '<font',
  '<table',
  '<a',
  '<style',
  '<title',
  '<b',
  '<body',
  '<br',
  '<p',
]

const pictures: readonly string[] = ['\x89PNG\r\n\x1a\n', 'GIF87a', 'GIF89a', '\xff\xd8\xff']
const icon = '\0\0\x01\0'

/**
 * Guesses from the first bytes of a body what a browser will take it for (WHATWG MIME Sniffing,
 * section 7.1). `html-in-chromium` is what the standard calls text and Chromium shows as a page:
 * it asks for no space and no `>` after the tag's name.
 */
export function sniff(body: Uint8Array): Sniffed {
  const bytes = body.subarray(0, header)
  const first = firstText(bytes)
  const found = (type: Sniffed['type'], start: number, end: number): Sniffed => ({
    type,
    start,
    end: Math.min(end, bytes.length),
  })
  // Chromium and Firefox show UTF-16 that says so as text.
  if (startsWith(bytes, 0, '\xff\xfe') || startsWith(bytes, 0, '\xfe\xff'))
    return found('text', 0, 2)
  const isNear = first < tagsWithin
  if (isNear && startsWith(bytes, first, '<!--')) return found('html', first, first + 4)
  const tags = htmlBeginnings.filter((tag) => isNear && startsWith(bytes, first, tag))
  for (const tag of tags) {
    const after = bytes[first + tag.length]
    if (after === 0x20 || after === 0x3e) return found('html', first, first + tag.length + 1)
  }
  const [lax] = tags
  if (lax !== undefined) return found('html-in-chromium', first, first + lax.length)
  if (startsWith(bytes, first, '<?xml')) return found('xml', first, first + 5)
  if (startsWith(bytes, 0, '%PDF-')) return found('pdf', 0, 5)
  if (hasBom(bytes)) return found('text', 0, 3)
  for (const signature of [...pictures, icon]) {
    if (startsWith(bytes, 0, signature)) return found('picture', 0, signature.length)
  }
  if (startsWith(bytes, 0, 'RIFF') && startsWith(bytes, 8, 'WEBPVP')) return found('picture', 0, 14)
  const binary = bytes.findIndex(isBinary)
  if (binary >= 0) return found('binary', binary, binary + 1)
  return found('text', first, Math.max(endOfWord(bytes, first), Math.min(first + 1, bytes.length)))
}

/** The first byte that is no white space. */
function firstText(bytes: Uint8Array): number {
  const index = bytes.findIndex((byte) => ![0x09, 0x0a, 0x0c, 0x0d, 0x20].includes(byte))
  return Math.max(index, 0)
}

/** The end of the word or tag at `start`, which is not far away. */
function endOfWord(bytes: Uint8Array, start: number): number {
  const most = Math.min(start + 16, bytes.length)
  for (let index = start; index < most; index++) {
    const byte = bytes[index] ?? 0
    if (byte === 0x3e) return index + 1
    if (byte <= 0x20) return index
  }
  return most
}

/** A byte that no text has (WHATWG MIME Sniffing, section 3). */
const isBinary = (byte: number) =>
  byte <= 0x08 || byte === 0x0b || (byte >= 0x0e && byte <= 0x1a) || (byte >= 0x1c && byte <= 0x1f)
