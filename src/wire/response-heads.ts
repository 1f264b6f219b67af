/** The header section of a recorded response. */
export interface ResponseHead {
  readonly start: number
  /** Behind its empty line. */
  readonly end: number
  /** `HTTP/1.1`, `HTTP/2`: as it stands in the status line. */
  readonly version: string
}

/** Bytes of a header section that are looked through. */
const longest = 256 * 1024

/**
 * The header sections that follow one another at the start of a recording, as `curl -I` and `curl -iL` write them:
 * the bodies between them were never asked for, or left out. Empty where it begins with anything else.
 */
export function responseHeads(bytes: Uint8Array): ResponseHead[] {
  const heads: ResponseHead[] = []
  let start = 0
  while (start < bytes.length) {
    const text = Buffer.from(bytes.subarray(start, start + longest)).toString('latin1')
    const version = /^(HTTP\/\d(?:\.\d)?) +\d{3}[ \r\n]/.exec(text)?.[1]
    const emptyLine = /\r?\n\r?\n/.exec(text)
    if (version === undefined || emptyLine === null) break
    const end = start + emptyLine.index + emptyLine[0].length
    heads.push({ start, end, version })
    start = end
  }
  return heads
}

/** curl writes a status line of its own for HTTP/2 and HTTP/3, which have none. */
export const isWrittenByCurl = ({ version }: ResponseHead) => /^HTTP\/[2-9]/.test(version)
