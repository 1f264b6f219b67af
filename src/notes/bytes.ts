import type { Field, Message } from '../http/message.ts'

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The bytes as UTF-8; undefined where they are none. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes)
  } catch {
    return undefined
  }
}

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

/** The first field of that name, in any case. */
export function fieldNamed(message: Message, name: string): Field | undefined {
  const wanted = name.toLowerCase()
  return message.fields.find((field) => field.name.toLowerCase() === wanted)
}

/** The value of the first field of that name, in any case. */
export function fieldValue(message: Message, name: string): string | undefined {
  return fieldNamed(message, name)?.value
}

/**
 * The content of a message as far as it was kept: chunk framing is taken out (RFC 9112, section 7.1),
 * and nothing else is.
 */
export function contentOf(message: Message): Uint8Array {
  const { body, bytes, framing } = message
  if (body === undefined) return new Uint8Array(0)
  if (framing?.type !== 'chunked') return bytes.subarray(body.start, body.end)
  const data = message.tokens.filter(
    ({ kind, start }) => start >= body.start && kind === 'chunk-data',
  )
  return Uint8Array.from(
    Buffer.concat(data.map(({ start, end }) => bytes.subarray(start, Math.min(end, bytes.length)))),
  )
}
