import { freeSlipWords as words } from '../../../words/free-slips.ts'
import { mentions, namesWith, placeOf, sends } from './program-text.ts'
import {
  callsOf,
  isIn,
  isPython,
  lastName,
  printedText,
  type ReadEvidence,
  type SlipRule,
  sentText,
  slip,
  within,
} from './slip.ts'

/** `break` in `for await (const piece of connection)`: Node ends the connection with the loop. */
const leavesForAwait: SlipRule = (e) => {
  if (isPython(e) || !['unanswered', 'hung', 'reset'].includes(e.failure.kind)) return undefined
  const loop = e.outline.loops.find(
    (each) => /^for await\b/.test(each.text) && sends(e).some(({ line }) => line > each.endLine),
  )
  const word = loop && /\bbreak\b/.exec(loop.text)?.[0]
  return word && loop
    ? slip(e, 'leaves-for-await', within(loop, word), words.leavesForAwait(word))
    : undefined
}

/** `Content-Type: text/htmlConnection: close`. */
const headersTogether: SlipRule = (e) => {
  const [head = ''] = sentText(e).split(/\r?\n\r?\n/)
  const name =
    /^[\w-]+: [^\r\n]*[^\s,;:]((?:Content|Connection|Date|Server|Cache|X|Last)[\w-]*): /m.exec(
      head,
    )?.[1]
  const string = e.outline.strings.find(({ value }) => name !== undefined && value.includes(name))
  return name !== undefined && string
    ? slip(e, 'headers-together', within(string, name), words.headersTogether(name))
    : undefined
}

/** In stage 3 there is one page, whatever the path is. */
const otherFile: SlipRule = (e) => {
  const { failure } = e
  if (!/^3/.test(e.file) || failure.kind !== 'wrong-status' || failure.status !== 404)
    return undefined
  if ((e.textOf(e.file) ?? '').includes('html6.html')) return undefined
  const call = callsOf(
    e,
    ...['isfile', 'exists', 'existsSync', 'is_file', 'open', 'createReadStream', 'readFile'],
  ).find(({ functions, args }) => functions.length > 0 && args[0]?.kind !== 'string')
  return call && slip(e, 'other-file', call, words.otherFile)
}

/** `console.log(buffer)`. */
const bufferPrinted: SlipRule = (e) => {
  if (isPython(e) || e.failure.kind !== 'wrong-output' || !/<Buffer /.test(printedText(e)))
    return undefined
  const arg = callsOf(e, 'log', 'info', 'dir')
    .filter(({ functions }) => functions.length > 0)
    .flatMap(({ args }) => args.filter(({ kind }) => kind === 'name' || kind === 'call'))[0]
  return arg && slip(e, 'buffer-printed', arg, words.bufferPrinted(arg.text))
}

/** `console.log(sentence)`, where sentence is a function. */
const functionPrinted: SlipRule = (e) => {
  const isPrinted = isPython(e)
    ? /<(?:function|bound method|built-in method) (?:\w+\.)*(\w+)/
    : /\[(?:Async)?Function(?:: (\w+))?\]/
  const found = e.failure.kind === 'wrong-output' ? isPrinted.exec(printedText(e)) : null
  if (found === null) return undefined
  const args = callsOf(e, 'log', 'info', 'print')
    .filter(({ functions }) => functions.length > 0)
    .flatMap((call) => call.args)
  const method = args.find(({ text }) => text.endsWith(`.${found[1]}`))
  if (method !== undefined)
    return slip(e, 'function-printed', method, words.methodPrinted(method.text))
  const arg = args.find(
    ({ kind, text }) => kind === 'name' && !/^(?:this|self)\.path$|form/.test(text),
  )
  return arg && slip(e, 'function-printed', arg, words.functionPrinted(arg.text))
}

/** A function that sends the response, and that nothing calls. */
const senderNotCalled: SlipRule = (e) => {
  if (!['hung', 'unanswered'].includes(e.failure.kind)) return undefined
  const source = e.textOf(e.file) ?? ''
  const sender = e.outline.functions.find(
    (each) =>
      new RegExp(`^(?:(?:private|public|static|async|function|def) +)*${each.name}\\b`).test(
        each.text,
      ) &&
      /^\w{3,}$/.test(each.name) &&
      !/^(?:do_?[A-Z]+|data|end|error|connection|close|run|handle)$/.test(each.name) &&
      sends(e).some((call) => isIn(call, each)) &&
      (source.match(new RegExp(`\\b${each.name}\\b`, 'g')) ?? []).length === 1,
  )
  return (
    sender &&
    slip(e, 'sender-not-called', within(sender, sender.name), words.senderNotCalled(sender.name))
  )
}

/** `tacos` where the browser sends `Tacos`, as the name of a property. */
const otherCase: SlipRule = (e) => {
  const food = new URLSearchParams((e.check.send?.get ?? '').split('?')[1] ?? '').get('food')
  if (!/^6/.test(e.file) || e.failure.kind !== 'wrong-output' || !food) return undefined
  if (new RegExp(`\\b${food}\\b`).test(e.textOf(e.file) ?? '')) return undefined
  const place = placeOf(e, new RegExp(`\\b(${food})\\b(?!\\w* tonight)`, 'i'))
  const written = place?.found[1]
  return place && written !== undefined
    ? slip(e, 'other-value', place, words.otherCase(written, food))
    : undefined
}

/** `pieces.includes('\r\n\r\n')`, where pieces is a list. */
const elementSearched: SlipRule = (e) => {
  if (e.failure.kind !== 'hung') return undefined
  const lists = e.outline.assignments
    .filter(({ value }) => /^(?:\[\]|new Array\(\)|list\(\))$/.test(value))
    .map(({ target }) => target)
  const place = isPython(e)
    ? placeOf(e, /(b?'\\r\\n\\r\\n' (?:not )?in (\w+))\b/)
    : placeOf(e, /((\w+)\.(?:includes|indexOf|endsWith)\((['"`])\\r\\n\\r\\n\3\))/)
  const list = place?.found[2]
  if (place === undefined || list === undefined || !lists.includes(list)) return undefined
  const test = place.found[1] ?? ''
  const joined = isPython(e)
    ? test.replace(new RegExp(`${list}$`), `b''.join(${list})`)
    : test.replace(list, `${list}.join('')`)
  return slip(e, 'element-searched', place, words.elementSearched(list, joined))
}

/** `response += html` in the function that responds, where response is made once. */
const responseGrows: SlipRule = (e) => {
  if (!['wrong-body', 'wrong-length', 'malformed'].includes(e.failure.kind)) return undefined
  const names = namesWith(e, /HTTP\/1\.[01] \d|<html|<!doctype/i)
  const added = e.outline.assignments.find(
    ({ isAdded, target, functions }) =>
      isAdded &&
      functions.length > 0 &&
      names.includes(target) &&
      !e.outline.assignments.some(
        (other) => other.target === target && !other.isAdded && other.functions.length > 0,
      ),
  )
  return added && slip(e, 'response-grows', added, words.responseGrows(added.target))
}

/** What the program calls a connection, as far as it shows. */
function connectionName(e: ReadEvidence): string {
  const taken = callsOf(e, 'recv', 'end', 'destroy', 'setEncoding', 'shutdown', 'close', 'on')
    .filter(({ functions }) => functions.length > 0)
    .map(({ name }) => name.slice(0, name.lastIndexOf('.')))
  return (
    taken.find((name) => /^[\w.]+$/.test(name)) ?? (isPython(e) ? 'client_connection' : 'socket')
  )
}

/** The program makes a response, and prints it; or it closes the connection, and sends nothing in any line. */
const neverSends: SlipRule = (e) => {
  if (!['unanswered', 'hung', 'reset'].includes(e.failure.kind) || !/^[1-3]/.test(e.file))
    return undefined
  const sending = [
    'send',
    'sendall',
    'sendfile',
    'sendto',
    'write',
    'writelines',
    'pipe',
    'pipeline',
  ]
  const others = e.outline.calls.filter(
    (call) =>
      sending.includes(lastName(call)) ||
      (/^end$|^sendFile$|^send_file$/.test(lastName(call)) && call.args.length > 0),
  )
  const own = others.filter(({ name }) => !/std(?:out|err)/.test(name))
  if (own.length > 0) return undefined
  const connection = connectionName(e)
  const send = (name: string | undefined) => {
    if (!isPython(e)) return `${connection}.end(${name ?? '…'})`
    const made = e.outline.assignments.find(({ target }) => target === name)?.value ?? ''
    const isBytes = /^[bB]['"]|^bytes\(|\.encode\(/.test(made)
    return `${connection}.sendall(${isBytes || name === undefined ? (name ?? '…') : `bytes(${name}, 'utf-8')`})`
  }
  const names = namesWith(e, /HTTP\/1\.[01] 200/)
  const print = callsOf(e, 'print', 'log').find(
    ({ functions, args }) =>
      functions.length > 0 && args.some(({ text }) => names.some((each) => mentions(text, each))),
  )
  const name = print && names.find((each) => mentions(print.text, each))
  if (print !== undefined && name !== undefined)
    return slip(e, 'response-printed', print, words.responsePrinted(name, send(name)))
  const close = callsOf(e, 'close', 'end', 'shutdown', 'destroy').find(
    (call) => call.functions.length > 0 && !e.outline.imports.some((each) => isIn(call, each)),
  )
  return close && slip(e, 'never-sends', close, words.neverSends(send(names.at(-1))))
}

/** Slips in programs that are built otherwise than the course's. */
export const freeSlips: readonly SlipRule[] = [
  leavesForAwait,
  headersTogether,
  otherFile,
  bufferPrinted,
  functionPrinted,
  otherCase,
  elementSearched,
  responseGrows,
  neverSends,
]

/** What is told where nothing else in the program is wrong. */
export const lateFreeSlips: readonly SlipRule[] = [senderNotCalled]
