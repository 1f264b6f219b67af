import { stepSlipWords as words } from '../../../words/step-slips.ts'
import { codeLines, mentions, placeOf } from './program-text.ts'
import { callsOf, isIn, isPython, type SlipRule, slip, within } from './slip.ts'

/** `if (request.includes('\r\n\r\n')) return`, or `while b'\r\n\r\n' in request:`. */
export const invertedTest: SlipRule = (e) => {
  if (!['hung', 'early', 'unanswered', 'wrong-output', 'reset'].includes(e.failure.kind))
    return undefined
  if (isPython(e)) {
    const loop = e.outline.loops.find(({ test }) => /^b?(['"])\\r\\n\\r\\n\1 in \w+$/.test(test))
    const right = loop?.test.replace(/ (?=in \w+$)/, ' not ')
    return loop && right !== undefined
      ? slip(e, 'inverted-test', within(loop, loop.test), words.loopsAtEmptyLine(right))
      : undefined
  }
  const place = placeOf(
    e,
    /\bif\s*\(\s*((?:\w+)\.(?:includes|endsWith)\(\s*(['"`])\\r\\n\\r\\n\2\s*\))\s*\)\s*\{?\s*return\b/,
  )
  return place && slip(e, 'inverted-test', place, words.leavesAtEmptyLine(place.found[1] ?? ''))
}

/** The response is sent inside of the loop that receives. */
export const sendsInLoop: SlipRule = (e) => {
  if (!isPython(e) || e.failure.kind !== 'early') return undefined
  const loop = e.outline.loops.find(
    (each) => each.functions.length > 0 && callsOf(e, 'recv').some((recv) => isIn(recv, each)),
  )
  const send = callsOf(e, 'sendall', 'send').find((each) => loop !== undefined && isIn(each, loop))
  return send && slip(e, 'sends-in-loop', send, words.sendsInLoop)
}

/** `return` between the end of the request and the response. */
export const returnsFirst: SlipRule = (e) => {
  if (!isPython(e) || e.failure.kind !== 'unanswered' || e.error !== undefined) return undefined
  const send = callsOf(e, 'sendall', 'send')[0]
  const loop = e.outline.loops.find(({ functions }) => functions.length > 0)
  if (send === undefined || loop === undefined) return undefined
  const found = codeLines(e).find(
    ({ text, line }) =>
      line > loop.endLine && line < send.line && /^\s*(?:if\b.*:\s*)?return\b/.test(text),
  )
  if (found === undefined) return undefined
  const column = found.text.indexOf('return') + 1
  const part = { line: found.line, column, endLine: found.line, endColumn: column + 6 }
  return slip(e, 'returns-first', part, words.returnsFirst)
}

/** `return` in the loop that receives, under no condition. */
export const returnsInLoop: SlipRule = (e) => {
  if (!isPython(e) || e.failure.kind !== 'unanswered' || e.error !== undefined) return undefined
  const loop = e.outline.loops.find(
    (each) => each.functions.length > 0 && callsOf(e, 'recv').some((recv) => isIn(recv, each)),
  )
  if (loop === undefined) return undefined
  const body = codeLines(e).filter(
    ({ line, text }) => line > loop.line && line <= loop.endLine && /\S/.test(text),
  )
  const indent = body[0]?.text.search(/\S/)
  const found = body.find(({ text }) => /^\s*return\b/.test(text) && text.search(/\S/) === indent)
  if (found === undefined || indent === undefined) return undefined
  const part = { line: found.line, column: indent + 1, endLine: found.line, endColumn: indent + 7 }
  return slip(e, 'returns-first', part, words.returnsFirst)
}

/** `once('data', …)`: only the first piece is received. */
export const onlyFirstPiece: SlipRule = (e) => {
  if (isPython(e) || !['hung', 'early', 'wrong-output'].includes(e.failure.kind)) return undefined
  const once = callsOf(e, 'once').find(({ args }) => args[0]?.value === 'data')
  return once && e.check.send?.pieces !== undefined
    ? slip(e, 'only-first-piece', within(once, 'once'), words.onlyFirstPiece)
    : undefined
}

/** `if piece == b'': break`, and the lines below the loop need a request. */
export const breakNotReturn: SlipRule = (e) => {
  const { error, check } = e
  if (!isPython(e) || error?.at === undefined || check.before?.raw !== '') return undefined
  if (!/^(?:IndexError|ValueError)\b/.test(error.message)) return undefined
  const { line } = error.at
  const around = e.outline.functions.find((each) => line > each.line && line <= each.endLine)
  const loop = e.outline.loops.find(
    (each) =>
      around !== undefined &&
      isIn(each, around) &&
      each.endLine < line &&
      callsOf(e, 'recv', 'readline').some((recv) => isIn(recv, each)),
  )
  const leaves =
    /(?:if not \w+|if \w+ == b?(?:''|"")|if len\(\w+\) (?:== 0|< 1)):\s*(break)\b/.exec(
      loop?.text ?? '',
    )?.[0]
  if (loop === undefined || leaves === undefined) return undefined
  const part = within(loop, leaves)
  return slip(e, 'break-not-return', part, words.breakNotReturn)
}

/** A thread works with the connection that was accepted last, which is a variable of the whole program. */
export const sharedAccept: SlipRule = (e) => {
  if (!isPython(e) || e.check.beside === undefined) return undefined
  const accepted = e.outline.assignments.find(
    ({ functions, value }) => functions.length === 0 && /\.accept\(\)/.test(value),
  )
  if (accepted === undefined) return undefined
  const name = accepted.target
  const user = e.outline.functions.find(
    ({ text, parameters }) => !parameters.includes(name) && mentions(text, name),
  )
  const isThread = callsOf(e, 'Thread').some(({ args }) =>
    args.some(({ text }) => text === `target=${user?.name}`),
  )
  if (user === undefined || !isThread) return undefined
  const lines = codeLines(e).filter(({ line }) => line > user.line && line <= user.endLine)
  const use = lines.find(({ text }) => mentions(text, name))
  if (use === undefined) return undefined
  const column = use.text.search(new RegExp(`\\b${name}\\b`)) + 1
  const part = { line: use.line, column, endLine: use.line, endColumn: column + name.length }
  return slip(e, 'connections-mixed', part, words.sharedAccept(name))
}
