import type { Check, Expectation } from '../../course/checks.ts'
import { checksWords } from '../../words/checks.ts'
import type { Failure } from './failure.ts'

const words = checksWords.expected

/** What was expected, in words, of the thing that went wrong. */
export function expectedWords({ expect, expected }: Check, failure: Failure): string {
  switch (failure.kind) {
    case 'not-started':
    case 'not-listening':
      return words.starts
    case 'crashed':
    case 'exited':
    case 'refused':
      return words.keepsRunning
    case 'early':
      return words.notEarly
    case 'left-open':
      return expect.connection === 'kept' ? words.sayLength : words.close
    case 'not-kept':
      return words.keepOpen
    case 'wrong-length':
      return words.length(failure.bytes)
    case 'wrong-charset':
      return words.utf8
    case 'wrong-coding':
      return words.notCompressed
    case 'other-address':
      return words.address
    case 'error-printed':
      return words.noError
    case 'busy':
      return words.idle
    case 'no-file':
      return words.file(failure.file)
    default:
      return expected ?? inWords(expect)
  }
}

function inWords(expect: Expectation): string {
  const { status, fields = {}, body, connection, output } = expect
  const parts = [
    expect['no-answer'] && words.nothing,
    status && words.status(status),
    expect['blank-line'] && words.emptyLine,
    expect.lines && words.crlf,
    ...Object.entries(fields).map(([name, value]) => headerWords(name, value)),
    body && bodyWords(body),
    connection === 'closed' && words.close,
    connection === 'kept' && words.keepOpen,
    output && outputWords(output),
  ]
  return parts.filter((part) => typeof part === 'string').join(', ')
}

interface Text {
  readonly equals?: string | undefined
  readonly contains?: string | undefined
  readonly matches?: string | undefined
}

function headerWords(name: string, { equals, contains, matches = '' }: Text): string {
  if (equals !== undefined) return words.headerIs(name, equals)
  return contains === undefined
    ? words.headerMatches(name, matches)
    : words.headerContains(name, contains)
}

type Body = Text & {
  readonly file?: string | undefined
  readonly length?: number | undefined
}

function bodyWords({ equals, contains, matches = '', file, length }: Body): string {
  if (file !== undefined) return words.bodyOfFile(file)
  if (length !== undefined) return words.bodyLength(length)
  if (contains !== undefined) return words.bodyContains(contains)
  return equals === undefined ? words.bodyMatches(matches) : words.bodyIs(equals)
}

const outputWords = ({ contains, matches = '' }: Text) =>
  contains === undefined ? words.printsMatching(matches) : words.prints(contains)
