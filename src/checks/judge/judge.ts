import type { Expectation } from '../../course/checks.ts'
import type { Message, Range } from '../../http/message.ts'
import type { Failure } from '../explain/failure.ts'
import { judgeBody, judgeEncoding } from './body.ts'
import { judgeFields, judgeHead, judgeLength, judgeLines, wrongLength } from './head.ts'
import type { Judgement, ReadFile } from './judgement.ts'
import { type Observation, received } from './observation.ts'
import { judgeOutput } from './output.ts'

/**
 * Holds what has been observed so far against what a check expects. The first thing that is wrong, in
 * the order in which an answer comes, is the one to tell.
 */
export function judge(expect: Expectation, observed: Observation, read: ReadFile): Judgement {
  let waits = false
  for (const judgement of judgements(expect, observed, read)) {
    if (judgement === 'passes') continue
    if (judgement !== 'waits') return judgement
    if (observed.ending !== undefined) return endOf(expect, observed, observed.ending)
    waits = true
  }
  const output = expect.output === undefined ? 'passes' : judgeOutput(expect.output, observed)
  return output === 'passes' && waits ? 'waits' : output
}

function* judgements(
  expect: Expectation,
  observed: Observation,
  read: ReadFile,
): Generator<Judgement> {
  if (expect['no-answer']) yield judgeSilence(observed)
  if (expect.status !== undefined) yield judgeStatus(expect.status, observed)
  if (expect['blank-line']) yield judgeBlankLine(observed)
  if (expect.lines !== undefined) yield judgeLines(observed)
  if (expect.head !== undefined) yield judgeHead(observed)
  if (expect.fields !== undefined) yield judgeFields(expect.fields, observed)
  if (expect.length !== undefined) yield judgeLength(observed)
  if (expect.head !== undefined || expect.body !== undefined) yield judgeEncoding(observed)
  if (expect.body !== undefined) yield judgeBody(expect.body, observed, read)
  if (expect.connection !== undefined) yield judgeConnection(expect.connection, observed)
}

function judgeSilence(observed: Observation): Judgement {
  if (observed.bytes.length > 0)
    return { kind: 'answered', came: received(observed, 0, observed.bytes.length) }
  return observed.ending === undefined ? 'waits' : 'passes'
}

function judgeStatus(expected: number, observed: Observation): Judgement {
  const { message } = observed
  const line = message?.startLine
  if (line?.type === 'status-line') {
    const { start, end } = line.statusRange
    if (line.status === expected) return 'passes'
    return {
      kind: 'wrong-status',
      status: line.status,
      expected,
      came: received(observed, start, end),
    }
  }
  const problem = message?.problems.find(({ code }) => startProblems.has(code))
  if (problem === undefined) return 'waits'
  const { code, start, end } = problem
  return { kind: 'malformed', code, came: received(observed, start, end) }
}

const startProblems = new Set(['missing-start-line', 'bad-status-line', 'bad-version'])

function judgeBlankLine(observed: Observation): Judgement {
  const { message, ending } = observed
  if (message?.blankLine !== undefined) return 'passes'
  if (ending?.type !== 'closed' || message?.startLine === undefined) return 'waits'
  const at = message.startLine.line.end
  return { kind: 'malformed', code: 'missing-blank-line', came: received(observed, at, at) }
}

function judgeConnection(expected: 'closed' | 'kept', observed: Observation): Judgement {
  const { message, ending } = observed
  if (expected === 'closed') return ending?.type === 'closed' ? 'passes' : 'waits'
  const closeRange = message?.blankLine === undefined ? undefined : closeRangeIn(message)
  if (closeRange !== undefined)
    return {
      kind: 'not-kept',
      length: true,
      came: received(observed, closeRange.start, closeRange.end),
    }
  const isWhole = message?.complete === true && message.framing?.type !== 'until-close'
  if (ending?.type === 'closed')
    return { kind: 'not-kept', length: isWhole, came: received(observed) }
  return isWhole ? 'passes' : 'waits'
}

/** Where an answer says that the connection will be closed: in a field, or by its version alone. */
function closeRangeIn({ fields, startLine }: Message): Range | undefined {
  const field = fields.find(({ name }) => name.toLowerCase() === 'connection')
  if (/close/i.test(field?.value ?? '')) return field?.valueRange
  if (startLine?.type !== 'status-line' || startLine.version !== 'HTTP/1.0') return undefined
  return /keep-alive/i.test(field?.value ?? '') ? undefined : startLine.versionRange
}

/** What an ending means for a check that was still waiting. */
function endOf(
  expect: Expectation,
  observed: Observation,
  ending: Exclude<Observation['ending'], undefined>,
): Failure {
  const nothing = observed.bytes.length === 0
  switch (ending.type) {
    case 'reset':
      return { kind: 'reset', came: received(observed) }
    case 'closed':
      if (nothing) return { kind: 'unanswered' }
      return (
        wrongLength(observed) ?? {
          kind: 'malformed',
          code: cutShort(observed),
          came: received(observed),
        }
      )
    case 'limit': {
      const { limit } = ending
      if (nothing && !expect['no-answer']) return { kind: 'hung', limit, pieces: observed.pieces }
      const lengthFailure = expect.connection === undefined ? undefined : wrongLength(observed)
      if (lengthFailure !== undefined) return lengthFailure
      const isHead = observed.message?.blankLine === undefined
      return { kind: isHead ? 'unfinished' : 'left-open', limit, came: received(observed) }
    }
  }
}

const cutShort = ({ message }: Observation) =>
  message?.problems.find(({ code }) => code === 'missing-blank-line')?.code ?? 'cut-short'
