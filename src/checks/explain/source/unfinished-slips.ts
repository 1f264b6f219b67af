import { stepSlipWords as words } from '../../../words/step-slips.ts'
import type { Call } from './outline.ts'
import {
  callsOf,
  isIn,
  lastName,
  type ReadEvidence,
  type SlipRule,
  slip,
  within,
  wordsFor,
} from './slip.ts'

const isPython = ({ language }: ReadEvidence) => language === 'py'

/** Lines of the learner's server that are no comments, with their numbers. */
const linesOf = (e: ReadEvidence) =>
  (e.textOf(e.file) ?? '')
    .split(/\r\n|[\n\r]/)
    .map((text, i) => ({ text, line: i + 1 }))
    .filter(({ text }) => !/^\s*(?:#|\/\/)/.test(text))

/** The first place in a line where the pattern is found; its first group is what is marked. */
function placeOf(e: ReadEvidence, pattern: RegExp) {
  for (const { text, line } of linesOf(e)) {
    const found = pattern.exec(text)
    if (found === null) continue
    const marked = found[1] ?? found[0]
    const column = text.indexOf(marked, found.index) + 1
    return { found, line, column, endLine: line, endColumn: column + marked.length }
  }
  return undefined
}

const mentions = (text: string, name: string) =>
  new RegExp(`(?<![\\w.'"/<-])${name}(?!\\w)`).test(text)

/** Calls in functions that send something. */
const sends = (e: ReadEvidence): readonly Call[] =>
  callsOf(e, 'end', 'write', 'pipe', 'sendall', 'send', 'sendfile').filter(
    ({ functions, args }) => functions.length > 0 && args.length > 0,
  )

/** Names of strings in which the pattern is found, and of those that are made of them, in their order. */
function namesWith(e: ReadEvidence, pattern: RegExp): string[] {
  const names: string[] = []
  for (const { target, value } of e.outline.assignments)
    if (
      /^\w+$/.test(target) &&
      (pattern.test(value) || names.some((name) => mentions(value, name)))
    )
      names.push(target)
  return names
}

const isSent = (e: ReadEvidence, name: string) =>
  e.outline.calls.some(
    ({ args, functions }) =>
      functions.length > 0 &&
      args.some(({ text, kind }) => kind !== 'function' && mentions(text, name)),
  )

/** The variable that is sent is still empty. */
const emptyResponse: SlipRule = (e) => {
  if (e.failure.kind !== 'unanswered') return undefined
  const made = e.outline.assignments.find(
    ({ target, value, isAdded, functions }) =>
      !isAdded &&
      functions.length === 0 &&
      /^b?(?:''|""|``)$/.test(value) &&
      sends(e).some(({ text }) => mentions(text, target)) &&
      e.outline.assignments.filter((other) => other.target === target).length === 1,
  )
  return made && slip(e, 'empty-response', made, words.emptyResponse(made.target))
}

/** The body alone is sent: the head is made, and nothing sends it. */
const headNotSent: SlipRule = (e) => {
  if (e.failure.kind !== 'malformed' || e.failure.code !== 'missing-start-line') return undefined
  const names = namesWith(e, /HTTP\/1\.[01] 200/)
  const name = names.at(-1)
  const [send] = sends(e)
  if (name === undefined || send === undefined || names.some((each) => isSent(e, each)))
    return undefined
  return slip(e, 'head-not-sent', send, words.headNotSent(name))
}

/** The head alone is sent: the page is made, and nothing sends it. */
const pageNotSent: SlipRule = (e) => {
  if (e.failure.kind !== 'wrong-body' || e.failure.length > 0 || !/^2/.test(e.file))
    return undefined
  const [name, ...made] = namesWith(e, /<(?:!doctype|html|head|body|h1|title)\b/i)
  const send = sends(e).at(-1)
  if (name === undefined || send === undefined) return undefined
  return [name, ...made].some((each) => isSent(e, each))
    ? undefined
    : slip(e, 'page-not-sent', send, words.pageNotSent(name))
}

/** `end(found)` before `file.pipe(connection)`. */
const endBeforeFile: SlipRule = (e) => {
  if (isPython(e) || !['wrong-body', 'crashed', 'error-printed'].includes(e.failure.kind))
    return undefined
  if (e.failure.kind === 'wrong-body' && e.failure.length > 0) return undefined
  const end = callsOf(e, 'end').find((call) =>
    callsOf(e, 'pipe', 'pipeline').some(
      (pipe) =>
        pipe.line >= call.line &&
        pipe.args.some(({ text }) => `${text}.end` === call.name) &&
        pipe.functions.join().startsWith(call.functions.join()),
    ),
  )
  return end && slip(e, 'end-before-file', within(end, 'end'), words.endBeforeFile)
}

/** The head of the 404 is sent, and no sentence. */
const wordsMissing: SlipRule = (e) => {
  const { failure, check } = e
  const isAbsent = Object.values(check.files).includes(null)
  if (failure.kind !== 'wrong-body' || failure.length > 0 || !isAbsent) return undefined
  const names = namesWith(e, /HTTP\/1\.[01] 404/)
  const send = sends(e).find(
    ({ text }) => /HTTP\/1\.[01] 404/.test(text) || names.some((name) => mentions(text, name)),
  )
  return send && slip(e, 'words-missing', send, words.wordsMissing)
}

/** A stage of classes, in which no server is made yet. */
const noServer: SlipRule = (e) => {
  if (e.failure.kind !== 'exited' || !/^[4-6]/.test(e.file)) return undefined
  const makes = e.outline.calls.some(({ name }) => /Server$|create_server|serve/i.test(name))
  return makes
    ? undefined
    : { id: 'no-server', what: undefined, where: undefined, ...words.noServer(isPython(e)) }
}

/** `if (request.includes('\r\n\r\n')) return`, or `while b'\r\n\r\n' in request:`. */
const invertedTest: SlipRule = (e) => {
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

/** `protocol_version = '1.1'`. */
const versionNotHttp: SlipRule = (e) => {
  const { failure } = e
  if (!isPython(e) || failure.kind !== 'malformed') return undefined
  const made = e.outline.assignments.find(
    ({ target, value }) =>
      /(?:^|\.)protocol_version$/.test(target) && !/^['"]HTTP\/\d\.\d['"]$/.test(value),
  )
  return made && slip(e, 'version-not-http', made, words.versionNotHttp)
}

/** `ThreadingHTTPServer.protocol_version = …`: the version of something that is no handler. */
const versionElsewhere: SlipRule = (e) => {
  if (!isPython(e) || e.failure.kind !== 'not-kept') return undefined
  const given = e.outline.calls.find(({ name }) => /HTTPServer$/.test(name))?.args.at(-1)?.text
  for (const made of e.outline.assignments) {
    const owner = /^(\w+)\.protocol_version$/.exec(made.target)?.[1]
    if (owner === undefined || owner === given || owner === 'self') continue
    if (/Handler$/.test(owner)) continue
    return slip(e, 'version-elsewhere', made, words.versionElsewhere(owner))
  }
  return undefined
}

/** `os.chdir('site')` below the call that serves for ever. */
const folderTooLate: SlipRule = (e) => {
  if (e.failure.kind !== 'wrong-status' || e.failure.status !== 404) return undefined
  const serve = callsOf(e, 'serve_forever', 'serveForever')[0]
  const chdir = callsOf(e, 'chdir')[0]
  if (serve === undefined || chdir === undefined) return undefined
  return chdir.line > serve.line && chdir.functions.join() === serve.functions.join()
    ? slip(e, 'folder-too-late', chdir, words.folderTooLate(lastName(serve)))
    : undefined
}

/** `do_GET` below the class, not in it. */
const outsideClass: SlipRule = (e) => {
  if (e.failure.kind !== 'wrong-output' || !/^[56]/.test(e.file)) return undefined
  const wanted = isPython(e) ? 'do_GET' : 'doGET'
  const own = e.outline.classes.find(({ base }) => /Handler/.test(base))
  const method = e.outline.functions.find(({ name }) => name === wanted)
  if (own === undefined || method === undefined || isIn(method, own)) return undefined
  return slip(
    e,
    'outside-class',
    within(method, wanted),
    words.outsideClass(wanted, own.name, isPython(e)),
  )
}

/** `await super.doGET` without its parentheses. */
const superNamed: SlipRule = (e) => {
  if (!['hung', 'unanswered', 'not-kept', 'wrong-status'].includes(e.failure.kind)) return undefined
  const place = placeOf(e, /\bsuper(?:\(\))?\.(do_?GET)\b(?!\s*[(.])/)
  return place && slip(e, 'not-called', place, wordsFor(e).notCalled(place.found[1] ?? ''))
}

/** The response is sent inside of the loop that receives. */
const sendsInLoop: SlipRule = (e) => {
  if (!isPython(e) || e.failure.kind !== 'early') return undefined
  const loop = e.outline.loops.find(
    (each) => each.functions.length > 0 && callsOf(e, 'recv').some((recv) => isIn(recv, each)),
  )
  const send = callsOf(e, 'sendall', 'send').find((each) => loop !== undefined && isIn(each, loop))
  return send && slip(e, 'sends-in-loop', send, words.sendsInLoop)
}

/** `return` between the end of the request and the response. */
const returnsFirst: SlipRule = (e) => {
  if (!isPython(e) || e.failure.kind !== 'unanswered' || e.error !== undefined) return undefined
  const send = callsOf(e, 'sendall', 'send')[0]
  const loop = e.outline.loops.find(({ functions }) => functions.length > 0)
  if (send === undefined || loop === undefined) return undefined
  const found = linesOf(e).find(
    ({ text, line }) =>
      line > loop.endLine && line < send.line && /^\s*(?:if\b.*:\s*)?return\b/.test(text),
  )
  if (found === undefined) return undefined
  const column = found.text.indexOf('return') + 1
  const part = { line: found.line, column, endLine: found.line, endColumn: column + 6 }
  return slip(e, 'returns-first', part, words.returnsFirst)
}

/** `return` in the loop that receives, under no condition. */
const returnsInLoop: SlipRule = (e) => {
  if (!isPython(e) || e.failure.kind !== 'unanswered' || e.error !== undefined) return undefined
  const loop = e.outline.loops.find(
    (each) => each.functions.length > 0 && callsOf(e, 'recv').some((recv) => isIn(recv, each)),
  )
  if (loop === undefined) return undefined
  const body = linesOf(e).filter(
    ({ line, text }) => line > loop.line && line <= loop.endLine && /\S/.test(text),
  )
  const indent = body[0]?.text.search(/\S/)
  const found = body.find(({ text }) => /^\s*return\b/.test(text) && text.search(/\S/) === indent)
  if (found === undefined || indent === undefined) return undefined
  const part = { line: found.line, column: indent + 1, endLine: found.line, endColumn: indent + 7 }
  return slip(e, 'returns-first', part, words.returnsFirst)
}

/** What handles the error of a missing file sends nothing. */
const errorUnanswered: SlipRule = (e) => {
  const isAbsent = Object.values(e.check.files).includes(null)
  if (isPython(e) || !isAbsent || !['hung', 'unanswered'].includes(e.failure.kind)) return undefined
  const handler = callsOf(e, 'on', 'once').find(
    (call) =>
      call.args[0]?.value === 'error' &&
      /file|stream|read/i.test(call.name) &&
      call.args.length > 1,
  )
  if (handler === undefined) return undefined
  const answers = e.outline.calls.some(
    (call) =>
      isIn(call, handler) &&
      call.line >= handler.line &&
      call !== handler &&
      !/^(?:console|clientConnection\.destroy)/.test(call.name),
  )
  return answers
    ? undefined
    : slip(e, 'error-unanswered', within(handler, handler.name), words.errorUnanswered)
}

/** `except OSError:` with nothing below it that sends. */
const exceptUnanswered: SlipRule = (e) => {
  const isAbsent = Object.values(e.check.files).includes(null)
  if (!isPython(e) || !isAbsent || e.failure.kind !== 'unanswered') return undefined
  const open = callsOf(e, 'open').find(
    ({ isGuarded, functions }) => isGuarded && functions.length > 0,
  )
  const lines = linesOf(e)
  const at = lines.findIndex(
    ({ text, line }) => open !== undefined && line > open.line && /^\s*except\b/.test(text),
  )
  const except = lines[at]
  if (except === undefined) return undefined
  const indent = except.text.search(/\S/)
  const end = lines.findIndex(
    ({ text }, i) => i > at && /\S/.test(text) && text.search(/\S/) <= indent,
  )
  const block = lines.slice(at + 1, end < 0 ? undefined : end)
  if (block.length === 0 || block.some(({ text }) => /send|write|raise/.test(text)))
    return undefined
  const part = {
    line: except.line,
    column: indent + 1,
    endLine: except.line,
    endColumn: except.text.trimEnd().length + 1,
  }
  return slip(e, 'error-unanswered', part, words.exceptUnanswered)
}

/** `clientConnection.pipe(file)`: what the browser sends would go into the file. */
const pipeTurnedRound: SlipRule = (e) => {
  if (isPython(e)) return undefined
  const files = e.outline.assignments
    .filter(({ value }) => /createReadStream\(/.test(value))
    .map(({ target }) => target)
  const pipe = callsOf(e, 'pipe').find(
    ({ name, args }) =>
      files.includes(args[0]?.text ?? '') && !files.includes(name.split('.')[0] ?? ''),
  )
  if (pipe === undefined) return undefined
  const owner = pipe.name.split('.')[0] ?? ''
  return slip(e, 'pipe-turned-round', pipe, words.pipeTurnedRound(pipe.args[0]?.text ?? '', owner))
}

/** `open(path, 'wb')`: the file is emptied. */
const opensToWrite: SlipRule = (e) => {
  if (!isPython(e) || !/^3/.test(e.file)) return undefined
  const mode = callsOf(e, 'open')
    .flatMap(({ args }) => args)
    .find(({ value, text }) => /^(?:mode=)?['"]/.test(text) && /^[wax][bt+]*$/.test(value ?? ''))
  return mode && slip(e, 'opens-to-write', mode, words.opensToWrite)
}

/** `once('data', …)`: only the first piece is received. */
const onlyFirstPiece: SlipRule = (e) => {
  if (isPython(e) || !['hung', 'early', 'wrong-output'].includes(e.failure.kind)) return undefined
  const once = callsOf(e, 'once').find(({ args }) => args[0]?.value === 'data')
  return once && e.check.send?.pieces !== undefined
    ? slip(e, 'only-first-piece', within(once, 'once'), words.onlyFirstPiece)
    : undefined
}

/** `process.exit()` below the server. */
const endsAtEnd: SlipRule = (e) => {
  if (e.failure.kind !== 'exited') return undefined
  const exit = e.outline.calls.find(
    ({ name, functions, loops }) =>
      /^(?:sys\.exit|exit|quit|os\._exit|process\.exit)$/.test(name) &&
      functions.length + loops === 0,
  )
  return exit && slip(e, 'ends-itself', exit, words.endsAtEnd(exit.name))
}

/** `let html` without a value, and it is sent. */
const neverGivenValue: SlipRule = (e) => {
  if (isPython(e) || e.failure.kind !== 'wrong-body') return undefined
  if (!/undefined\s*$/.test(Buffer.from(e.failure.came.bytes).toString())) return undefined
  const made = e.outline.assignments.find(
    ({ target, value }) =>
      value === '' &&
      e.outline.assignments.filter((each) => each.target === target).length === 1 &&
      /^\w+$/.test(target),
  )
  return made && slip(e, 'never-given-value', made, words.neverGivenValue(made.target))
}

/** The same food is asked for twice, and another one never. */
const foodTwice: SlipRule = (e) => {
  if (e.failure.kind !== 'wrong-output' || !/^6/.test(e.file)) return undefined
  const food = new URLSearchParams((e.check.send?.get ?? '').split('?')[1] ?? '').get('food') ?? ''
  if (words.sentences[food] === undefined) return undefined
  if (e.outline.strings.some(({ value }) => value === food)) return undefined
  const others = Object.keys(words.sentences)
  const again = e.outline.strings.find(
    (each, i) =>
      others.includes(each.value) &&
      e.outline.strings.slice(0, i).some(({ value }) => value === each.value),
  )
  return again && slip(e, 'food-twice', again, words.foodTwice(again.value, food))
}

/** Where the file is missing, the head with 200 is sent. */
const foundWithoutFile: SlipRule = (e) => {
  const { failure, check } = e
  const isAbsent = Object.values(check.files).includes(null)
  if (failure.kind !== 'wrong-status' || failure.status !== 200 || !isAbsent) return undefined
  const names = namesWith(e, /HTTP\/1\.[01] 200/)
  const lines = linesOf(e)
  // Where there is no head with 404, it is the head itself that is wrong.
  if (namesWith(e, /HTTP\/1\.[01] 404/).length === 0) return undefined
  const handlers = lines.flatMap(({ text }, i) =>
    /^\s*except\b|\.on\(\s*['"]error['"]|\bcatch\b/.test(text) ? [i] : [],
  )
  for (const { text, line } of handlers.flatMap((at) => lines.slice(at + 1, at + 4))) {
    const name = names.find((each) => mentions(text, each))
    if (name === undefined) continue
    const column = text.search(new RegExp(`\\b${name}\\b`)) + 1
    const part = { line, column, endLine: line, endColumn: column + name.length }
    return slip(e, 'found-without-file', part, words.foundWithoutFile(name))
  }
  return undefined
}

/** `while data:` in which `data` stays what it is. */
const samePiece: SlipRule = (e) => {
  const { failure } = e
  if (!isPython(e) || failure.kind !== 'wrong-body' || failure.expected === undefined)
    return undefined
  if ((failure.at ?? 0) < failure.expected.length) return undefined
  const loop = e.outline.loops.find(
    (each) =>
      /^\w+$/.test(each.test) &&
      !/^(?:True|1)$/.test(each.test) &&
      !e.outline.assignments.some((own) => own.target === each.test && isIn(own, each)),
  )
  return loop && slip(e, 'same-piece', within(loop, loop.test), words.samePiece(loop.test))
}

/** A method of the class itself, which no object has. */
const staticMethod: SlipRule = (e) => {
  if (isPython(e) || e.failure.kind !== 'wrong-output') return undefined
  const method = e.outline.functions.find(
    ({ name, className, text }) =>
      className && name === 'doGET' && /^(?:async\s+)?static\b/.test(text),
  )
  return method && slip(e, 'static-method', within(method, 'static'), words.staticMethod)
}

/** A condition that is always true: `food = 'Pizza'`, `food == 'Pizza' or 'Tacos'`. */
const alwaysTrue: SlipRule = (e) => {
  if (e.failure.kind !== 'wrong-output') return undefined
  const assigned = isPython(e) ? undefined : placeOf(e, /\bif\s*\(\s*(\w+ = ['"`]\w+['"`])\s*\)/)
  if (assigned !== undefined)
    return slip(
      e,
      'assigned-in-if',
      assigned,
      words.assignedInIf(assigned.found[1]?.replace('=', '===') ?? ''),
    )
  const either = placeOf(e, /\bif\b.*[=!]==?\s*['"]\w+['"]\s*((?:\|\||or)\s*['"]\w+['"])/)
  return either && slip(e, 'always-true', either, words.alwaysTrue(isPython(e)))
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
  const lines = linesOf(e).filter(({ line }) => line > user.line && line <= user.endLine)
  const use = lines.find(({ text }) => mentions(text, name))
  if (use === undefined) return undefined
  const column = use.text.search(new RegExp(`\\b${name}\\b`)) + 1
  const part = { line: use.line, column, endLine: use.line, endColumn: column + name.length }
  return slip(e, 'connections-mixed', part, words.sharedAccept(name))
}

/** Steps of a stage's task that are half done, or in another place than where they count. */
export const unfinishedSlips: readonly SlipRule[] = [
  emptyResponse,
  headNotSent,
  pageNotSent,
  endBeforeFile,
  wordsMissing,
  noServer,
  invertedTest,
  versionNotHttp,
  versionElsewhere,
  folderTooLate,
  outsideClass,
  superNamed,
  sendsInLoop,
  errorUnanswered,
  exceptUnanswered,
  returnsInLoop,
  returnsFirst,
  pipeTurnedRound,
  opensToWrite,
  onlyFirstPiece,
  endsAtEnd,
  neverGivenValue,
  foodTwice,
  foundWithoutFile,
  samePiece,
  staticMethod,
  alwaysTrue,
]
