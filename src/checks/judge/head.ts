import type { Expectation } from '../../course/checks.ts'
import { patternFlags } from '../../course/pattern.ts'
import type { Field } from '../../http/message.ts'
import type { Judgement } from './judgement.ts'
import { bodyOf, came, type Seen } from './observation.ts'

type Fields = NonNullable<Expectation['fields']>
type FieldExpectation = Fields[string]

/** Each line of the head ends in CR LF. */
export function judgeLines(seen: Seen): Judgement {
  const { message, ending } = seen
  const problem = message?.problems.find(
    ({ code, start }) =>
      (code === 'bare-lf' || code === 'bare-cr' || code === 'indented-start-line') &&
      start < (message.blankLine?.end ?? seen.bytes.length),
  )
  if (problem !== undefined) {
    const { code, start, end } = problem
    return { kind: 'malformed', code, came: came(seen, start, end) }
  }
  return message?.blankLine === undefined && ending === undefined ? 'waits' : 'holds'
}

export function judgeFields(expected: Fields, seen: Seen): Judgement {
  const { message, ending } = seen
  if (message?.blankLine === undefined && ending?.type !== 'closed') return 'waits'
  for (const [name, value] of Object.entries(expected)) {
    const field = message?.fields.find((each) => each.name.toLowerCase() === name.toLowerCase())
    if (field === undefined) {
      if ('optional' in value && value.optional) continue
      // Where one more line would stand: before the blank line.
      const at = Math.max((message?.blankLine?.start ?? 0) - 1, 0)
      return { kind: 'missing-field', name, came: came(seen, at, at) }
    }
    if (fits(field, value)) continue
    const { start, end } = field.valueRange
    return { kind: 'wrong-field', name, came: came(seen, start, end) }
  }
  return 'holds'
}

function fits({ value }: Field, expected: FieldExpectation): boolean {
  const { equals, contains, matches } = { contains: undefined, matches: undefined, ...expected }
  if (equals !== undefined) return value === equals
  if (contains !== undefined) return value.includes(contains)
  return new RegExp(matches ?? '', `${patternFlags}i`).test(value)
}

/** A Content-Length, where there is one, counts the bytes that follow. */
export function judgeLength(seen: Seen): Judgement {
  const { message, ending } = seen
  if (message?.blankLine === undefined) return 'waits'
  const field = message.fields.find(({ name }) => name.toLowerCase() === 'content-length')
  if (field === undefined) return 'holds'
  const said = Number(field.value)
  const { bytes } = bodyOf(seen)
  // Too few bytes may become enough, and enough may become too many.
  if (bytes.length <= said && ending === undefined && !isKept(seen)) return 'waits'
  if (bytes.length === said) return 'holds'
  const { start, end } = field.valueRange
  return {
    kind: 'wrong-length',
    said,
    bytes: bytes.length,
    characters: [...new TextDecoder().decode(bytes)].length,
    came: came(seen, start, end),
  }
}

/** The server goes on with this connection: no more bytes belong to this answer. */
const isKept = ({ message }: Seen) =>
  message?.complete === true &&
  !message.fields.some(
    ({ name, value }) => name.toLowerCase() === 'connection' && /close/i.test(value),
  )
