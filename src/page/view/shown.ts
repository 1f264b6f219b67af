import { controlPictures, visible, visibleText } from '../../words/visible.ts'

/** What came over the wire, as text that is safe to show. */
export const shownText = (given: Uint8Array | string): string =>
  typeof given === 'string'
    ? visibleText(given, controlPictures)
    : visible(given, controlPictures).text

/** Characters of a target, and of a line that changed. */
const longest = 1000

/** Text that holds a byte in each character, as it reads in UTF-8, as far as a line has room for it. */
export const shownLatin1 = (latin1: string): string =>
  shownText(Buffer.from(latin1.slice(0, longest), 'latin1'))

/** The same for a text of several lines, which stay lines. */
export const shownLines = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString()
    .split('\n')
    .map((line) => shownText(line))
    .join('\n')

/** Bytes in hex, as far as they are shown. */
export function hexText(bytes: Uint8Array, most: number): string {
  const hex = Array.from(bytes.subarray(0, most), (byte) => byte.toString(16).padStart(2, '0'))
  return [...hex, ...(bytes.length > most ? ['…'] : [])].join(' ')
}
