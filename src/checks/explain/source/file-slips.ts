import { stepSlipWords as words } from '../../../words/step-slips.ts'
import type { Cause } from '../cause.ts'
import type { Call } from './outline.ts'
import { codeLines, goesOnTo, mentions, namesWith, sends } from './program-text.ts'
import {
  callsOf,
  isIn,
  isPython,
  lastName,
  type ReadEvidence,
  type SlipRule,
  slip,
  within,
} from './slip.ts'

/** `end(found)` before `file.pipe(connection)`. */
export const endBeforeFile: SlipRule = (e) => {
  if (isPython(e) || !['wrong-body', 'crashed', 'error-printed'].includes(e.failure.kind))
    return undefined
  if (e.failure.kind === 'wrong-body' && e.failure.length > 0) return undefined
  const end = callsOf(e, 'end').find((call) =>
    callsOf(e, 'pipe', 'pipeline').some(
      (pipe) =>
        pipe.line >= call.line &&
        goesOnTo(e, call, pipe) &&
        pipe.args.some(({ text }) => `${text}.end` === call.name) &&
        pipe.functions.join().startsWith(call.functions.join()),
    ),
  )
  return end && slip(e, 'end-before-file', within(end, 'end'), words.endBeforeFile)
}

/** The head of the 404 is sent, and no sentence. */
export const wordsMissing: SlipRule = (e) => {
  const { failure, check } = e
  const isAbsent = Object.values(check.files).includes(null)
  if (failure.kind !== 'wrong-body' || failure.length > 0 || !isAbsent) return undefined
  const names = namesWith(e, /HTTP\/1\.[01] 404/)
  const send = sends(e).find(
    ({ text }) => /HTTP\/1\.[01] 404/.test(text) || names.some((name) => mentions(text, name)),
  )
  return send && slip(e, 'words-missing', send, words.wordsMissing)
}

/** What handles the error of a missing file sends nothing. */
export const errorUnanswered: SlipRule = (e) => {
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
export const exceptUnanswered: SlipRule = (e) => {
  const isAbsent = Object.values(e.check.files).includes(null)
  if (!isPython(e) || !isAbsent || e.failure.kind !== 'unanswered') return undefined
  const open = callsOf(e, 'open').find(
    ({ isGuarded, functions }) => isGuarded && functions.length > 0,
  )
  const lines = codeLines(e)
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

/** `except ValueError:` around `open`. */
export const otherExcept: SlipRule = (e) => {
  const isAbsent = Object.values(e.check.files).includes(null)
  if (!isPython(e) || !isAbsent) return undefined
  const open = callsOf(e, 'open').find(
    ({ isGuarded, functions }) => isGuarded && functions.length > 0,
  )
  const lines = codeLines(e)
  const above = lines.findLast(
    ({ text, line }) => open !== undefined && line < open.line && /^\s*try:/.test(text),
  )
  const indent = above?.text.search(/\S/)
  const depth = ({ text }: { readonly text: string }) => text.search(/\S/)
  const below = lines.filter((each) => each.line > (open?.line ?? 0) && depth(each) >= 0)
  const own = below.slice(below.findIndex((each) => depth(each) <= (indent ?? 0)))
  const end = own.findIndex(
    (each) => depth(each) <= (indent ?? 0) && !/^\s*(?:except|else|finally)\b/.test(each.text),
  )
  const clauses = own
    .slice(0, end < 0 ? undefined : end)
    .filter((each) => depth(each) === indent && /^\s*except\b/.test(each.text))
  const [except] = clauses
  const caught = /^\s*except\s+\(?([\w., ]+?)\)?(?:\s+as \w+)?:/.exec(except?.text ?? '')?.[1]
  if (except === undefined || caught === undefined || clauses.length > 1) return undefined
  if (/OSError|FileNotFoundError|IOError|EnvironmentError|Exception/.test(caught)) return undefined
  const column = except.text.indexOf(caught) + 1
  const part = {
    line: except.line,
    column,
    endLine: except.line,
    endColumn: column + caught.length,
  }
  return slip(e, 'other-except', part, words.otherExcept(caught))
}

/** `clientConnection.pipe(file)`: what the browser sends would go into the file. */
export const pipeTurnedRound: SlipRule = (e) => {
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
export const opensToWrite: SlipRule = (e) => {
  if (!isPython(e) || !/^3/.test(e.file)) return undefined
  const mode = callsOf(e, 'open')
    .flatMap(({ args }) => args)
    .find(({ value, text }) => /^(?:mode=)?['"]/.test(text) && /^[wax][bt+]*$/.test(value ?? ''))
  return mode && slip(e, 'opens-to-write', mode, words.opensToWrite)
}

/** Where the file is missing, the head with 200 is sent. */
export const foundWithoutFile: SlipRule = (e) => {
  const { failure, check } = e
  const isAbsent = Object.values(check.files).includes(null)
  if (failure.kind !== 'wrong-status' || failure.status !== 200 || !isAbsent) return undefined
  const names = namesWith(e, /HTTP\/1\.[01] 200/)
  const lines = codeLines(e)
  // Where there is no head with 404, it is the head itself that is wrong.
  if (namesWith(e, /HTTP\/1\.[01] 404/).length + sends(e).filter(has404).length === 0)
    return undefined
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
  return foundTooEarly(e, names)
}

/** `connection.sendall(head(200, …))`. */
const has200 = ({ args }: Call) => args.some(({ text }) => /(?<!\d)200(?!\d)/.test(text))
const has404 = ({ args }: Call) => args.some(({ text }) => /(?<!\d)404(?!\d)/.test(text))

/** The head with 200 is sent before anyone knows whether the file is there. */
function foundTooEarly(e: ReadEvidence, names: readonly string[]): Cause | undefined {
  const opened = callsOf(e, 'open', 'createReadStream').find(
    ({ functions }) => functions.length > 0,
  )
  const looks = callsOf(
    e,
    'exists',
    'existsSync',
    'isfile',
    'is_file',
    'stat',
    'statSync',
    'access',
  )
  if (opened === undefined || looks.length > 0) return undefined
  const isStream = lastName(opened) === 'createReadStream'
  const waits = e.outline.calls.some(({ isAwaited, line }) => isAwaited && line >= opened.line)
  const early = sends(e).find(
    (call) =>
      call.functions.join() === opened.functions.join() &&
      (call.line < opened.line || (isStream && !waits)) &&
      (names.some((name) => call.args.some(({ text }) => mentions(text, name))) || has200(call)),
  )
  const name =
    early &&
    (names.find((each) => early.args.some(({ text }) => mentions(text, each))) ??
      early.args[0]?.text)
  if (early === undefined || name === undefined) return undefined
  const told = words.foundTooEarly(name, lastName(opened))
  const cause = slip(e, 'found-too-early', early, told)
  return /^3/.test(e.file) ? { ...cause, screen: 'read' } : cause
}

/** `while data:` in which `data` stays what it is. */
export const samePiece: SlipRule = (e) => {
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
