import type { TypeRange } from './types.ts'

/** The program with spaces where its types were: every line and column stays what it was. */
export function blankTypes(source: string, ranges: readonly TypeRange[]): string {
  let out = ''
  let at = 0
  for (const { start, end, first = '', last = '' } of ranges) {
    const inside = source.slice(start + first.length, end - last.length)
    out += source.slice(at, start) + first + inside.replace(/[^\n\r\u2028\u2029]/g, ' ') + last
    at = end
  }
  return out + source.slice(at)
}
