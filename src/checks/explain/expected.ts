import type { Check, Expectation } from '../../course/checks.ts'
import type { Failure } from './failure.ts'

/** What was expected, in words, of the thing that went wrong. */
export function expectedWords({ expect, expected }: Check, failure: Failure): string {
  switch (failure.kind) {
    case 'not-started':
    case 'not-listening':
      return 'a program that starts, and listens on the port that PORT names'
    case 'threw':
    case 'exited':
    case 'refused':
      return 'a server that goes on, whatever comes'
    case 'early':
      return 'no answer before the whole request has come'
    case 'left-open':
      return expect.connection === 'kept'
        ? 'an answer that says in Content-Length how long it is'
        : 'the connection closed by the server'
    case 'not-kept':
      return 'the connection kept open for the next request'
    case 'wrong-length':
      return `Content-Length: ${failure.bytes}`
    case 'no-file':
      return `the file ${failure.file}`
    default:
      return expected ?? inWords(expect)
  }
}

function inWords(expect: Expectation): string {
  const { status, fields = {}, body, connection, output } = expect
  const parts = [
    expect['no-answer'] && 'no answer',
    status && `status ${status}`,
    expect['blank-line'] && 'a blank line between the head and the data',
    expect.lines && 'every line of the head ended by \\r\\n',
    ...Object.entries(fields).map(([name, value]) => fieldWords(name, value)),
    body && bodyWords(body),
    connection === 'closed' && 'the connection closed by the server',
    connection === 'kept' && 'the connection kept open',
    output && outputWords(output),
  ]
  return parts.filter((part) => typeof part === 'string').join(', ')
}

type Text = {
  readonly equals?: string | undefined
  readonly contains?: string | undefined
  readonly matches?: string | undefined
}

function fieldWords(name: string, text: Text): string {
  const { equals, contains, matches } = text
  if (equals !== undefined) return `${name}: ${equals}`
  return contains === undefined
    ? `${name} that fits ${matches ?? ''}`
    : `${name} with ${contains} in it`
}

function bodyWords({
  equals,
  contains,
  matches,
  file,
  length,
}: Text & { readonly file?: string | undefined; readonly length?: number | undefined }): string {
  if (file !== undefined) return `the bytes of ${file}, all of them and no others`
  if (length !== undefined) return `${length} bytes of data`
  if (contains !== undefined) return `${contains} in the data`
  return equals === undefined ? `data that fits ${matches ?? ''}` : `the data ${equals}`
}

const outputWords = ({ contains, matches }: Text) =>
  contains === undefined
    ? `a printed line that fits ${matches ?? ''}`
    : `the program prints ${contains}`
