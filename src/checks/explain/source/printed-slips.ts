import { stepSlipWords as words } from '../../../words/step-slips.ts'
import { queryOf } from './form-slips.ts'
import type { StringPart } from './outline.ts'
import { linesOf, mentions } from './program-text.ts'
import {
  callsOf,
  isIn,
  isPython,
  printedText,
  type ReadEvidence,
  type SlipRule,
  slip,
  within,
} from './slip.ts'

const prints = (e: ReadEvidence) => callsOf(e, 'print', 'log', 'info', 'dir')
const isForm = (e: ReadEvidence) => e.failure.kind === 'wrong-output' && /^6/.test(e.file)

/** `print(piece)` where the request is meant. */
const piecePrinted: SlipRule = (e) => {
  const { failure, check, outline } = e
  if (failure.kind !== 'wrong-output' || check.send?.pieces === undefined) return undefined
  const onData = outline.functions.find(({ name }) => name === 'data')
  const received = isPython(e)
    ? outline.assignments.find(({ value, loops }) => loops > 0 && /\.recv\(/.test(value))?.target
    : onData?.parameters[0]?.replace(/:.*/s, '').trim()
  if (received === undefined) return undefined
  const whole = outline.assignments.find(
    ({ isAdded, value, target }) =>
      target !== received &&
      (isAdded
        ? value === received
        : new RegExp(`^${target.replace(/\W/g, '')} ?\\+ ?${received}$`).test(value)),
  )?.target
  const word = new RegExp(`(?<![\\w.'"])${received}(?!\\w)`)
  const print = prints(e).find(
    (call) =>
      (isPython(e) ? call.loops > 0 : onData !== undefined && isIn(call, onData)) &&
      call.args.some(({ text }) => word.test(text)) &&
      !/\.(?:length|byteLength)\b|\blen\(/.test(call.text),
  )
  const isWholePrinted =
    whole !== undefined && prints(e).some(({ args }) => args.some(({ text }) => text === whole))
  return print && !isWholePrinted
    ? slip(e, 'piece-printed', print, words.piecePrinted(received, whole))
    : undefined
}

/** `print(request)` above the loop that fills it. */
const printedEmpty: SlipRule = (e) => {
  if (e.failure.kind !== 'wrong-output' || !/^[1-3]/.test(e.file)) return undefined
  for (const print of prints(e)) {
    const added = e.outline.assignments.find(
      ({ isAdded, target, line, functions }) =>
        isAdded &&
        line > print.line &&
        functions.join() === print.functions.join() &&
        print.args.some(({ text }) => mentions(text, target)),
    )
    const isAgain = prints(e).some(
      ({ line, args }) =>
        added !== undefined &&
        line > added.line &&
        args.some(({ text }) => mentions(text, added.target)),
    )
    if (added !== undefined && print.loops === 0 && !isAgain)
      return slip(e, 'printed-empty', print, words.printedEmpty(added.target))
  }
  return undefined
}

/** The whole address was taken apart: the path is part of the first name. */
const pathInForm: SlipRule = (e) => {
  if (!isForm(e) || [...queryOf(e)].length === 0) return undefined
  if (!/['"]\/[^'"\n]*\?[^'"\n]*['"]\s*(?::|=>)/.test(printedText(e))) return undefined
  const call = e.outline.calls.find(
    ({ name, args }) =>
      /parse|URLSearchParams|split/i.test(name) &&
      /\b(?:self|this)\.path$/.test(args[0]?.text ?? ''),
  )
  return call && slip(e, 'path-in-form', call, words.pathInForm(isPython(e)))
}

/** A query was sent, and the form is empty. */
const formEmpty: SlipRule = (e) => {
  if (!isForm(e) || [...queryOf(e)].length === 0) return undefined
  if (!/^\{\}\s*$/m.test(printedText(e))) return undefined
  const method = e.outline.functions.find(({ name }) => /^do_?GET$/.test(name))
  const cut = e.outline.assignments.find(
    (each) =>
      /^(?:self|this)\.path$/.test(each.target) && method !== undefined && isIn(each, method),
  )
  if (cut !== undefined) return slip(e, 'query-cut', cut, words.queryCut(cut.target))
  const other =
    /(?:urlparse|urlsplit|new URL)\((?:[^()]|\([^()]*\))*\)\.(path|params|fragment|netloc|pathname|hash|host|href)\b/
  const lines = linesOf(e)
  for (const [i, text] of lines.entries()) {
    const part = other.exec(text)?.[1]
    if (part === undefined || /^\s*(?:#|\/\/)/.test(text)) continue
    const column = text.search(other) + (other.exec(text)?.[0].length ?? 0) - part.length + 1
    const place = { line: i + 1, column, endLine: i + 1, endColumn: column + part.length }
    return slip(
      e,
      'other-part',
      place,
      words.otherPartParsed(part, isPython(e) ? '.query' : '.search'),
    )
  }
  return undefined
}

const paramsPrinted: SlipRule = (e) => {
  if (!isForm(e) || !/^URLSearchParams \{/m.test(printedText(e))) return undefined
  const params = e.outline.assignments
    .filter(({ value }) => /searchParams|URLSearchParams/.test(value))
    .map(({ target }) => target)
  const print = prints(e).find(({ args }) =>
    args.some(({ text }) => params.includes(text) || /[sS]earchParams/.test(text)),
  )
  return print && slip(e, 'params-printed', print, words.paramsPrinted)
}

/** What was printed below the path: there the query stands as it came. */
const withoutPath = (e: ReadEvidence) =>
  printedText(e)
    .split('\n')
    .filter((line) => !line.includes('.html?'))
    .join('\n')

/** The raw values of the query are printed, with their `+` and `%`. */
const notDecoded: SlipRule = (e) => {
  if (!isForm(e)) return undefined
  const raw = ((e.check.send?.get ?? '').split('?')[1] ?? '')
    .split('&')
    .map((pair) => pair.split('=')[1] ?? '')
  const text = withoutPath(e)
  const decoders = callsOf(
    e,
    ...(isPython(e) ? ['unquote'] : ['decodeURIComponent', 'decodeURI', 'unescape']),
  )
  const [decode] = decoders
  const split = callsOf(e, 'split').find(({ args }) => args[0]?.value === '&')
  const plus = raw.find(
    (value) => value.includes('+') && text.includes(value.replaceAll('%20', ' ')),
  )
  if (plus !== undefined && decode !== undefined)
    return slip(
      e,
      'plus-kept',
      within(decode, decode.name),
      words.plusKept(decode.name, isPython(e)),
    )
  const isRaw = raw.some((value) => /[+%]/.test(value) && text.includes(value))
  if (isRaw && split !== undefined)
    return slip(e, 'not-decoded', split, words.notDecoded(isPython(e)))
  const who = queryOf(e).get('firstname') ?? ''
  const isCut = who.includes('&') && text.includes(`${who.split('&')[0]}, `)
  const early = decode ?? callsOf(e, 'unquote_plus')[0]
  return isCut && early !== undefined
    ? slip(e, 'decoded-first', within(early, early.name), words.decodedFirst(isPython(e)))
    : undefined
}

/** A sentence for somebody without a name begins with another word. */
const otherName: SlipRule = (e) => {
  const food = queryOf(e).get('food') ?? ''
  const sentence = words.sentences[food]
  if (!isForm(e) || sentence === undefined || queryOf(e).has('firstname')) return undefined
  const rest = `, ${sentence}`
  const line = printedText(e)
    .split(/\r?\n/)
    .find((each) => each.endsWith(rest))
  if (line === undefined) return undefined
  const name = line.slice(0, -rest.length)
  // Any name will do that is one.
  if (!/^\s*(?:undefined|null|None|NaN|nan)?$|^\[|^.$/.test(name)) return undefined
  const lines = linesOf(e)
  const string = e.outline.strings.find(
    ({ value, line: at }) => value === name && /first_?name/i.test(lines[at - 1] ?? ''),
  )
  return string && slip(e, 'other-default', string, words.otherName(name))
}

/** The form that was printed holds a text for a name, and no list. */
const textNotList: SlipRule = (e) => {
  if (!isForm(e) || isPython(e) || !/^\{ \w+: '[^\n]*\}\s*$/m.test(printedText(e))) return undefined
  const made = callsOf(e, 'fromEntries')[0]
  const kept = e.outline.assignments.find(
    ({ target, value, functions }) =>
      functions.length > 0 && /^\w+\[\w+\]$/.test(target) && !/[[(]/.test(value),
  )
  const part = made ?? kept
  return part && slip(e, 'text-not-list', part, words.textNotList)
}

/** Two values were sent, and one was kept. */
const lastValue: SlipRule = (e) => {
  const values = queryOf(e).getAll('food')
  if (!isForm(e) || values.length < 2) return undefined
  const set = callsOf(e, 'set').find(({ args }) =>
    /^\[\s*[\w.]+(?:\(.*\))?\s*\]$/.test(args[1]?.text ?? ''),
  )
  const assigned = e.outline.assignments.find(
    ({ target, value, isAdded }) =>
      !isAdded && /^\w+\[\w+\]$/.test(target) && /^\[\s*\w+(?:\(.*\))?\s*\]$/.test(value),
  )
  const part = set ?? assigned
  return part && slip(e, 'last-value', part, words.lastValue)
}

/** Empty values are in the form. */
const emptyKept: SlipRule = (e) => {
  const isSent = [...queryOf(e)].some(([, value]) => value === '')
  if (!isForm(e) || !isSent || !/\[ ?(?:''|"") ?\]/.test(printedText(e))) return undefined
  const argument = e.outline.calls
    .flatMap(({ args }) => args)
    .find(({ text }) => /^keep_blank_values=/.test(text))
  const call = callsOf(e, 'set', 'push', 'append', 'setdefault', 'getAll')[0]
  const assigned = e.outline.assignments.find(({ target }) => /^\w+\[\w+\]$/.test(target))
  const part = argument ?? call ?? assigned
  return part && slip(e, 'empty-kept', part, words.emptyKept(isPython(e)))
}

/** The fixed words of a string, without what is put into it. */
const fixedParts = ({ value }: StringPart) => value.split('{}').filter((part) => part.length > 6)

/** A GET is asked for its body, which it has not. */
const bodyOfGet: SlipRule = (e) => {
  if (!isForm(e) || [...queryOf(e)].length === 0) return undefined
  const call = e.outline.calls.find(({ name }) => /\brfile\.(?:on|once|read|readline)$/.test(name))
  return call && slip(e, 'body-of-get', call, words.bodyOfGet)
}

/** `form.get('firstname', 'Somebody')[0]`: the first letter of a string. */
const firstLetter: SlipRule = (e) => {
  if (!isForm(e) || queryOf(e).has('firstname')) return undefined
  const call = callsOf(e, 'get').find(
    ({ args }) => args[0]?.value === 'firstname' && args[1]?.kind === 'string',
  )
  const name = call?.args[1]
  return name?.value !== undefined &&
    new RegExp(`^${name.value.slice(0, 1)}, `, 'm').test(printedText(e))
    ? slip(e, 'first-letter', name, words.firstLetter(name.value))
    : undefined
}

/** Bytes are made text piece by piece. */
const pieceDecoded: SlipRule = (e) => {
  if (isPython(e) || e.failure.kind !== 'wrong-output' || !printedText(e).includes('\u{fffd}'))
    return undefined
  if (callsOf(e, 'setEncoding').length > 0) return undefined
  const onData = e.outline.functions.find(({ name }) => name === 'data')
  const added = e.outline.assignments.find(
    (each) => each.isAdded && onData !== undefined && isIn(each, onData),
  )
  return added && slip(e, 'piece-decoded', added, words.pieceDecoded)
}

/** `form['food'][1]`: the second value. */
const secondValue: SlipRule = (e) => {
  if (!isForm(e) || queryOf(e).getAll('food').length !== 1) return undefined
  const made = e.outline.assignments.find(({ value }) =>
    /['"](?:food|firstname)['"].*\[\s*1\s*\]$/.test(value),
  )
  const index = made && /\[\s*1\s*\]$/.exec(made.text)?.[0]
  return made && index !== undefined
    ? slip(e, 'second-value', within(made, index), words.secondValue)
    : undefined
}

/** `parse_qs(…)` on a line where nothing is done with what it gives back. */
const resultUnused: SlipRule = (e) => {
  if (!isForm(e) || [...queryOf(e)].length === 0) return undefined
  const call = e.outline.calls.find(({ name, isAlone }) => isAlone && /^parse_?[qQ]s$/.test(name))
  return call && slip(e, 'result-unused', call, words.formUnused(call.name))
}

/** `'firstname, call …'`: the name of the variable was printed. */
const nameInQuotes: SlipRule = (e) => {
  if (!isForm(e)) return undefined
  const string = e.outline.strings.find(
    ({ value, form }) =>
      form === 'plain' &&
      /^\w+, /.test(value) &&
      e.outline.names.includes(/^\w+/.exec(value)?.[0] ?? '') &&
      printedText(e).includes(value),
  )
  const name = /^\w+/.exec(string?.value ?? '')?.[0]
  return string && name !== undefined
    ? slip(e, 'name-in-quotes', within(string, name), words.variableInQuotes(name, isPython(e)))
    : undefined
}

/** The right name, and another sentence. */
const otherSentence: SlipRule = (e) => {
  const wanted = e.check.expect.output?.contains
  if (!isForm(e) || wanted === undefined) return undefined
  const start = wanted.slice(0, wanted.indexOf(', '))
  const lines = printedText(e).split(/\r?\n/)
  const line = lines.find(
    (each) =>
      each.startsWith(start) &&
      each.length > start.length + 2 &&
      !Object.values(words.sentences).some((sentence) => each.endsWith(`, ${sentence}`)),
  )
  if (line === undefined) return undefined
  const string = e.outline.strings.find((each) => {
    const parts = fixedParts(each)
    return parts.length > 0 && parts.every((part) => line.includes(part))
  })
  return string && slip(e, 'other-sentence', string, words.otherSentence(line, wanted))
}

/** A sentence that nobody asked for stands below `else`. */
const elseForAll: SlipRule = (e) => {
  const food = Object.keys(words.sentences).find((each) =>
    printedText(e).includes(`, ${words.sentences[each]}`),
  )
  if (!isForm(e) || e.check.expect.output?.lacks === undefined || food === undefined)
    return undefined
  const lines = linesOf(e)
  const depth = (text = '') => text.search(/\S/)
  for (const print of prints(e)) {
    const above = lines.slice(0, print.line - 1)
    const at = above.findLastIndex((text) => /\S/.test(text) && depth(text) < print.column - 1)
    const text = lines[at] ?? ''
    const [word] = /(?<=^\s*(?:\}\s*)?)else(?=\s*[:{]\s*$)/.exec(text) ?? []
    if (word === undefined) continue
    const before = above.findLast((line) => /\bif\b.*['"]\w+['"]/.test(line))
    const test = /\bif\b (.*?)(['"])(?:Pizza|Tacos|Salad)\2(\)?)/.exec(before ?? '')
    const wanted = test ? `${test[1]}'${food}'${test[3]}` : undefined
    const column = text.indexOf(word) + 1
    const part = { line: at + 1, column, endLine: at + 1, endColumn: column + word.length }
    return slip(e, 'else-for-all', part, words.elseForAll(wanted, isPython(e)))
  }
  return undefined
}

/** Slips in what the program prints, seen in what it printed. */
export const printedSlips: readonly SlipRule[] = [
  piecePrinted,
  printedEmpty,
  pathInForm,
  formEmpty,
  paramsPrinted,
  notDecoded,
  elseForAll,
  otherName,
  textNotList,
  lastValue,
  emptyKept,
  bodyOfGet,
  firstLetter,
  pieceDecoded,
  secondValue,
  resultUnused,
  nameInQuotes,
  otherSentence,
]
