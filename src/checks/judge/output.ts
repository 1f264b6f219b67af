import type { Expectation } from '../../course/checks.ts'
import { patternFlags } from '../../course/pattern.ts'
import type { Judgement } from './judgement.ts'
import type { Seen } from './observation.ts'

type OutputExpectation = NonNullable<Expectation['output']>

/** What the program printed, on either stream: since the check began or, counted, since its start. */
export function judgeOutput(expected: OutputExpectation, seen: Seen): Judgement {
  const { printed, printedInAll, over } = seen
  const { stdout, stderr } = expected.times === undefined ? printed : printedInAll
  const { times = 1 } = expected
  if (count(stdout, expected) >= times || count(stderr, expected) >= times) return 'holds'
  return over ? { kind: 'wrong-output', printed } : 'waits'
}

function count(text: string, { contains, matches }: OutputExpectation): number {
  if (matches === undefined) return text.split(contains ?? '').length - 1
  return [...text.matchAll(new RegExp(matches, `${patternFlags}g`))].length
}
