import type { Check } from '../../course/checks.ts'
import { checksWords } from '../../words/checks.ts'
import type { Printed } from '../run/printed.ts'
import { nearestLine } from './nearest.ts'
import type { What } from './what.ts'

const { happened, wrongPart } = checksWords

/** Lines that are shown of what was printed, and characters of each. */
const maxLines = 6
const maxCharacters = 120

/** `127.0.0.1 - - [28/Nov/2026 14:02:11] "GET / HTTP/1.1" 200 -`, which the handler prints by itself. */
const logLine = /^\S+ - - \[[^\]]+\] /

/** The lines of what a program printed that are its own, without the log of the handler. */
const ownLines = ({ stdout, stderr }: Printed): string[] =>
  `${stdout}\n${stderr}`.split(/\r?\n/).filter((line) => line.trim() !== '' && !logLine.test(line))

/** What was printed, beside what was expected: the line that comes nearest, else the last lines. */
export function comparedOutput(printed: Printed, check: Check): What {
  const lines = ownLines(printed)
  const wanted = check.expect.output?.contains
  const near = wanted === undefined ? undefined : nearestLine(lines.join('\n'), wanted)
  if (near !== undefined)
    return {
      from: 'output',
      excerpt: { ...near, cut: { before: false, after: false } },
      words: wrongPart.output,
    }
  const shown = lines.slice(-maxLines).map((line) => line.trimEnd().slice(0, maxCharacters))
  return {
    from: 'output',
    excerpt: undefined,
    words: shown.length === 0 ? happened.nothingPrinted : shown.join('\n'),
  }
}
