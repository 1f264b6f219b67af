import { characterAt, hexOf } from './pieces.ts'

// A request as text that can be edited to the byte. A control byte is its picture (U+2400 to U+2421): `␍␊` ends a
// line. A byte that no letter can be shown for is `⟨ff⟩`. A line break of the text follows each `␊`; it is no byte.

const open = '⟨'
const close = '⟩'
const pictures = { first: 0x2400, last: 0x2421, delete: 0x2421 } as const

const pictureOf = (byte: number) =>
  String.fromCharCode(byte === 0x7f ? pictures.delete : pictures.first + byte)

const isPicture = (code: number) => code >= pictures.first && code <= pictures.last

/** Characters that stand for something else in such a text: their own bytes are written one by one. */
const isTaken = (text: string) => {
  const code = text.codePointAt(0) ?? 0
  return text === open || isPicture(code)
}

/** Bytes as text; `toBytes` gives the same bytes back, whatever they are. */
export function toText(bytes: Uint8Array): string {
  let text = ''
  let at = 0
  while (at < bytes.length) {
    const { length, text: character } = characterAt(bytes, at)
    const byte = bytes[at] ?? 0
    if (length === 1 && (byte < 0x20 || byte === 0x7f))
      text += byte === 10 ? `${pictureOf(byte)}\n` : pictureOf(byte)
    else if (character === undefined || isTaken(character))
      for (const each of bytes.subarray(at, at + length)) text += `${open}${hexOf(each)}${close}`
    else text += character
    at += length
  }
  return text
}

const encoder = new TextEncoder()

/** The bytes that such a text stands for. Line breaks of the text itself are none. */
export function toBytes(text: string): Uint8Array {
  const bytes: number[] = []
  for (const [part, hex] of text.replace(/[\r\n]/g, '').matchAll(/⟨([\da-f]{2})⟩|./gisu)) {
    const code = part.codePointAt(0) ?? 0
    if (hex !== undefined) bytes.push(Number.parseInt(hex, 16))
    else if (isPicture(code)) bytes.push(code === pictures.delete ? 0x7f : code - pictures.first)
    else bytes.push(...encoder.encode(part))
  }
  return Uint8Array.from(bytes)
}

/** The text with a line break after each `␊` and nowhere else. */
export const laidOut = (text: string): string => text.replace(/[\r\n]/g, '').replaceAll('␊', '␊\n')

/** A change of the text: what stands between two places is replaced. */
export interface Edit {
  readonly from: number
  readonly to: number
  readonly by: string
}

/**
 * What a key does where the field by itself would tear a line end apart: Enter writes a whole one; Backspace and
 * Delete take a `␊` away together with its line break. Undefined where the field does what is meant. Pure.
 */
export function editOf(key: string, text: string, from: number, to: number): Edit | undefined {
  if (key === 'Enter') return { from, to, by: '␍␊\n' }
  if (from !== to) return undefined
  if (key === 'Backspace') {
    if (text[from - 1] === '\n') return { from: from - 2, to: from, by: '' }
    if (text[from - 1] === '␊') return { from: from - 1, to: from + 1, by: '' }
  }
  return key === 'Delete' && text[from] === '␊' ? { from, to: from + 2, by: '' } : undefined
}
