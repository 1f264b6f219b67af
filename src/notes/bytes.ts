import { orUndefined } from '../words/caught.ts'

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The bytes as UTF-8; undefined where they are none. */
export const utf8 = (bytes: Uint8Array): string | undefined =>
  orUndefined(() => strict.decode(bytes))

/** The bytes begin, at `at`, with this Latin-1 text; letters in any case. */
export function startsWith(bytes: Uint8Array, at: number, text: string): boolean {
  return (
    latin1(bytes.subarray(at, at + text.length)).toLowerCase() === text.toLowerCase() &&
    at + text.length <= bytes.length
  )
}

/** The bytes begin with the UTF-8 byte order mark. */
export const hasBom = (bytes: Uint8Array): boolean => startsWith(bytes, 0, '\xef\xbb\xbf')

/** Each byte as one character. */
export const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

/** Text whose characters are bytes, as those bytes. */
export const fromLatin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'))
