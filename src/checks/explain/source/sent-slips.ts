import { slipWords } from '../../../words/slips.ts'
import { callsOf, isIn, lastName, type SlipRule, sentText, slip, within, wordsFor } from './slip.ts'

/** Functions of Node that give a Promise, beside those that the program makes itself. */
const promising = /^(?:fs\.|fsp\.)?(?:open|readFile|stat|readdir)$/

const promiseSent: SlipRule = (e) => {
  if (e.language === 'py' || !sentText(e).includes('[object Promise]')) return undefined
  const isAsync = (name: string) =>
    promising.test(name) ||
    e.outline.functions.some((each) => each.isAsync && each.name === name.replace(/^this\./, ''))
  const call = e.outline.calls.find((each) => !each.isAwaited && isAsync(each.name))
  return call && slip(e, 'promise-sent', call, slipWords.node.promiseSent(call.name))
}

/** `${name}` or `{name}` came out of the program as it stands in it. In stage 2 a screen tells how to fill it in. */
const notReplaced: SlipRule = (e) => {
  const cause = holeLeft(e)
  return cause && /^2/.test(e.file) ? { ...cause, screen: 'html-string' } : cause
}

const holeLeft: SlipRule = (e) => {
  const sent = sentText(e) + printedOf(e)
  const holes = [...sent.matchAll(/\$?\{[\w.[\]'"()]+\}/g)].map(([hole]) => hole)
  for (const hole of holes) {
    const string =
      e.outline.strings.find(({ text, form }) => form === 'plain' && text.includes(hole)) ??
      e.outline.strings.find(({ text }) => text.includes(hole))
    if (string === undefined) continue
    const part = within(string, hole)
    if (e.language === 'py') {
      if (hole.startsWith('$'))
        return slip(e, 'not-replaced', part, slipWords.python.plainTemplate(hole))
      if (string.form === 'formatted' || !e.outline.names.includes(/\w+/.exec(hole)?.[0] ?? ''))
        continue
      return slip(e, 'not-replaced', part, slipWords.python.noFormat(hole))
    }
    if (hole.startsWith('$') && string.form === 'plain')
      return slip(e, 'not-replaced', part, slipWords.node.plainTemplate(hole))
    if (
      !hole.startsWith('$') &&
      string.form === 'formatted' &&
      e.outline.names.includes(hole.slice(1, -1))
    )
      return slip(e, 'not-replaced', part, slipWords.node.noDollar(hole))
  }
  return undefined
}

const printedOf = ({ failure }: Parameters<SlipRule>[0]) =>
  'printed' in failure ? `${failure.printed.stdout}\n${failure.printed.stderr}` : ''

const bytesShown: SlipRule = (e) => {
  if (e.language !== 'py' || !/\bb'|\bb"/.test(sentText(e) + printedOf(e))) return undefined
  const call = e.outline.calls.find(({ name, args }) => name === 'str' && args.length === 1)
  const formatted = e.outline.strings.find(
    ({ form, text }) =>
      form === 'formatted' && /\{(?:html|data|body|page|file|content|request|text)\b/.test(text),
  )
  const printed = callsOf(e, 'print').find(({ args }) =>
    args.some(({ text }) => /request|data/.test(text) && !/decode|str\(/.test(text)),
  )
  const part = sentText(e).includes("b'") ? (call ?? formatted) : (call ?? printed ?? formatted)
  return part && slip(e, 'bytes-shown', part, slipWords.python.bytesShown())
}

const functionSent: SlipRule = (e) => {
  const sent = sentText(e)
  const python = /<(?:function|bound method|built-in method) (?:\w+\.)*(\w+)/.exec(sent)?.[1]
  const node =
    e.language === 'py'
      ? undefined
      : /(?:function\s*(\w*)\s*\(|\(\) => |\[native code\])/.exec(sent)?.[0]
  if (python === undefined && node === undefined) return undefined
  const name =
    python ?? e.outline.functions.find(({ name: own }) => own !== '' && sent.includes(own))?.name
  const strings = e.outline.strings.find(
    ({ form, text }) => form === 'formatted' && name !== undefined && text.includes(name),
  )
  const use = e.outline.assignments.find(
    ({ value, text }) =>
      name !== undefined && new RegExp(`\\+ *${name}$|^${name} *\\+`).test(value) && text !== '',
  )
  if (use !== undefined && name !== undefined)
    return slip(
      e,
      'function-sent',
      { ...use, column: use.endColumn - name.length },
      slipWords.functionSent,
    )
  return strings && name !== undefined
    ? slip(e, 'function-sent', within(strings, name), slipWords.functionSent)
    : undefined
}

/** `/r/n`, `\n\r`, or backslashes that were sent themselves. */
const wrongEscape: SlipRule = (e) => {
  const sent = sentText(e)
  const strings = e.outline.strings
  if (sent.includes('/r/n')) {
    const string = strings.find(({ value }) => value.includes('/r/n'))
    return string && slip(e, 'slash-r', within(string, '/r/n'), slipWords.slashR)
  }
  if (/\\r\\n|\\n/.test(sent)) {
    const string = strings.find(({ value }) => /\\r\\n|\\n/.test(value))
    const written =
      string && (/\br['"](?=.*\\r\\n).*/.exec(string.text) ?? /\\\\r\\\\n/.exec(string.text))?.[0]
    if (string !== undefined && written !== undefined)
      return slip(e, 'double-backslash', within(string, written), wordsFor(e).doubleBackslash())
    return string && slip(e, 'double-backslash', string, wordsFor(e).doubleBackslash())
  }
  if (/\n\r(?!\n)/.test(sent)) {
    const string = strings.find(({ value }) => /\n\r/.test(value))
    return string && slip(e, 'wrong-order', within(string, '\\n\\r'), wordsFor(e).wrongOrder())
  }
  return undefined
}

/** Content-Length is counted in characters, or is a number that is written in the program. */
const lengthCounted: SlipRule = (e) => {
  const { failure, outline, language } = e
  if (failure.kind !== 'wrong-length') return undefined
  const { said, characters, bytes } = failure
  const source = e.textOf(e.file) ?? ''
  const line = source.split('\n').findIndex((text) => /content-length/i.test(text))
  if (said === characters && characters < bytes) {
    const count =
      language === 'py'
        ? outline.calls.find(({ name, text }) => name === 'len' && !/encode|bytes/.test(text))
        : undefined
    if (count !== undefined)
      return slip(e, 'characters-counted', count, wordsFor(e).charactersCounted(count.text))
    for (const [i, text] of language === 'py' ? [] : source.split('\n').entries()) {
      const [found] = /[\w$.]+\.length\b/.exec(text) ?? []
      if (found === undefined || (!/content-length/i.test(text) && Math.abs(i - line) > 3)) continue
      const column = text.indexOf(found) + 1
      const part = { line: i + 1, column, endLine: i + 1, endColumn: column + found.length }
      return slip(e, 'characters-counted', part, wordsFor(e).charactersCounted(found))
    }
  }
  const written = outline.strings.find(({ text }) =>
    new RegExp(`content-length:\\s*${said}\\b`, 'i').test(text),
  )
  return (
    written &&
    slip(
      e,
      'length-written',
      within(written, String(said)),
      wordsFor(e).lengthWritten(String(said)),
    )
  )
}

/** A header comes after the empty line. */
const headerInBody: SlipRule = (e) => {
  const sent = sentText(e)
  const name =
    /^HTTP\/[^\n]*\n(?:[\w-]+:[^\n]*\n)*\r?\n((?:Content-|Connection|Date|Server)[\w-]*): \S/i.exec(
      sent,
    )?.[1]
  if (name === undefined || e.failure.kind === 'wrong-status') return undefined
  const string = e.outline.strings.find(({ value }) => value.includes(`${name}:`))
  const told = slipWords.headerInBody(name)
  return string && { ...slip(e, 'header-in-body', within(string, name), told), what: told.what }
}

/** The same Content-Type for every file. */
const oneTypeForAll: SlipRule = (e) => {
  const { failure, check } = e
  if (failure.kind !== 'wrong-field' || failure.name !== 'Content-Type' || !/^[4-6]/.test(e.file))
    return undefined
  const call = callsOf(e, 'send_header', 'sendHeader', 'setHeader').find(
    ({ args }) => args[0]?.value?.toLowerCase() === 'content-type' && args[1]?.kind === 'string',
  )
  const type = call?.args[1]
  return type && check.send?.get !== undefined
    ? slip(e, 'one-type-for-all', type, wordsFor(e).oneTypeForAll(type.value ?? ''))
    : undefined
}

const headSendsBody: SlipRule = (e) => {
  if (
    e.check.send?.method !== 'HEAD' ||
    !['wrong-body', 'malformed', 'wrong-length', 'not-kept', 'answered'].includes(e.failure.kind)
  )
    return undefined
  const own = e.outline.functions.find(
    ({ name, className }) => className && /^do_?HEAD$/.test(name),
  )
  return own && slip(e, 'head-sends-body', within(own, own.name), wordsFor(e).headSendsBody())
}

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

/** A header that is wrong, or that came although the body is not so: where the program sends it. */
const whereSent: SlipRule = (e) => {
  const { failure, outline } = e
  if (
    ![
      'malformed',
      'wrong-field',
      'wrong-status',
      'wrong-coding',
      'wrong-charset',
      'answered',
    ].includes(failure.kind) ||
    !('came' in failure)
  )
    return undefined
  const { bytes, wrong } = failure.came
  const text = Buffer.from(bytes).toString('latin1')
  const start = text.lastIndexOf('\n', Math.max(wrong.start - 1, 0)) + 1
  const end = text.indexOf('\n', Math.max(wrong.start, start))
  const line = Buffer.from(text.slice(start, end < 0 ? undefined : end), 'latin1')
    .toString()
    .trim()
  if (line.length < 4) return undefined
  const name = /^([\w-]+):/.exec(line)?.[1]?.toLowerCase()
  const call = outline.calls.find(
    ({ args, ...each }) =>
      /^(?:send_?[hH]eader|setHeader)$/.test(lastName(each)) &&
      args[0]?.value?.toLowerCase() === name,
  )
  const strings = outline.strings.filter(
    ({ value, functions }) => value.includes(line) && functions !== undefined,
  )
  const status = /^HTTP\/\S+ (\d+)/.exec(line)?.[1]
  const statusCall = outline.calls.find(
    ({ args, ...each }) =>
      /^(?:send_?[rR]esponse|send_?[eE]rror|writeHead)$/.test(lastName(each)) &&
      args[0]?.value === status,
  )
  const [string, ...others] = strings.filter(
    (each) => !outline.calls.some((call) => /print|log/.test(call.name) && isIn(each, call)),
  )
  // Where several are the same, nobody can tell which one was sent.
  if (others.length > 0) return undefined
  const value = latin1(bytes.subarray(wrong.start, wrong.end)).split(';')[0]?.trim() ?? ''
  const [values, ...more] = outline.strings.filter(
    (each) => value.length > 3 && each.value.includes(value),
  )
  const ofValue = failure.kind === 'wrong-field' && more.length === 0 ? values : undefined
  const charset = /charset="?([\w-]+)/i.exec(line)?.[1] ?? 'utf-8'
  const ofCharset = /^utf-?8$/i.test(charset)
    ? undefined
    : outline.strings.find((each) => each.value === charset)
  const part =
    ofCharset ??
    (name === undefined ? statusCall : call) ??
    (string && within(string, line)) ??
    (ofValue && within(ofValue, value))
  return (
    part && {
      id: 'where-sent',
      what: undefined,
      where: slip(e, '', part, { why: '', fix: undefined }).where,
      why: undefined,
      fix: undefined,
    }
  )
}

/** Slips that show in what was sent or printed. */
export const sentSlips: readonly SlipRule[] = [
  promiseSent,
  notReplaced,
  functionSent,
  bytesShown,
  wrongEscape,
  headerInBody,
  lengthCounted,
  headSendsBody,
  oneTypeForAll,
]
/** After all others: where the wrong line of the response stands in the program. */
export const lastSlips: readonly SlipRule[] = [whereSent]
