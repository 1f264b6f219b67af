const token = /\\(?:([rnt\\])|x([\dA-Fa-f]{2})|\{(\d+)\})|\\|\r|\n|[^\\\r\n]+/g
const named: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t', '\\': '\\' }
const most = 64_000_000

/**
 * Text as bytes. `\r`, `\n`, `\t` and `\\` are one byte each, `\xHH` is the byte HH, and `\{1500}`
 * is as many zeros, to fill a long line. A line break of the text itself counts for nothing, so that a
 * request can be written line by line. Undefined where a backslash means nothing, and where there is
 * a real CR: in YAML it comes from double quotes, where `\r\n` is not an escape of ours.
 */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> | undefined {
  const parts: Uint8Array[] = []
  for (const [whole, letter, hex, zeros] of text.matchAll(token)) {
    if (letter !== undefined) parts.push(Buffer.from(named[letter] ?? ''))
    else if (hex !== undefined) parts.push(Buffer.from([Number.parseInt(hex, 16)]))
    else if (zeros !== undefined) parts.push(Buffer.alloc(Math.min(Number(zeros), most), '0'))
    else if (whole === '\\' || whole === '\r') return undefined
    else if (whole !== '\n') parts.push(Buffer.from(whole))
  }
  return new Uint8Array(Buffer.concat(parts))
}
