import { latin1, utf8 } from '../notes/bytes.ts'

/** Bytes for an editor: `\r\n` stands where a line ends, and any other control byte as `\xHH`. */
export function toText(bytes: Uint8Array): string {
  let text = ''
  const decoded = utf8(bytes)
  const isUtf8 = decoded !== undefined
  for (const character of decoded ?? latin1(bytes)) {
    const code = character.codePointAt(0) ?? 0
    if (character === '\\') text += '\\\\'
    else if (character === '\r') text += '\\r'
    else if (character === '\n') text += '\\n\n'
    else if (code < 0x20 || code === 0x7f || (code > 0x7f && !isUtf8))
      text += `\\x${code.toString(16).padStart(2, '0')}`
    else text += character
  }
  return text
}

/** The bytes that such a text stands for. Line breaks of the file itself are none of them. */
export function fromText(text: string): Uint8Array {
  const pieces: Uint8Array[] = []
  for (const [whole, sign, hex] of text
    .replace(/\r?\n/g, '')
    .matchAll(/\\(x([0-9a-f]{2})|[rnt0\\])|[^\\]+|\\/gi)) {
    if (hex !== undefined) pieces.push(Uint8Array.of(Number.parseInt(hex, 16)))
    else pieces.push(Buffer.from((sign === undefined ? undefined : named[sign]) ?? whole))
  }
  return Buffer.concat(pieces)
}

const named: Readonly<Record<string, string>> = {
  r: '\r',
  n: '\n',
  t: '\t',
  '0': '\0',
  '\\': '\\',
}
