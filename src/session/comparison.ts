import { structuredPatch } from 'diff'

/** Lines of the same kind around each difference. */
const context = 2

/** A difference between two programs, with the lines around it. */
export interface Difference {
  /** Where it is in the first program. */
  readonly line: number
  readonly lines: readonly {
    /** `-`: of the first program alone; `+`: of the second alone; a space: of both. */
    readonly sign: '-' | '+' | ' '
    readonly text: string
  }[]
}

/** What has to change in one program to make it the other. None where both are the same. */
export function differences(from: string, to: string): Difference[] {
  const { hunks } = structuredPatch('', '', withEnd(from), withEnd(to), '', '', { context })
  return hunks.map(({ oldStart, lines }) => ({
    line: oldStart,
    lines: lines.map((line) => ({
      sign: line[0] === '-' || line[0] === '+' ? line[0] : ' ',
      text: line.slice(1),
    })),
  }))
}

/** A file that ends without a line break is no other program for it. */
const withEnd = (text: string) => `${text.replaceAll('\r\n', '\n').trimEnd()}\n`
