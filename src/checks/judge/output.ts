import type { Expectation } from '../../course/checks.ts'
import { patternFlags } from '../../course/pattern.ts'
import type { Judgement } from './judgement.ts'
import type { Observation } from './observation.ts'

type OutputExpectation = NonNullable<Expectation['output']>

/** What the program printed, on either stream: since the check began or, counted, since its start. */
export function judgeOutput(expected: OutputExpectation, observed: Observation): Judgement {
  const { printed, printedInAll, over } = observed
  const isSinceStart = expected.times !== undefined || expected.port === true
  const { stdout, stderr } = withoutColors(isSinceStart ? printedInAll : printed)
  const { times = 1, lacks } = expected
  const isThere =
    lacks !== undefined && new RegExp(lacks, patternFlags).test(`${stdout}\n${stderr}`)
  if (isThere) return { kind: 'wrong-output', printed }
  if (isNothingElse(expected)) return 'passes'
  const count = (text: string) => countIn(text, expected, observed.serverPort)
  if (count(stdout) >= times || count(stderr) >= times) return 'passes'
  return over ? { kind: 'wrong-output', printed: isSinceStart ? printedInAll : printed } : 'waits'
}

const isNothingElse = ({ contains, matches, port }: OutputExpectation) =>
  (contains ?? matches ?? port) === undefined

function countIn(
  text: string,
  { contains, matches, port }: OutputExpectation,
  serverPort: number | undefined,
): number {
  const pattern = port === true ? `(?<!\\d)${serverPort ?? '\\d+'}(?!\\d)` : matches
  if (pattern === undefined) return text.split(contains ?? '').length - 1
  return [...text.matchAll(new RegExp(pattern, `${patternFlags}g`))].length
}

/** Colours and other marks for terminals stand in no expectation. */
const withoutColors = ({ stdout, stderr }: Observation['printed']) => ({
  stdout: stdout.replace(escapes, ''),
  stderr: stderr.replace(escapes, ''),
})
const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g')
