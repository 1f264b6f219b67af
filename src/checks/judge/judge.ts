import type { Expectation } from '../../course/checks.ts'
import type { Message, Range } from '../../http/message.ts'
import type { Failure } from '../explain/failure.ts'
import { judgeBody } from './body.ts'
import { judgeFields, judgeLength, judgeLines } from './head.ts'
import type { Judgement, ReadFile } from './judgement.ts'
import { came, type Seen } from './observation.ts'
import { judgeOutput } from './output.ts'

/**
 * Holds what has been seen so far against what a check expects. The first thing that is wrong, in
 * the order in which an answer comes, is the one to tell.
 */
export function judge(expect: Expectation, seen: Seen, read: ReadFile): Judgement {
  let waits = false
  for (const judgement of judgements(expect, seen, read)) {
    if (judgement === 'holds') continue
    if (judgement !== 'waits') return judgement
    if (seen.ending !== undefined) return endOf(expect, seen, seen.ending)
    waits = true
  }
  const output = expect.output === undefined ? 'holds' : judgeOutput(expect.output, seen)
  return output === 'holds' && waits ? 'waits' : output
}

function* judgements(expect: Expectation, seen: Seen, read: ReadFile): Generator<Judgement> {
  if (expect['no-answer']) yield judgeSilence(seen)
  if (expect.status !== undefined) yield judgeStatus(expect.status, seen)
  if (expect['blank-line']) yield judgeBlankLine(seen)
  if (expect.lines !== undefined) yield judgeLines(seen)
  if (expect.fields !== undefined) yield judgeFields(expect.fields, seen)
  if (expect.length !== undefined) yield judgeLength(seen)
  if (expect.body !== undefined) yield judgeBody(expect.body, seen, read)
  if (expect.connection !== undefined) yield judgeConnection(expect.connection, seen)
}

function judgeSilence(seen: Seen): Judgement {
  if (seen.bytes.length > 0) return { kind: 'answered', came: came(seen, 0, seen.bytes.length) }
  return seen.ending === undefined ? 'waits' : 'holds'
}

function judgeStatus(expected: number, seen: Seen): Judgement {
  const { message } = seen
  const line = message?.startLine
  if (line?.type === 'status-line') {
    const { start, end } = line.statusRange
    if (line.status === expected) return 'holds'
    return { kind: 'wrong-status', status: line.status, expected, came: came(seen, start, end) }
  }
  const problem = message?.problems.find(({ code }) => startProblems.has(code))
  if (problem === undefined) return 'waits'
  const { code, start, end } = problem
  return { kind: 'malformed', code, came: came(seen, start, end) }
}

const startProblems = new Set(['missing-start-line', 'bad-status-line', 'bad-version'])

function judgeBlankLine(seen: Seen): Judgement {
  const { message, ending } = seen
  if (message?.blankLine !== undefined) return 'holds'
  if (ending?.type !== 'closed' || message?.startLine === undefined) return 'waits'
  const at = message.startLine.line.end
  return { kind: 'malformed', code: 'missing-blank-line', came: came(seen, at, at) }
}

function judgeConnection(expected: 'closed' | 'kept', seen: Seen): Judgement {
  const { message, ending } = seen
  if (expected === 'closed') return ending?.type === 'closed' ? 'holds' : 'waits'
  const farewell = message?.blankLine === undefined ? undefined : farewellIn(message)
  if (farewell !== undefined)
    return { kind: 'not-kept', length: true, came: came(seen, farewell.start, farewell.end) }
  const isWhole = message?.complete === true && message.framing?.type !== 'until-close'
  if (ending?.type === 'closed') return { kind: 'not-kept', length: isWhole, came: came(seen) }
  return isWhole ? 'holds' : 'waits'
}

/** Where an answer says that the connection will be closed: in a field, or by its version alone. */
function farewellIn({ fields, startLine }: Message): Range | undefined {
  const field = fields.find(({ name }) => name.toLowerCase() === 'connection')
  if (/close/i.test(field?.value ?? '')) return field?.valueRange
  if (startLine?.type !== 'status-line' || startLine.version !== 'HTTP/1.0') return undefined
  return /keep-alive/i.test(field?.value ?? '') ? undefined : startLine.versionRange
}

/** What an ending means for a check that was still waiting. */
function endOf(
  expect: Expectation,
  seen: Seen,
  ending: Exclude<Seen['ending'], undefined>,
): Failure {
  const nothing = seen.bytes.length === 0
  switch (ending.type) {
    case 'reset':
      return { kind: 'reset', came: came(seen) }
    case 'closed':
      if (nothing) return { kind: 'unanswered' }
      return { kind: 'malformed', code: cutShort(seen), came: came(seen) }
    case 'limit': {
      const { limit } = ending
      if (nothing && !expect['no-answer']) return { kind: 'hung', limit, pieces: seen.pieces }
      const isHead = seen.message?.blankLine === undefined
      return { kind: isHead ? 'unfinished' : 'left-open', limit, came: came(seen) }
    }
  }
}

const cutShort = ({ message }: Seen) =>
  message?.problems.find(({ code }) => code === 'missing-blank-line')?.code ?? 'cut-short'
