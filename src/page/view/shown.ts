import { safeText } from '../../words/safe.ts'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * What came over the wire as text for the page: control characters as their pictures (Unicode block U+2400), and what
 * hides or reorders text as `\u{H}`. `keepsLines`: line breaks stay.
 */
export function shownText(given: Uint8Array | string, keepsLines = false): string {
  const text = typeof given === 'string' ? given : decoder.decode(given)
  return safeText(
    text.replace(/\p{Cc}/gu, (control) =>
      keepsLines && control === '\n' ? control : (pictureOf(control.charCodeAt(0)) ?? control),
    ),
  )
}

const pictureOf = (code: number) =>
  code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : undefined

/** Bytes in hex, as far as they are shown. */
export function hexText(bytes: Uint8Array, most: number): string {
  const hex = Array.from(bytes.subarray(0, most), (byte) => byte.toString(16).padStart(2, '0'))
  return [...hex, ...(bytes.length > most ? ['…'] : [])].join(' ')
}
