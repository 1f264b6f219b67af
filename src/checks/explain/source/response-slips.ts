import { slipWords as words } from '../../../words/slips.ts'
import { stepSlipWords as stepWords } from '../../../words/step-slips.ts'
import type { Cause } from '../cause.ts'
import { nearestName } from '../nearest-name.ts'
import type { Call } from './outline.ts'
import { goesOnTo, linesOf, mentions, namesWith, sends } from './program-text.ts'
import {
  callsOf,
  isIn,
  lastName,
  printedText,
  type ReadEvidence,
  type SlipRule,
  sentText,
  slip,
  within,
} from './slip.ts'

const bodyOf = (e: ReadEvidence) => sentText(e).split('\r\n\r\n').slice(1).join('\r\n\r\n')

/** What is told of the bytes alone. */
const seen = (
  id: string,
  told: { readonly what: string; readonly why: string; readonly fix: string },
): Cause => ({
  id,
  where: undefined,
  ...told,
})

const isWrongBody = ({ failure }: ReadEvidence) =>
  failure.kind === 'wrong-body' || failure.kind === 'no-file' || failure.kind === 'wrong-length'

/** A string on a line of its own, below one that ends without `+`. */
const plusMissing: SlipRule = (e) => {
  if (e.language === 'py' || !('came' in e.failure)) return undefined
  const lines = linesOf(e)
  const line = lines.findIndex(
    (text, i) =>
      /^\s+(['"`]).*\1;?\s*$/.test(text) &&
      /(['"`]);?\s*$/.test(lines[i - 1] ?? '') &&
      /^\s*(?:\w.*=\s*)?['"`]/.test(lines[i - 1] ?? ''),
  )
  const string = e.outline.strings.find((each) => each.line === line + 1)
  // What it says did not come.
  return string && !sentText(e).includes(string.value)
    ? slip(e, 'plus-missing', string, words.plusMissing)
    : undefined
}

/** The body is a word of the program: a name that stands in quotes, or the path of a file. */
const wordSent: SlipRule = (e) => {
  const body = bodyOf(e).trim()
  if (!isWrongBody(e) || body === '' || /\s|</.test(body)) return undefined
  const string = e.outline.strings.find(({ value }) => value === body)
  if (e.outline.names.includes(body) && string !== undefined)
    return slip(e, 'word-in-quotes', string, words.wordInQuotes(body))
  return string !== undefined && /\.html?$/.test(body)
    ? slip(e, 'path-sent', string, words.pathSent(body))
    : undefined
}

const headTwice: SlipRule = (e) => {
  if (!isWrongBody(e) || !('came' in e.failure)) return undefined
  if (/^HTTP\/1\.[01] \d{3}/.test(bodyOf(e))) return seen('head-twice', words.headTwice)
  const { bytes, wrong } = e.failure.came
  const isHead =
    Buffer.from(bytes)
      .subarray(wrong.start, wrong.start + 7)
      .toString() === 'HTTP/1.'
  const names = namesWith(e, /HTTP\/1\.[01] 200/)
  const send = sends(e).find(
    ({ text }) => /HTTP\/1\.[01] 200/.test(text) || names.some((name) => mentions(text, name)),
  )
  return isHead && send !== undefined
    ? slip(e, 'head-with-each-piece', send, words.headWithEachPiece)
    : undefined
}

const statusLineLast: SlipRule = (e) =>
  e.failure.kind === 'malformed' &&
  e.failure.code === 'missing-start-line' &&
  /.\r?\n?HTTP\/1\.[01] 200/s.test(sentText(e))
    ? seen('status-line-last', words.statusLineLast)
    : undefined

/** `<title>` without `</title>`. */
const unclosedElement: SlipRule = (e) => {
  if (e.failure.kind !== 'wrong-body' || e.check.expect.body?.matches === undefined)
    return undefined
  const body = bodyOf(e)
  const name = ['title', 'h1'].find(
    (each) =>
      e.check.expect.body?.matches?.includes(each === 'h1' ? '[hH]1' : each) &&
      new RegExp(`<${each}\\b`, 'i').test(body) &&
      !new RegExp(`</${each}>`, 'i').test(body),
  )
  if (name === undefined) return undefined
  const string = e.outline.strings.find(({ value }) => new RegExp(`<${name}\\b`, 'i').test(value))
  const told = words.unclosedElement(name)
  return string
    ? { ...slip(e, 'element-not-closed', within(string, `<${name}`), told) }
    : seen('element-not-closed', told)
}

/** A string of several lines begins on the line below its quotes. */
const beginsWithLineEnd: SlipRule = (e) => {
  if (e.failure.kind !== 'malformed' || !/^\r?\n/.test(sentText(e))) return undefined
  const string = e.outline.strings.find(({ value }) => /^\r?\n\s*HTTP\//.test(value))
  const quotes = /^\w*(?:'''|"""|['"`])/.exec(string?.text ?? '')?.[0]
  return string && quotes !== undefined
    ? slip(e, 'begins-with-line-end', within(string, quotes), stepWords.beginsWithLineEnd)
    : undefined
}

/** `<!--` without `-->`. */
const commentNotClosed: SlipRule = (e) => {
  if (e.failure.kind !== 'wrong-body' || !/<!--(?![\s\S]*-->)/.test(bodyOf(e))) return undefined
  const string = e.outline.strings.find(({ value }) => /<!--(?![\s\S]*-->)/.test(value))
  return string && slip(e, 'comment-not-closed', within(string, '<!--'), stepWords.commentNotClosed)
}

/** `file.read(4096)`, `readline()`: one part, and no loop. */
const readsPart: SlipRule = (e) => {
  const { failure } = e
  if (e.language !== 'py' || failure.kind !== 'wrong-body' || failure.at === undefined)
    return undefined
  if (failure.at < failure.length) return undefined
  const call = callsOf(e, 'read', 'readline').find(
    (each) =>
      each.loops === 0 &&
      each.functions.length > 0 &&
      !e.outline.loops.some((loop) => isIn(each, loop)) &&
      // What comes first may be read above the loop.
      !callsOf(e, lastName(each)).some(({ name, loops }) => name === each.name && loops > 0) &&
      (lastName(each) === 'readline' || each.args.length > 0) &&
      !/rfile|conn|sock/.test(each.name),
  )
  return call && slip(e, 'reads-part', call, words.readsPart(`${lastName(call)}(…)`))
}

/** Something is written below the call of `end` on the same connection. */
export const writesAfterEnd: SlipRule = (e) => {
  if (
    e.language === 'py' ||
    !['wrong-body', 'error-printed', 'wrong-length', 'malformed'].includes(e.failure.kind)
  )
    return undefined
  const owner = ({ name }: Call) => name.slice(0, name.lastIndexOf('.'))
  const write = callsOf(e, 'write', 'end').find((each) =>
    callsOf(e, 'end').some(
      (end) =>
        end !== each &&
        owner(end) === owner(each) &&
        end.functions.join() === each.functions.join() &&
        end.endLine < each.line &&
        end.isAlone &&
        end.column === each.column &&
        goesOnTo(e, end, each),
    ),
  )
  return write && slip(e, 'writes-after-end', write, words.writesAfterEnd)
}

/** Where a thread works with a connection, and nothing catches the error of one that breaks. */
const threadWithoutCatch: SlipRule = (e) => {
  if (e.failure.kind !== 'error-printed' || e.language !== 'py') return undefined
  if (!/OSError|Connection|BrokenPipe|Errno/.test(e.failure.message)) return undefined
  const call = callsOf(e, 'recv', 'sendall', 'send', 'sendfile').find(({ isGuarded }) => !isGuarded)
  return call && slip(e, 'thread-without-catch', call, words.threadWithoutCatch)
}

const events = [
  'data',
  'end',
  'error',
  'close',
  'connection',
  'connect',
  'listening',
  'drain',
  'timeout',
  'open',
  'ready',
  'finish',
  'readable',
  'lookup',
]

const unknownEvent: SlipRule = (e) => {
  if (
    e.language === 'py' ||
    !['hung', 'unanswered', 'crashed', 'left-open'].includes(e.failure.kind)
  )
    return undefined
  const call = callsOf(e, 'on', 'once').find(
    ({ args }) => args[0]?.value !== undefined && !events.includes(args[0].value),
  )
  const [name] = call?.args ?? []
  const meant = name?.value === undefined ? undefined : nearestName(name.value, events)
  return name && meant !== undefined
    ? slip(e, 'unknown-event', name, words.unknownEvent(name.value ?? '', meant))
    : undefined
}

/** `request.concat(text)` on a line of its own. */
const resultUnused: SlipRule = (e) => {
  if (e.failure.kind !== 'hung') return undefined
  const call = callsOf(e, 'concat').find(
    ({ isAlone, name }) => isAlone && /^\w+\.concat$/.test(name),
  )
  const owner = call?.name.split('.')[0] ?? ''
  const list = /^\s*\[\s*(\w+)/.exec(call?.args[0]?.text ?? '')?.[1]
  return (
    call &&
    slip(
      e,
      'result-unused',
      call,
      owner === 'Buffer' && list !== undefined
        ? words.concatUnused(list, call.text)
        : words.resultUnused('concat', owner),
    )
  )
}

/** The program prints a port, and another one. */
const otherPortPrinted: SlipRule = (e) => {
  if (e.failure.kind !== 'wrong-output' || e.check.expect.output?.port !== true) return undefined
  const print = callsOf(e, 'print', 'log', 'info').find(({ text }) => /port/i.test(text))
  if (print === undefined) return undefined
  const part = print.args.findLast(({ text }) => /port|\d{4}/i.test(text)) ?? print
  const told = words.otherPortPrinted(e.language === 'py')
  return slip(e, 'other-port-printed', part, told)
}

/** The line in `doGET` has other words than the name of the function, or more. */
const otherWordsPrinted: SlipRule = (e) => {
  if (e.failure.kind !== 'wrong-output' || !/^5/.test(e.file)) return undefined
  const name = e.language === 'py' ? 'do_GET' : 'doGET'
  const print = callsOf(e, 'print', 'log', 'info').findLast(
    ({ functions }) => functions.at(-1) === name,
  )
  const [arg] = print?.args ?? []
  const isName = print?.args.length === 1 && arg?.value === name
  // Only what has been printed is known to be other words.
  const word = /[\w:]+/.exec(arg?.value ?? '')?.[0]
  return print === undefined || isName || word === undefined || !printedText(e).includes(word)
    ? undefined
    : slip(e, 'other-words-printed', print, words.otherWordsPrinted(name))
}

/** The request is printed below the loop that waits until the browser closes. */
const printedTooLate: SlipRule = (e) => {
  const isRequest =
    e.failure.kind === 'wrong-output' && /prints-request|letter-in-pieces/.test(e.check.id)
  if (!isRequest || e.language !== 'py') return undefined
  const shutdown = callsOf(e, 'shutdown')[0]
  const print = callsOf(e, 'print').find(
    ({ line, functions, text }) =>
      shutdown !== undefined &&
      line > shutdown.line &&
      functions.join() === shutdown.functions.join() &&
      /request|data|text/.test(text),
  )
  const waits = e.outline.loops.some(
    ({ line, test }) => shutdown !== undefined && line > shutdown.line && /recv/.test(test),
  )
  return print && waits ? slip(e, 'printed-too-late', print, words.printedTooLate) : undefined
}

/** `protocol_version` is a variable of the program, not of the handler. */
const versionOfNobody: SlipRule = (e) => {
  if (e.failure.kind !== 'not-kept' || e.language !== 'py') return undefined
  const made = e.outline.assignments.find(
    ({ target, className, functions }) =>
      target === 'protocol_version' &&
      (className === undefined || className === null) &&
      functions.length === 0,
  )
  return made && slip(e, 'version-of-nobody', made, words.versionOfNobody)
}

/** A line that prints stands in the class, and in none of its functions. */
const printedInClass: SlipRule = (e) => {
  if (e.failure.kind !== 'wrong-output') return undefined
  const print = callsOf(e, 'print', 'log').find(
    ({ className, functions }) => className && functions.length === 0,
  )
  return print && slip(e, 'printed-in-class', print, words.printedInClass)
}

const pipeStaysOpen: SlipRule = (e) => {
  if (e.failure.kind !== 'left-open') return undefined
  const pipe = callsOf(e, 'pipe', 'pipeline').find(({ text }) => /end:\s*false/.test(text))
  return (
    pipe &&
    slip(
      e,
      'pipe-stays-open',
      within(pipe, /\{\s*end:\s*false\s*\}/.exec(pipe.text)?.[0] ?? ''),
      words.pipeStaysOpen,
    )
  )
}

/** Slips in what is sent, received and printed; the most specific first. */
export const responseSlips: readonly SlipRule[] = [
  plusMissing,
  wordSent,
  headTwice,
  statusLineLast,
  beginsWithLineEnd,
  commentNotClosed,
  unclosedElement,
  readsPart,
  unknownEvent,
  resultUnused,
  otherPortPrinted,
  otherWordsPrinted,
  printedTooLate,
  versionOfNobody,
  printedInClass,
  pipeStaysOpen,
  threadWithoutCatch,
]
