import { slipWords as words } from '../../../words/slips.ts'
import { linesOf } from './program-text.ts'
import { callsOf, lastName, type ReadEvidence, type SlipRule, slip, within } from './slip.ts'

/** Failures that a connection ends in which nobody serves. */
const unserved = new Set(['hung', 'reset', 'unanswered', 'refused', 'crashed', 'exited'])

/** `accept` is called once, and a loop then works with the same connection again and again. */
const acceptOutside: SlipRule = (e) => {
  if (e.language !== 'py' || !unserved.has(e.failure.kind)) return undefined
  const [accept, ...others] = callsOf(e, 'accept')
  if (accept === undefined || others.length > 0 || accept.loops > 0) return undefined
  const [around] = accept.functions.slice(-1)
  const isRepeated = e.outline.calls.some(({ name, loops }) => name === around && loops > 0)
  if (isRepeated || e.observed?.isFirstConnection === true) return undefined
  const loop = e.outline.loops.find(
    ({ line, functions, test }) =>
      line > accept.line &&
      functions.join() === accept.functions.join() &&
      /^(?:True|1)$/.test(test),
  )
  return loop && slip(e, 'accept-outside', accept, words.acceptOutside)
}

/** The class that is given to the server has no parent. */
const noParentClass: SlipRule = (e) => {
  const message = e.error?.message ?? ''
  if (
    !/takes no arguments|handle is not a function|object has no attribute|is not a constructor/.test(
      message,
    )
  )
    return undefined
  const own = e.outline.classes.find(
    ({ name, base }) =>
      base === '' &&
      e.outline.calls.some(
        (call) => /HTTPServer$/.test(call.name) && call.args.some(({ text }) => text === name),
      ),
  )
  if (own === undefined) return undefined
  const told = words.noParentClass(own.name, 'SimpleHTTPRequestHandler', e.language === 'py')
  return slip(e, 'no-parent-class', within(own, own.name), told)
}

/** A call that ends the program, in a function or a loop. */
const endsItself: SlipRule = (e) => {
  if (e.failure.kind !== 'exited' && e.failure.kind !== 'refused') return undefined
  const call = e.outline.calls.find(
    ({ name, functions, loops }) =>
      /^(?:os\._exit|sys\.exit|exit|quit|process\.exit|os\.abort)$/.test(name) &&
      functions.length + loops > 0,
  )
  return call && e.observed !== undefined
    ? {
        ...slip(e, 'ends-itself', call, words.endsItself(`${call.name}()`)),
        what: words.endsItself('').what,
      }
    : undefined
}

/** `serve_forever` without its parentheses, or `handle_request` in its place. */
const neverServes: SlipRule = (e) => {
  if (e.failure.kind !== 'exited' && e.failure.kind !== 'hung') return undefined
  const lines = linesOf(e)
  for (const [i, text] of lines.entries()) {
    const [found] = /\bserve_?[fF]orever\b(?!\s*\()/.exec(text) ?? []
    if (found === undefined || /^\s*(?:#|\/\/)|['"`]|target\s*=/.test(text)) continue
    const column = text.indexOf(found) + 1
    const part = { line: i + 1, column, endLine: i + 1, endColumn: column + found.length }
    const cause = slip(e, 'not-called', part, words.notCalled(found))
    return /^4/.test(e.file) ? { ...cause, screen: 'server' } : cause
  }
  const once = callsOf(e, 'handle_request').find(({ loops }) => loops === 0)
  return once && e.failure.kind === 'exited'
    ? slip(e, 'serves-once', within(once, lastName(once)), words.servesOnce)
    : undefined
}

/** The program ends although a thread serves: a thread that is a daemon does not keep it. */
const endsWithThread: SlipRule = (e) => {
  if (e.failure.kind !== 'exited') return undefined
  const thread = callsOf(e, 'Thread').find(({ args }) =>
    args.some(({ text }) => /serve_forever/.test(text)),
  )
  return thread && slip(e, 'ends-with-thread', thread, words.endsWithThread)
}

/** A server that reads requests itself, in a stage in which the learner does. */
const httpModule: SlipRule = (e) => {
  if (!/^[1-3]/.test(e.file) || e.language === 'py') return undefined
  const found = e.outline.imports.find(({ module }) => /^(?:node:)?https?$/.test(module))
  const isHere = ['hung', 'unanswered', 'malformed', 'crashed', 'left-open'].includes(
    e.failure.kind,
  )
  if (
    found !== undefined &&
    e.failure.kind === 'left-open' &&
    callsOf(e, 'createServer').length > 0
  )
    return slip(e, 'http-module', within(found, found.module), words.httpKeepsOpen)
  return found && isHere && usesServer(e)
    ? slip(e, 'http-module', within(found, found.module), words.httpModule)
    : undefined
}

const usesServer = (e: ReadEvidence) =>
  callsOf(e, 'on', 'once').some(({ args }) => args[0]?.value === 'data') ||
  callsOf(e, 'setEncoding').length > 0

/** Slips that explain an error that is printed only because of them. */
export const firstSlips: readonly SlipRule[] = [
  noParentClass,
  acceptOutside,
  endsItself,
  endsWithThread,
  neverServes,
  httpModule,
]

/** What runs once although it is meant for each request: an opened file. */
export const openedOnce: SlipRule = (e) => {
  const isEmpty = e.failure.kind === 'wrong-body' && e.failure.length === 0
  const isPython = e.language === 'py'
  if (!(isPython ? isEmpty : e.failure.kind === 'hung')) return undefined
  const call = callsOf(e, isPython ? 'open' : 'createReadStream').find(
    ({ functions }) => functions.length === 0,
  )
  return call && slip(e, 'opened-once', call, isPython ? words.readToEnd : words.openedOnce)
}
