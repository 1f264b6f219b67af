import type { Expectation } from '../../course/checks.ts'
import { patternFlags } from '../../course/pattern.ts'
import type { Field, Message, ProblemCode } from '../../http/message.ts'
import type { Failure } from '../explain/failure.ts'
import type { Judgement } from './judgement.ts'
import { bodyOf, type Observation, received } from './observation.ts'

type Fields = NonNullable<Expectation['fields']>
type FieldExpectation = Fields[string]

/** Each line of the head ends in CR LF. */
export function judgeLines(observed: Observation): Judgement {
  const { message, ending } = observed
  const problem = message?.problems.find(
    ({ code, start }) =>
      (code === 'bare-lf' || code === 'bare-cr' || code === 'indented-start-line') &&
      start < (message.blankLine?.end ?? observed.bytes.length),
  )
  if (problem !== undefined) {
    const { code, start, end } = problem
    return { kind: 'malformed', code, came: received(observed, start, end) }
  }
  return message?.blankLine === undefined && ending === undefined ? 'waits' : 'passes'
}

/** Problems that have checks of their own. */
const elsewhere: ReadonlySet<ProblemCode> = new Set([
  'bare-lf',
  'bare-cr',
  'indented-start-line',
  'missing-blank-line',
  'body-cut-short',
  'bytes-after-message',
])
/** What programs forgive, and the standard does not. */
const unforgiven: ReadonlySet<ProblemCode> = new Set(['bad-status-line', 'bad-version'])

/** Nothing that the wire calls an error, in the head and in the chunks of the body. */
export function judgeHead(observed: Observation): Judgement {
  const { message, ending } = observed
  if (message?.blankLine === undefined && ending === undefined) return 'waits'
  const problem = message?.problems.find(
    ({ code, severity }) => !elsewhere.has(code) && (severity === 'error' || unforgiven.has(code)),
  )
  if (problem !== undefined) {
    const { code, start, end } = problem
    return { kind: 'malformed', code, came: received(observed, start, end) }
  }
  const { startLine } = message ?? {}
  if (startLine?.type === 'status-line' && /[a-z]:\s/i.test(startLine.reason)) {
    const { start, end } = startLine.reasonRange
    return { kind: 'malformed', code: 'bad-status-line', came: received(observed, start, end) }
  }
  if (message?.framing?.type === 'chunked' && !message.complete) {
    if (ending === undefined) return 'waits'
    return { kind: 'malformed', code: 'body-cut-short', came: received(observed) }
  }
  return 'passes'
}

export function judgeFields(expected: Fields, observed: Observation): Judgement {
  const { message, ending } = observed
  if (message?.blankLine === undefined && ending?.type !== 'closed') return 'waits'
  for (const [name, value] of Object.entries(expected)) {
    const field = message?.fields.find((each) => each.name.toLowerCase() === name.toLowerCase())
    if (field === undefined) {
      if ('optional' in value && value.optional) continue
      // Where one more line would stand: before the blank line.
      const at = Math.max((message?.blankLine?.start ?? 0) - 1, 0)
      return { kind: 'missing-field', name, came: received(observed, at, at) }
    }
    if (fits(field, value)) continue
    const { start, end } = field.valueRange
    return { kind: 'wrong-field', name, came: received(observed, start, end) }
  }
  return 'passes'
}

function fits({ value }: Field, expected: FieldExpectation): boolean {
  const { equals, contains, matches } = { contains: undefined, matches: undefined, ...expected }
  if (equals !== undefined) return value === equals
  if (contains !== undefined) return value.includes(contains)
  return new RegExp(matches ?? '', `${patternFlags}i`).test(value)
}

/** A Content-Length, where there is one, counts the bytes that follow. */
export function judgeLength(observed: Observation): Judgement {
  const { message, ending } = observed
  if (message?.blankLine === undefined) return 'waits'
  const said = lengthIn(message)
  if (said === undefined) return 'passes'
  // Too few bytes may become enough, and enough may become too many.
  if (bodyOf(observed).bytes.length <= said && ending === undefined && !isKept(observed))
    return 'waits'
  return wrongLength(observed) ?? 'passes'
}

const lengthField = ({ fields }: Message) =>
  fields.find(({ name }) => name.toLowerCase() === 'content-length')

function lengthIn(message: Message): number | undefined {
  const field = lengthField(message)
  return field === undefined ? undefined : Number(field.value)
}

/** A Content-Length that is not the number of bytes that came; undefined where there is none, or it is right. */
export function wrongLength(observed: Observation): Failure | undefined {
  const { message } = observed
  if (message?.blankLine === undefined) return undefined
  const field = lengthField(message)
  if (field === undefined || !/^\d+$/.test(field.value)) return undefined
  const said = Number(field.value)
  const { bytes } = bodyOf(observed)
  if (bytes.length === said) return undefined
  const { start, end } = field.valueRange
  return {
    kind: 'wrong-length',
    said,
    bytes: bytes.length,
    characters: [...new TextDecoder().decode(bytes)].length,
    came: received(observed, start, end),
  }
}

/** The server goes on with this connection: no more bytes belong to this answer. */
const isKept = ({ message }: Observation) =>
  message?.complete === true &&
  !message.fields.some(
    ({ name, value }) => name.toLowerCase() === 'connection' && /close/i.test(value),
  )
