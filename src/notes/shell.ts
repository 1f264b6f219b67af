import { latin1, utf8 } from './bytes.ts'

/**
 * Characters that no terminal acts on or hides: what may stand in a line that is to be read and
 * copied. Line breaks are none of them.
 */
const unsafe = /[\p{C}\p{Zl}\p{Zp}\p{M}]|(?! )\p{Zs}/u

/** The bytes are text that can be read and copied as it is. */
export function isPlain(bytes: Uint8Array): boolean {
  const text = utf8(bytes)
  return text !== undefined && !unsafe.test(text)
}

/** The bytes as one word for a POSIX shell; undefined where a word can't hold them. */
export function shellWord(bytes: Uint8Array): string | undefined {
  if (isPlain(bytes)) return quoted(utf8(bytes) ?? '')
  // $(…) drops line breaks at the end, and nothing in a shell can hold a NUL.
  if (bytes.includes(0) || bytes.at(-1) === 0x0a) return undefined
  return `"$(printf %b ${escaped(bytes)})"`
}

/** Text in single quotes (POSIX, Shell Command Language, section 2.2.2). */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** Bytes as an argument in single quotes for `printf %b`, which turns it into those bytes again. */
export function escaped(bytes: Uint8Array): string {
  const text = Array.from(latin1(bytes), (character) => {
    const byte = character.charCodeAt(0)
    if (character === '\r') return '\\r'
    if (character === '\n') return '\\n'
    if (character === '\\') return '\\\\'
    if (byte >= 0x20 && byte < 0x7f) return character
    return `\\0${byte.toString(8).padStart(3, '0')}`
  })
  return quoted(text.join(''))
}
