import { outsideWords as words } from '../../../words/outside-causes.ts'
import type { Evidence, Rule } from '../evidence.ts'
import { causeAt, find, has, isPython, linesOf } from './mark.ts'

/** It responded only when the other connections were closed. */
const oneAtATime: Rule = (evidence) => {
  const { failure, observed } = evidence
  if (failure.kind !== 'hung' || observed?.respondedAfter !== 'others-closed') return undefined
  const python = isPython(evidence)
  return causeAt(
    evidence,
    'one-at-a-time',
    words.oneAtATime(python),
    ...(python
      ? [/^\s+(serve\s*\(.*\)|\w+\(client_connection\))/, /\.recv\s*\(/]
      : [/\bwhile\s*\(/]),
  )
}

/** The program reads the bytes of requests itself, and leaves it to no class. */
const readsItself = ({ textOf, file }: Evidence) => !/HTTPRequestHandler/.test(textOf(file) ?? '')

const readsUntilSize: Rule = (evidence) =>
  evidence.failure.kind === 'hung' &&
  readsItself(evidence) &&
  evidence.observed?.respondedAfter === 'more-bytes'
    ? causeAt(
        evidence,
        'until-size',
        words.readsUntilSize,
        /(?:len\s*\(\s*\w+\s*\)|\.length)\s*(?:<|>=?|==+|!==?)\s*\d+/,
        /\.recv\s*\(.*?\)/,
      )
    : undefined

const readsUntilClose: Rule = (evidence) =>
  evidence.failure.kind === 'hung' &&
  readsItself(evidence) &&
  evidence.observed?.respondedAfter === 'half-close'
    ? causeAt(
        evidence,
        'reads-until-close',
        words.readsUntilClose,
        /\.on(?:ce)?\s*\(\s*['"]end['"]/,
        /\bwhile\s+(?:True|1|\w+\s*:=.*)\s*:?/,
        /\.recv\s*\(.*?\)/,
      )
    : undefined

/** In one piece the request is answered, and in several it is not. */
const piecesNotJoined: Rule = (evidence) => {
  const { failure } = evidence
  if (failure.kind !== 'hung' || failure.pieces < 2) return undefined
  const python = isPython(evidence)
  return causeAt(
    evidence,
    'pieces-not-joined',
    words.piecesNotJoined(failure.pieces, python),
    ...(python
      ? [/^\s*\w+\s*=\s*\w+\.recv\s*\(.*?\)/, /\.recv\s*\(.*?\)/]
      : [
          /\b(?:text|data|chunk|piece)\.(?:includes|endsWith|indexOf)\s*\(/,
          /\btest\s*\(\s*(?:text|data|chunk|piece)\s*\)/,
          /^\s*\w+\s*=\s*(?:text|data|chunk|piece)\b/,
          /\.on(?:ce)?\s*\(\s*['"]data['"]/,
        ]),
  )
}

const readsOnce: Rule = (evidence) => {
  const { failure } = evidence
  if (failure.kind !== 'early' || failure.of - failure.after < 1) return undefined
  const kept = keptRequest(evidence)
  if (kept !== undefined) return kept
  // It looks for the empty line: why it does not wait for it is not seen from outside.
  if (
    has(
      evidence,
      /(?:includes|indexOf|endsWith|test|find|partition|split)\(.*\\r\\n\\r\\n|\\r\\n\\r\\n['"`]? (?:not )?in /,
    )
  )
    return undefined
  return causeAt(
    evidence,
    'reads-once',
    words.readsOnce(failure.after, failure.of, isPython(evidence)),
    /\.recv\s*\(.*?\)/,
    /\.on(?:ce)?\s*\(\s*['"]data['"]/,
  )
}

/** A request that is gathered in one variable for all connections. */
function keptRequest(evidence: Evidence) {
  const adds = linesOf(evidence).map(({ text }) => /^\s+(\w+)\s*\+=/.exec(text)?.[1])
  for (const name of adds) {
    if (name === undefined) continue
    const top = new RegExp(`^(?:let |var )?(${name})\\s*=`)
    const inside = new RegExp(`^\\s+(?:let |const |var )?${name}\\s*=`)
    if (!has(evidence, top) || has(evidence, inside)) continue
    return causeAt(evidence, 'request-kept', words.requestKept(isPython(evidence)), top)
  }
  return undefined
}

/** What the browser before had sent was printed right before this one's request, or was in the way of it. */
const requestKept: Rule = (evidence) => {
  const { failure, check, observed } = evidence
  const isLater = observed !== undefined && !observed.isFirstConnection
  if (failure.kind === 'hung' && isLater) return keptRequest(evidence)
  if (failure.kind !== 'wrong-output') return undefined
  const before = check.before?.raw
  const { stdout, stderr } = failure.printed
  if (before === undefined || before === '' || !`${stdout}${stderr}`.includes(before))
    return undefined
  const kept = keptRequest(evidence)
  if (kept !== undefined) return kept
  // It looks for the empty line: why it does not wait for it is not seen from outside.
  if (
    has(
      evidence,
      /(?:includes|indexOf|endsWith|test|find|partition|split)\(.*\\r\\n\\r\\n|\\r\\n\\r\\n['"`]? (?:not )?in /,
    )
  )
    return undefined
  const sent = check.send?.raw?.slice(0, 8) ?? ''
  return `${stdout}${stderr}`.includes(`${before}${sent}`)
    ? causeAt(evidence, 'request-kept', words.requestKept(isPython(evidence)))
    : undefined
}

/** Of two that asked at the same moment, one got no response. */
const connectionsMixed: Rule = (evidence) => {
  const { failure, check } = evidence
  if (failure.kind !== 'hung' || check.beside === undefined) return undefined
  const shared = isPython(evidence)
    ? /^\s*global\s+(\w+)/
    : /^(?:let |var )(\w*(?:onn|urrent|ock|lient)\w*)\b/
  const made = find(evidence, shared)
  if (made?.column === undefined || made.text === undefined) return undefined
  const name = made.text.slice(made.column - 1, (made.endColumn ?? made.column) - 1)
  const changed = new RegExp(`^\\s+(${name})\\s*=(?!=).*`)
  return causeAt(evidence, 'connections-mixed', words.connectionsMixed, changed, shared)
}

/** The same, where the program says that the connection is global: what it printed then is of no help. */
export const sharedConnection: Rule = (evidence) =>
  has(evidence, /^\s*global\s+\w*(?:conn|client|sock)/i) && isPython(evidence)
    ? connectionsMixed(evidence)
    : undefined

const spins: Rule = (evidence) => {
  const { failure, observed } = evidence
  const loop = [/^\s*(while\b.*?):?\s*$/, /\bwhile\s*\(.*\)/] as const
  if (failure.kind === 'busy')
    return causeAt(evidence, 'spins', words.spins(isPython(evidence)), ...loop)
  return failure.kind === 'hung' && observed?.isBusy === true
    ? causeAt(evidence, 'loops-for-ever', words.loops, ...loop)
    : undefined
}

export const silenceRules: readonly Rule[] = [
  connectionsMixed,
  oneAtATime,
  readsUntilSize,
  readsUntilClose,
  requestKept,
  piecesNotJoined,
  readsOnce,
  spins,
]
