/** A piece of shown bytes: text, or a mark for what no letter stands for. */
export type Piece =
  | { readonly type: 'text'; readonly start: number; readonly end: number; readonly text: string }
  | { readonly type: 'mark'; readonly start: number; readonly end: number; readonly label: string }

/** What hides, reorders or is taken for something else: Unicode's control, format, private and unassigned characters. */
const unsafe = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u

const names: Readonly<Record<number, string>> = {
  0: 'NUL',
  9: 'TAB',
  10: 'LF',
  13: 'CR',
  27: 'ESC',
  127: 'DEL',
}

/** A byte in hexadecimal. */
export const hexOf = (byte: number): string => byte.toString(16).padStart(2, '0')

/** What a control byte, or one that is no UTF-8, is called. */
const byteName = (byte: number): string => names[byte] ?? hexOf(byte)

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The bytes from `start` up to `end` as text and marks; offsets count in `bytes`. No byte is lost or counted twice.
 * `isRaw`: they are no text, so that two of them make no letter.
 */
export function piecesOf(bytes: Uint8Array, start: number, end: number, isRaw = false): Piece[] {
  const pieces: Piece[] = []
  let at = start
  while (at < end) {
    const { length, text } = characterAt(bytes, at, isRaw ? at + 1 : end)
    const last = pieces.at(-1)
    const next = at + length
    if (text === undefined)
      pieces.push({ type: 'mark', start: at, end: next, label: labelOf(bytes, at, next) })
    else if (last?.type === 'text')
      pieces[pieces.length - 1] = { ...last, end: next, text: last.text + text }
    else pieces.push({ type: 'text', start: at, end: next, text })
    at = next
  }
  return pieces
}

/** The character at an offset, with its bytes; `text` is undefined where no letter is to be shown for them. */
export function characterAt(
  bytes: Uint8Array,
  at: number,
  end = bytes.length,
): { length: number; text: string | undefined } {
  const byte = bytes[at] ?? 0
  if (byte < 0x80) {
    const isShown = byte >= 0x20 && byte !== 0x7f
    return { length: 1, text: isShown ? String.fromCharCode(byte) : undefined }
  }
  const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0
  const text = length === 0 || at + length > end ? undefined : decoded(bytes, at, at + length)
  if (text === undefined) return { length: 1, text: undefined }
  return { length, text: unsafe.test(text) ? undefined : text }
}

function decoded(bytes: Uint8Array, start: number, end: number): string | undefined {
  try {
    return strict.decode(bytes.subarray(start, end))
  } catch {
    return undefined
  }
}

function labelOf(bytes: Uint8Array, start: number, end: number): string {
  if (end - start === 1) return byteName(bytes[start] ?? 0)
  const code = decoded(bytes, start, end)?.codePointAt(0) ?? 0
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}

/** Text without control characters other than white space, as far as the first bytes tell. */
export function isText(bytes: Uint8Array, start: number, end: number): boolean {
  const sample = bytes.subarray(start, Math.min(end, start + 1024))
  if (sample.some((byte) => byte < 0x20 && ![9, 10, 12, 13].includes(byte))) return false
  try {
    // A sample may end inside a character: `stream` forgives that alone.
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true })
    return true
  } catch {
    return false
  }
}
