/** How a control byte is written. */
export interface ControlMarks {
  readonly control: (byte: number) => string
}

const hex = (byte: number) => `\\x${byte.toString(16).padStart(2, '0')}`
const escapes: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r' }

/** Control bytes as the pictures that Unicode has of them. */
export const controlPictures: ControlMarks = {
  control: (byte) =>
    byte < 0x20
      ? String.fromCodePoint(0x2400 + byte)
      : byte === 0x7f
        ? String.fromCodePoint(0x2421)
        : hex(byte),
}

/** Control bytes as escapes in ASCII. */
export const controlEscapes: ControlMarks = { control: (byte) => escapes[byte] ?? hex(byte) }

/** Bytes as text that is safe to print, and where each byte stands in it. */
export interface Visible {
  readonly text: string
  /** Index into `text` for the byte at each offset, and one more for the end. */
  readonly indexOf: (offset: number) => number
}

/**
 * Control, format, private and unassigned characters: what a terminal acts on, hides or reorders
 * by (Unicode general category C, line and paragraph separators, and spaces other than U+0020).
 */
const unsafe = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u

/**
 * Shows bytes as text: UTF-8 as its characters; control bytes as symbols; bytes that are not UTF-8
 * as `\xHH`; characters that a terminal would act on or hide as `\u{H}`. Nothing that comes back
 * can move the cursor.
 */
export function visible(bytes: Uint8Array, marks: ControlMarks): Visible {
  const index = new Array<number>(bytes.length + 1)
  let text = ''
  let at = 0
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0
    const length = byte < 0x80 ? 1 : utf8Length(bytes, at)
    for (let i = 0; i < Math.max(length, 1); i++) index[at + i] = text.length
    if (length === 0) {
      text += `\\x${byte.toString(16).padStart(2, '0')}`
      at += 1
    } else if (length === 1) {
      text += byte < 0x20 || byte === 0x7f ? marks.control(byte) : String.fromCharCode(byte)
      at += 1
    } else {
      text += shown(decoder.decode(bytes.subarray(at, at + length)))
      at += length
    }
  }
  index[bytes.length] = text.length
  return { text, indexOf: (offset) => index[Math.max(0, Math.min(offset, bytes.length))] ?? 0 }
}

/** Text of any origin, made safe to print in the same way; line breaks are shown as symbols too. */
export function visibleText(text: string, marks: ControlMarks): string {
  return visible(encoder.encode(text), marks).text
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const encoder = new TextEncoder()

const shown = (character: string) =>
  unsafe.test(character) ? `\\u{${character.codePointAt(0)?.toString(16)}}` : character

/** Bytes of the UTF-8 character at `at`; 0 where there is none. */
function utf8Length(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0
  if (length === 0 || at + length > bytes.length) return 0
  try {
    strict.decode(bytes.subarray(at, at + length))
    return length
  } catch {
    return 0
  }
}
