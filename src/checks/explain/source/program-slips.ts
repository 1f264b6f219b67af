import { slipWords } from '../../../words/slips.ts'
import { missingPath } from '../errors/files.ts'
import { nearestName } from '../nearest-name.ts'
import type { Argument } from './outline.ts'
import { placeOf } from './program-text.ts'
import {
  callsOf,
  isIn,
  isSilent,
  lastName,
  type ReadEvidence,
  type SlipRule,
  slip,
  within,
  wordsFor,
} from './slip.ts'

const { python, node } = slipWords

/** Calls that say where the server listens. */
const listening = (e: ReadEvidence) =>
  e.outline.calls.filter((call) =>
    /^(?:bind|listen|HTTPServer|ThreadingHTTPServer|TCPServer|ThreadingTCPServer|create_server)$/.test(
      lastName(call),
    ),
  )

/** The port is a number that is written in the program. */
export const portWritten: SlipRule = (e) => {
  const { failure, outline, port } = e
  // Where it listens elsewhere, that is what to tell first.
  if (e.listening.length > 0 && failure.kind !== 'crashed') return undefined
  if (!['not-listening', 'crashed', 'wrong-output', 'exited'].includes(failure.kind))
    return undefined
  const isPort = (text: string) =>
    /^\d{2,5}$/.test(text) && text !== String(port) && Number(text) > 10 && Number(text) < 65536
  for (const call of listening(e)) {
    const number = /(?<![\w.])(\d{2,5})(?![\w.])/.exec(
      call.text.replace(/'[^']*'|"[^"]*"/g, (quoted) => ' '.repeat(quoted.length)),
    )?.[1]
    if (
      number !== undefined &&
      isPort(number) &&
      !(lastName(call) === 'listen' && e.language === 'py')
    )
      return slip(e, 'port-written', within(call, number), wordsFor(e).portWritten(number))
    const named = outline.assignments.find(
      ({ target, value }) =>
        isPort(value) && new RegExp(`\\b${target.replace(/[^\w.]/g, '')}\\b`).test(call.text),
    )
    if (named !== undefined)
      return slip(e, 'port-written', named, wordsFor(e).portWritten(named.value))
  }
  return undefined
}

const hostWritten: SlipRule = (e) => {
  if (e.failure.kind !== 'other-address' && e.failure.kind !== 'not-listening') return undefined
  for (const call of listening(e)) {
    const literal = e.outline.strings.find(
      (each) =>
        isIn(each, call) &&
        !/\benv(?:iron)?\b/.test(call.text) &&
        /^(?:|localhost|::1?|0\.0\.0\.0|127\.0\.0\.\d|[\d.]+)$/.test(each.value),
    )
    if (literal !== undefined)
      return slip(e, 'host-written', literal, wordsFor(e).hostWritten(literal.value))
    const named = e.outline.assignments.find(
      ({ target, value, text }) =>
        /^(['"])(?:|localhost|::1?|0\.0\.0\.0|[\d.]+)\1$/.test(value) &&
        !/environ|env/.test(text) &&
        new RegExp(`\\b${target.replace(/[^\w.]/g, '')}\\b`).test(call.text),
    )
    if (named !== undefined)
      return slip(e, 'host-written', named, wordsFor(e).hostWritten(named.value.slice(1, -1)))
    if (
      e.language !== 'py' &&
      e.failure.kind === 'other-address' &&
      lastName(call) === 'listen' &&
      call.args.filter(({ kind }) => kind !== 'function').length === 1 &&
      !/host/i.test(call.text)
    )
      return slip(e, 'host-missing', within(call, call.name), node.hostMissing())
  }
  return undefined
}

/** It ends, or waits for nothing, because a call is missing. */
const neverServes: SlipRule = (e) => {
  const { failure, outline, language } = e
  if (!['exited', 'not-listening', 'refused', 'hung'].includes(failure.kind)) return undefined
  const server = outline.calls.find(({ name }) => /(?:Threading)?HTTPServer$/.test(name))
  if (language === 'py') {
    if (server !== undefined && callsOf(e, 'serve_forever', 'handle_request').length === 0)
      return slip(e, 'never-serves', server, python.neverServes())
    const accept = callsOf(e, 'accept')[0]
    const bind = callsOf(e, 'bind')[0]
    if (accept?.loops === 0 && accept.functions.length === 0 && failure.kind !== 'not-listening')
      return slip(e, 'one-accept', accept, python.oneAccept())
    if (bind !== undefined && accept !== undefined && callsOf(e, 'listen').length === 0)
      return slip(e, 'never-listens', bind, python.neverListens())
    return undefined
  }
  const created = callsOf(e, 'createServer')[0]
  return created !== undefined && callsOf(e, 'listen').length === 0
    ? slip(e, 'never-listens', within(created, 'createServer'), node.neverListens())
    : undefined
}

/** The file is read when the program starts. */
const readOnce: SlipRule = (e) => {
  const { failure, check } = e
  if (
    Object.keys(check.files).length === 0 ||
    !['wrong-body', 'wrong-status', 'wrong-length'].includes(failure.kind)
  )
    return undefined
  const call = callsOf(e, 'open', 'readFile', 'readFileSync', 'read_bytes', 'read_text').find(
    (each) => each.functions.length === 0 && each.loops === 0,
  )
  return call && slip(e, 'read-once', call, slipWords.readOnce)
}

const wrongFolder: SlipRule = (e) => {
  const { failure, outline, files, check } = e
  const isMissing =
    (failure.kind === 'wrong-status' && failure.status === 404) ||
    failure.kind === 'unanswered' ||
    (failure.kind === 'wrong-status' && failure.status >= 500)
  if (!isMissing || Object.values(check.files).includes(null)) return undefined
  const chdir = outline.calls.find(({ name }) => /^(?:os|process)\.chdir$/.test(name))
  if (/^[4-6]/.test(e.file)) {
    const page = (check.send?.get ?? '').replace(/^\//, '').replace(/\?.*/, '')
    const isThere = (folder: string) => files.includes(`${folder}${page || 'index.html'}`)
    if (
      chdir === undefined &&
      isThere('site/') &&
      !/directory/.test(e.textOf(e.file) ?? '') &&
      !outline.strings.some(({ value }) => /(?:^|\/)site(?:\/|$)/.test(value))
    )
      return { id: 'no-folder', what: undefined, where: undefined, ...wordsFor(e).noFolder() }
    const given = outline.calls.flatMap(({ args }) => args)
    const into = chdir?.args[0] ?? given.find(({ text }) => /^directory\s*=/.test(text))
    if (
      into?.value !== undefined &&
      !/^\.\/?site\/?$|^site\/?$/.test(into.value) &&
      isThere('site/')
    )
      return slip(
        e,
        'wrong-folder',
        into,
        files.some((file) => file.startsWith(`${into.value}/`))
          ? slipWords.otherFolder(into.value, page || 'index.html')
          : slipWords.wrongPath(into.value, 'site'),
      )
    return undefined
  }
  const path = wrongPathIn(e)
  if (path === undefined) return undefined
  return slip(
    e,
    'wrong-path',
    path,
    slipWords.wrongPath(path.value ?? '', nearPath(path.value ?? '', e)),
  )
}

/** The file that is meant by a path that is not there; in stage 3 it is the one of the task. */
function nearPath(path: string, e: ReadEvidence): string | undefined {
  const task = 'site/html6.html'
  return /^3/.test(e.file) && e.files.includes(task) ? task : missingPath(path, e).near
}

/** A path that is given to a call, and that is not there. */
function wrongPathIn(e: ReadEvidence): Argument | undefined {
  const isPath = (value: string) =>
    /\.html?$|\.txt$|^\.{0,2}\/?site\b/.test(value) && !/[<>\s]/.test(value)
  const values = e.outline.calls
    // What is joined is a path only together.
    .filter(({ name }) => !/print|log|chdir|\b(?:join|resolve)$/.test(name))
    .flatMap(({ args }) => args)
    .filter(({ value }) => value !== undefined && isPath(value))
  const isThere = (path: string) =>
    e.files.some((file) => file === path || file.startsWith(`${path}/`))
  return values.find(({ value }) => !isThere((value ?? '').replace(/^\.\/|\/$/g, '')))
}

/** The program itself puts other bytes in place of some of the file. */
const bytesReplaced: SlipRule = (e) => {
  if (e.failure.kind !== 'wrong-body' || !isByteTrouble(e)) return undefined
  const call = callsOf(e, 'replace', 'replaceAll', 'strip', 'rstrip', 'trim', 'trimEnd').find(
    ({ args, name }) =>
      args.some(({ text }) => /\\[rn]/.test(text)) ||
      (args.length === 0 && !/path|name/.test(name)),
  )
  return call && slip(e, 'bytes-replaced', within(call, lastName(call)), slipWords.bytesReplaced)
}

const textMode: SlipRule = (e) => {
  const { failure } = e
  if (failure.kind !== 'wrong-body' && failure.kind !== 'wrong-length') return undefined
  if (e.language === 'py') {
    const open = callsOf(e, 'open').find(
      ({ args, functions }) =>
        !args.some(({ value }) => value?.includes('b')) && functions !== undefined,
    )
    return open && isByteTrouble(e)
      ? slip(e, 'bytes-as-text', open, python.bytesAsText())
      : undefined
  }
  const read = callsOf(
    e,
    'readFile',
    'readFileSync',
    'createReadStream',
    'toString',
    'setEncoding',
  ).find(
    ({ args }) =>
      args.some(({ text }) => /utf-?8|latin1|ascii|binary/i.test(text)) &&
      !/request|data/.test(e.check.id),
  )
  return read && lastName(read) !== 'setEncoding' && isByteTrouble(e)
    ? slip(e, 'bytes-as-text', read, node.bytesAsText())
    : undefined
}

/** Bytes came that are those of a file read as text: a mark for what is no text, or other line ends. */
function isByteTrouble({ failure }: ReadEvidence): boolean {
  if (failure.kind !== 'wrong-body' || failure.expected === undefined || failure.at === undefined)
    return false
  const sent = Buffer.from(failure.came.bytes.subarray(failure.came.wrong.start))
  return (
    sent.includes(Buffer.from([0xef, 0xbf, 0xbd])) ||
    failure.expected[failure.at] === 13 ||
    failure.expected[failure.at] === 26 ||
    failure.expected[failure.at] === 10 ||
    (failure.expected[failure.at] ?? 0) >= 128
  )
}

/** Slips in a class that handles requests. */
const handlerSlips: SlipRule = (e) => {
  const { outline, failure, language } = e
  const base = outline.calls
    .find(({ name }) => /HTTPServer$/.test(name))
    ?.args.find(({ text }) => text === 'BaseHTTPRequestHandler')
  if (base !== undefined && failure.kind === 'wrong-status' && failure.status === 501)
    return slip(e, 'base-handler', base, slipWords.baseHandler)
  const own = outline.classes.find(({ base }) => /Handler/.test(base))
  const wanted = language === 'py' ? 'do_GET' : 'doGET'
  const words = wordsFor(e)
  const isOutput = failure.kind === 'wrong-output'
  if (own === undefined) return undefined
  const methods = outline.functions.filter(({ className }) => className === own.name)
  const server = outline.calls.find(({ name }) => /HTTPServer$/.test(name))
  const given = server?.args.at(-1)
  if (given !== undefined && given.text !== own.name && /Handler$/.test(given.text) && isOutput)
    return slip(e, 'other-handler', given, slipWords.otherHandler(given.text, own.name))
  const method = methods.find(({ name }) => name === wanted)
  if (method === undefined) {
    const near = methods.find(
      ({ name }) => nearestName(name, [wanted]) !== undefined || /^do_?get$/i.test(name),
    )
    return near && isOutput
      ? slip(
          e,
          'method-misspelled',
          within(near, near.name),
          slipWords.methodMisspelled(near.name, wanted),
        )
      : undefined
  }
  const supers = outline.calls.filter(
    (call) => /^super(?:\(.*\))?\./.test(call.name) && isIn(call, method),
  )
  const name = within(method, method.name)
  const sendsItself = outline.calls.some(
    (call) =>
      isIn(call, method) &&
      /^(?:send_?[rR]esponse|send_?[hH]ead|copyfile|write|wfile)$/.test(lastName(call)),
  )
  if (supers.length === 0 && !sendsItself && (isSilent(e) || failure.kind === 'left-open'))
    return slip(e, 'super-missing', name, words.superMissing(wanted))
  const parent = supers[0]
  if (
    language !== 'py' &&
    parent !== undefined &&
    !parent.isAwaited &&
    placeOf(e, /super\.doGET\(\)\s*\.then\(/) === undefined &&
    (failure.kind === 'printed-early' || isOutput || failure.kind === 'crashed')
  )
    return slip(e, 'super-not-awaited', parent, node.superNotAwaited(wanted))
  if (failure.kind === 'printed-early' && parent !== undefined) {
    const print = callsOf(e, 'print', 'log').findLast(
      (call) => isIn(call, method) && call.line < parent.line,
    )
    return print && slip(e, 'before-super', print, words.beforeSuper(wanted))
  }
  return undefined
}

/** What belongs to a request is made when the program starts. */
const madeOnce: SlipRule = (e) => {
  if (e.failure.kind !== 'wrong-output' || !/^6/.test(e.file)) return undefined
  const made = e.outline.assignments.find(
    ({ target, functions, value }) =>
      functions.length === 0 &&
      /form|query|fields|params/i.test(target) &&
      /^(?:\{\}|dict\(\)|\[\]|new Map|Object\.create)/.test(value),
  )
  return made && slip(e, 'made-once', made, wordsFor(e).madeOnce(made.target))
}

const printMissing: SlipRule = (e) => {
  if (e.failure.kind !== 'wrong-output') return undefined
  const prints = callsOf(e, 'print', 'log', 'info', 'error', 'warn').filter(
    ({ functions, loops, args }) =>
      e.check.expect.output?.port === true ||
      (functions.length + loops > 0 &&
        !args.some(({ text }) => /error|exception|serving|listening|port/i.test(text))),
  )
  const writes = e.outline.calls.filter(({ name }) => /std(?:out|err)\.write$/.test(name))
  return prints.length + writes.length === 0 && /print|request|label/.test(e.check.id)
    ? { id: 'print-missing', what: undefined, where: undefined, ...wordsFor(e).printMissing() }
    : undefined
}

/** A part of a large body came, and the program sends with `send`. */
const sendsPart: SlipRule = (e) => {
  const { failure } = e
  if (e.language !== 'py' || (failure.kind !== 'wrong-body' && failure.kind !== 'wrong-length'))
    return undefined
  const isShort =
    failure.kind === 'wrong-length'
      ? failure.bytes < failure.said
      : failure.at !== undefined && failure.at >= failure.length
  const send = callsOf(e, 'send').find(({ isAlone }) => isAlone)
  return isShort && send
    ? slip(e, 'sends-part', within(send, send.name), python.sendsPart())
    : undefined
}

/** Slips in how the program is put together. */
export const programSlips: readonly SlipRule[] = [
  portWritten,
  hostWritten,
  neverServes,
  handlerSlips,
  readOnce,
  wrongFolder,
  bytesReplaced,
  textMode,
  sendsPart,
  madeOnce,
  printMissing,
]
