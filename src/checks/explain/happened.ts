import type { Check } from '../../course/checks.ts'
import { checksWords } from '../../words/checks.ts'
import { problemWords } from '../../words/problems.ts'
import { bodyWords } from './body-words.ts'
import { excerptOf } from './excerpt.ts'
import type { Came, Failure } from './failure.ts'
import { comparedOutput } from './output-words.ts'
import type { What } from './what.ts'

const { happened, wrongPart } = checksWords

const program = (words: string): What => ({ from: 'program', excerpt: undefined, words })
const nothing = (words: string): What => ({ from: 'response', excerpt: undefined, words })
const response = (came: Came, words: string): What => ({
  from: 'response',
  excerpt: came.bytes.length === 0 ? undefined : excerptOf(came),
  words,
})

/** What happened in a check that failed: what came, and what is wrong with it. */
export function happenedIn(failure: Failure, check: Check): What {
  switch (failure.kind) {
    case 'not-started':
      return program(happened.notStarted(failure.reason))
    case 'not-listening':
      return program(happened.notListening(failure.limit))
    case 'crashed':
      return program(happened.crashed)
    case 'exited':
      return program(exitWords(failure))
    case 'refused':
      return program(happened.refused)
    case 'hung':
      return nothing(
        failure.pieces > 1
          ? happened.nothingInPieces(failure.limit, failure.pieces)
          : happened.nothing(failure.limit),
      )
    case 'unanswered':
      return nothing(happened.closed)
    case 'reset':
      return failure.came.bytes.length === 0
        ? nothing(happened.reset)
        : response(failure.came, happened.resetHere)
    case 'answered':
      return response(failure.came, wrongPart.answered)
    case 'early':
      return response(failure.came, wrongPart.early(failure.after, failure.of))
    case 'unfinished':
      return response(failure.came, wrongPart.unfinished(failure.limit))
    case 'left-open':
      return response(failure.came, wrongPart.leftOpen(failure.limit))
    case 'not-kept':
      return failure.came.bytes.length === 0
        ? nothing(happened.alreadyClosed)
        : response(failure.came, notKeptWords(failure))
    case 'malformed':
      return response(failure.came, inSentence(problemWords.problems[failure.code].said))
    case 'wrong-status':
      return response(failure.came, wrongPart.status(failure.status, failure.expected))
    case 'missing-field':
      return response(failure.came, wrongPart.missingHeader(failure.name))
    case 'wrong-field':
      return response(failure.came, wrongPart.header(failure.name))
    case 'wrong-length':
      return response(failure.came, lengthWords(failure))
    case 'wrong-body':
      return response(failure.came, bodyWords(failure, check))
    case 'wrong-charset':
      return response(failure.came, wrongPart.notUtf8)
    case 'wrong-coding':
      return response(failure.came, wrongPart.notCompressed(failure.coding))
    case 'other-address':
      return program(happened.otherAddress(failure.hosts))
    case 'busy':
      return program(happened.busy)
    case 'error-printed':
      return program(happened.errorPrinted(failure.message))
    case 'printed-early':
      return program(happened.printedEarly)
    case 'no-file':
      return program(happened.noFile(failure.file))
    case 'wrong-output':
      return comparedOutput(failure.printed, check)
  }
}

/** A sentence, as words that hang from a mark. */
const inSentence = (text: string) =>
  (text[0]?.toLowerCase() ?? '') + text.slice(1).replace(/\.$/, '')

function exitWords({ end, last }: Failure & { kind: 'exited' }): string {
  switch (end.type) {
    case 'exited':
      return end.code === 0 ? happened.exitedWell(last) : happened.exitedWith(end.code, last)
    case 'killed':
      return end.tooMuch === undefined
        ? happened.killed(end.signal, last)
        : happened.tooMuch[end.tooMuch]
    case 'not-started':
      return happened.notStarted(end.reason)
  }
}

function notKeptWords({ came, length }: Failure & { kind: 'not-kept' }): string {
  if (came.wrong.start < came.bytes.length) return wrongPart.saysClose
  return length ? wrongPart.closedAfter : wrongPart.closedAsEnd
}

function lengthWords({ said, bytes, characters }: Failure & { kind: 'wrong-length' }): string {
  if (said === characters && characters < bytes) return wrongPart.charactersCounted(said, bytes)
  return bytes > said ? wrongPart.tooSmall(said, bytes) : wrongPart.tooLarge(said, bytes)
}
