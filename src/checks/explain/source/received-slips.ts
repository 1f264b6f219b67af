import { stepSlipWords as words } from '../../../words/step-slips.ts'
import { codeLines, mentions } from './program-text.ts'
import { callsOf, isIn, isPython, type SlipRule, slip, within } from './slip.ts'

/** The response is sent inside of the loop that receives. */
export const sendsInLoop: SlipRule = (e) => {
  if (!isPython(e) || e.failure.kind !== 'early') return undefined
  const loop = e.outline.loops.find(
    (each) => each.functions.length > 0 && callsOf(e, 'recv').some((recv) => isIn(recv, each)),
  )
  const send = callsOf(e, 'sendall', 'send').find((each) => loop !== undefined && isIn(each, loop))
  return send && slip(e, 'sends-in-loop', send, words.sendsInLoop)
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
