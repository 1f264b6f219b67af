import { slipWords as words } from '../../../words/slips.ts'
import { nearestName } from '../nearest-name.ts'
import type { Call } from './outline.ts'
import { linesOf } from './program-text.ts'
import {
  callsOf,
  isIn,
  lastName,
  printedText,
  type ReadEvidence,
  type SlipRule,
  slip,
  within,
} from './slip.ts'

/** The query that the check sent, as names and values. */
export const queryOf = ({ check }: ReadEvidence) =>
  new URLSearchParams((check.send?.get ?? '').split('?')[1] ?? '')

const isForm = (e: ReadEvidence) => /^6/.test(e.file) && e.failure.kind === 'wrong-output'

/** Strings of the program that are no sentence and no path. */
const wordsIn = (e: ReadEvidence) =>
  e.outline.strings.filter(({ value, form }) => form !== 'bytes' && /^[\w-]+$/.test(value))

/** `'Taco'` where the browser sends `Tacos`. */
const otherFood: SlipRule = (e) => {
  const food = queryOf(e).get('food')
  if (!isForm(e) || food === null || wordsIn(e).some(({ value }) => value === food))
    return undefined
  const written = wordsIn(e).find(({ value }) => nearestName(value, [food]) !== undefined)
  return written && slip(e, 'other-value', written, words.otherFood(written.value, food))
}

/** `'first_name'` where the form field is called `firstname`. */
const otherField: SlipRule = (e) => {
  if (!isForm(e)) return undefined
  const source = e.textOf(e.file) ?? ''
  for (const name of ['firstname', 'food']) {
    if (!queryOf(e).has(name) || new RegExp(`(['"])${name}\\1|\\.${name}\\b`).test(source)) continue
    const written = wordsIn(e).find(({ value }) => nearestName(value, [name]) !== undefined)
    if (written !== undefined)
      return slip(e, 'other-field', written, words.otherFieldName(written.value, name))
  }
  return undefined
}

/** A list is compared, or printed, where its first value is meant. */
const listForValue: SlipRule = (e) => {
  if (!isForm(e)) return undefined
  const isList = e.language === 'py' ? /\['John'\], / : /^John,John, /m
  for (const name of ['food', 'firstname']) {
    if (!queryOf(e).has(name)) continue
    const made = e.outline.assignments.find(
      ({ value, text }) =>
        // `const [food] = form.food` takes the first.
        !/^\[/.test(text) &&
        new RegExp(`^form(?:\\.get\\(\\s*|\\[|\\.|\\?\\.)['"]?${name}\\b`).test(value) &&
        !/\[\s*-?\d+\s*\](?!\s*['"])|\.at\(|\.pop\(|\.shift\(/.test(value),
    )
    if (made === undefined || (name === 'firstname' && !isList.test(printedText(e)))) continue
    // Where the form holds strings, that is what is wrong.
    if (holdsStrings(e)) continue
    return slip(e, 'list-for-a-value', made, words.listNotValue(name))
  }
  return undefined
}

/** The form was printed, and has a string for each name. */
const holdsStrings = (e: ReadEvidence) => {
  const food = queryOf(e).get('food')
  return food !== null && new RegExp(`\\bfood['"]?: ?['"]${food}['"]`).test(printedText(e))
}

const oneValueEach: SlipRule = (e) => {
  if (!isForm(e) || !holdsStrings(e)) return undefined
  const forms = e.outline.assignments.filter(
    ({ target, value }) => /form|params|data|query/i.test(target) && /\(/.test(value),
  )
  const made = forms.find(({ value }) => /fromEntries|parse_qsl|dict\(/.test(value)) ?? forms.at(-1)
  return made && slip(e, 'one-value-each', made, words.oneValueEach(e.language === 'py'))
}

const objectPrinted: SlipRule = (e) => {
  if (e.failure.kind !== 'wrong-output' || !printedText(e).includes('[object Object]'))
    return undefined
  const call = callsOf(e, 'log', 'info').find(({ args }) =>
    args.some(({ text }) => /\+|\$\{/.test(text)),
  )
  return call && slip(e, 'object-printed', call, words.objectPrinted)
}

/** `path.split('?')[-1]` is the path where there is no `?`. */
const pathAsForm: SlipRule = (e) => {
  if (!isForm(e) || (e.check.send?.get ?? '').includes('?')) return undefined
  const lines = linesOf(e)
  for (const [i, text] of lines.entries()) {
    const found =
      /[\w.]*path\b.*?(?:split\(\s*['"]\?['"][^)]*\)\s*(?:\[-1\]|\.at\(-1\)|\.pop\(\))|partition\(['"]\?['"]\)\s*\[-1\])/.exec(
        text,
      ) ??
      /parse_qsl?\(\s*(?:self\.path|this\.path)\s*\)|URLSearchParams\(\s*this\.path\s*\)/.exec(text)
    if (found === null || /^\s*(?:#|\/\/)/.test(text)) continue
    const column = found.index + 1
    const part = { line: i + 1, column, endLine: i + 1, endColumn: column + found[0].length }
    return slip(e, 'path-as-form', part, words.pathAsForm(e.language === 'py'))
  }
  return undefined
}

/** The function for GET, and its call of the parent's. */
function getOf(e: ReadEvidence) {
  const wanted = e.language === 'py' ? 'do_GET' : 'doGET'
  const method = e.outline.functions.find(({ name, className }) => className && name === wanted)
  const parent = e.outline.calls.find(
    (call) =>
      method !== undefined &&
      isIn(call, method) &&
      (/^super/.test(call.name) || call.name.endsWith(`HTTPRequestHandler.${wanted}`)) &&
      lastName(call) === wanted,
  )
  return { method, parent }
}

/** A line of the learner's, from its first letter to its last. */
function wholeLine(e: ReadEvidence, line: number) {
  const text = linesOf(e)[line - 1] ?? ''
  const column = text.length - text.trimStart().length + 1
  return { text, part: { line, column, endLine: line, endColumn: text.trimEnd().length + 1 } }
}

/** `return` stands before the call that sends the page. */
const returnBeforeSuper: SlipRule = (e) => {
  if (!['hung', 'unanswered', 'left-open', 'not-kept'].includes(e.failure.kind)) return undefined
  const { method, parent } = getOf(e)
  if (method === undefined || parent === undefined) return undefined
  for (let line = method.line + 1; line < parent.line; line += 1) {
    const { text, part } = wholeLine(e, line)
    if (!/^\s*(?:\} else )?(?:if\b.*)?\breturn\b/.test(text)) continue
    return slip(e, 'return-before-super', part, words.returnBeforeSuper(`${parent.name}()`))
  }
  return undefined
}

/** A line that prints stands right below a `return` of the same depth. */
const neverReached: SlipRule = (e) => {
  if (e.failure.kind !== 'wrong-output') return undefined
  const { outline } = e
  const print = callsOf(e, 'print', 'log', 'info').find((call: Call) => {
    const own = wholeLine(e, call.line)
    const above = wholeLine(e, call.line - 1)
    return /^\s*return\b/.test(above.text) && above.part.column === own.part.column
  })
  if (print === undefined || outline.functions.length === 0) return undefined
  const isParent = /return\s+(?:await\s+)?super/.test(wholeLine(e, print.line - 1).text)
  return slip(
    e,
    'never-reached',
    print,
    isParent ? words.neverReachedAfterSuper(e.language === 'py') : words.neverReached,
  )
}

/** `self.path = …` before the parent class sends the page. */
const pathChanged: SlipRule = (e) => {
  if (e.failure.kind !== 'wrong-body' && e.failure.kind !== 'wrong-status') return undefined
  // Where a query is in the way, that is what to tell.
  if ((e.check.send?.get ?? '').includes('?')) return undefined
  const { method, parent } = getOf(e)
  if (method === undefined || parent === undefined) return undefined
  const changed = e.outline.assignments.find(
    (each) =>
      /^(?:self|this)\.path$/.test(each.target) && isIn(each, method) && each.line < parent.line,
  )
  return (
    changed &&
    slip(e, 'path-changed', within(changed, changed.text), words.pathChanged(changed.target))
  )
}

/** Slips in how a form is read, and in the function for GET. */
export const formSlips: readonly SlipRule[] = [
  neverReached,
  returnBeforeSuper,
  pathChanged,
  pathAsForm,
  objectPrinted,
  oneValueEach,
  listForValue,
  otherFood,
  otherField,
]
