import { slipWords } from '../../words/slips.ts'
import type { Rule } from './evidence.ts'

/** The file is there; only with its query it is not found. */
const queryInName: Rule = ({ failure, check, files }) => {
  const [path = '', query] = (check.send?.get ?? '').split('?')
  if (query === undefined || failure.kind !== 'wrong-status' || failure.status !== 404)
    return undefined
  return files.includes(`site${path}`)
    ? { id: 'query-in-name', where: undefined, ...slipWords.queryInName(`?${query}`) }
    : undefined
}

const withoutReturns = (bytes: Uint8Array) =>
  Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('\r\n', '\n'), 'latin1')

/** The body is the file, only that each CR LF is an LF. */
const lineEndsLost: Rule = ({ failure }) => {
  if (failure.kind !== 'wrong-body' || failure.expected === undefined || failure.at === undefined)
    return undefined
  if (failure.expected[failure.at] !== 13) return undefined
  const sent = Buffer.from(failure.came.bytes).subarray(failure.came.wrong.start - failure.at)
  const text = withoutReturns(failure.expected)
  return sent
    .subarray(0, Math.min(sent.length, text.length))
    .equals(text.subarray(0, sent.length)) || sent[failure.at] === 10
    ? { id: 'line-ends-lost', where: undefined, ...slipWords.lineEndsLost }
    : undefined
}

/** A value that the program does not have was written into the response. */
const noneSent: Rule = ({ failure, language }) => {
  if (failure.kind !== 'wrong-body' && failure.kind !== 'malformed') return undefined
  const sent = Buffer.from(failure.came.bytes).toString('utf8')
  const word = language === 'py' ? 'None' : 'undefined'
  const isAlone = new RegExp(`(?:^|\\n|>)${word}(?:$|\\s|<)`).test(sent)
  return isAlone ? { id: 'none-sent', where: undefined, ...slipWords.noneSent(word) } : undefined
}

/** Causes that show in the bytes alone. */
export const byBytes: readonly Rule[] = [queryInName, lineEndsLost, noneSent]
