import { slipWords as words } from '../../../words/slips.ts'
import { queryOf } from './form-slips.ts'
import type { Call } from './outline.ts'
import { placeOf } from './program-text.ts'
import { callsOf, isPython, printedText, type ReadEvidence, type SlipRule, slip } from './slip.ts'

const isForm = (e: ReadEvidence) => /^6/.test(e.file) && e.failure.kind === 'wrong-output'

/** How a program reads a field of the form, with no index behind it. `get` of JavaScript gives one value. */
const fieldRead = (name: string, e: ReadEvidence) => {
  const get = isPython(e)
    ? `\\.get\\(['"]${name}['"](?:, ?\\[[^\\]]*\\])?\\)`
    : `\\.getAll\\(['"]${name}['"]\\)`
  return `(?<![\\w$.])\\w+(?:\\[['"]${name}['"]\\]|\\.${name}\\b|${get})(?!\\s*[[(.?\\w])`
}

/** The first value of a field, also where a request does not have it. */
function firstOf(field: string, instead: string, e: ReadEvidence): string {
  if (isPython(e))
    return field
      .replace(
        /(?:\[(['"]\w+['"])\]|\.get\((['"]\w+['"])\))$/,
        (_all, a, b) => `.get(${a ?? b}, ['${instead}'])`,
      )
      .concat('[0]')
  const first = `${field}${field.endsWith(')') ? '' : '?.'}[0]`
  return instead === '' ? first : `${first} ?? '${instead}'`
}

/** The form was printed, and has a list for each name. */
const holdsLists = (e: ReadEvidence, name: string) =>
  new RegExp(`\\b${name}['"]?: ?\\[`).test(printedText(e))

/** `form['food'] == 'Pizza'`, where the form has a list for each name. */
const listCompared: SlipRule = (e) => {
  const food = queryOf(e).get('food')
  if (!isForm(e) || food === null || !/^\w+$/.test(food)) return undefined
  const place = placeOf(e, new RegExp(`(${fieldRead('food', e)}) *===? *(['"\`])${food}\\2`))
  const field = place?.found[1]
  if (place === undefined || field === undefined) return undefined
  if (!/\.getAll\(/.test(field) && !holdsLists(e, 'food')) return undefined
  return slip(e, 'list-compared', place, words.listCompared(field, firstOf(field, '', e)))
}

/** `print(form['firstname'], …)`: a list was printed with its brackets. */
const listPrinted: SlipRule = (e) => {
  const name = queryOf(e).get('firstname')
  if (!isForm(e) || name === null || !/^\w+$/.test(name)) return undefined
  if (!new RegExp(`^\\[ ?['"]${name}['"] ?\\] ?, `, 'm').test(printedText(e))) return undefined
  const place = placeOf(
    e,
    new RegExp(`(?:\\bprint|\\.(?:log|info))\\(.*?(${fieldRead('firstname', e)})`),
  )
  const field = place?.found[1]
  return place && field !== undefined
    ? slip(e, 'list-printed', place, words.listPrinted(field, firstOf(field, 'Somebody', e)))
    : undefined
}

/** `print(name, ', call …')`: what is printed with a comma between has a space between. */
const commaPrinted: SlipRule = (e) => {
  const wanted = e.check.expect.output?.contains
  if (e.failure.kind !== 'wrong-output' || wanted === undefined) return undefined
  const lines = printedText(e).split(/\r?\n/)
  if (!lines.some((line) => line.includes(' , ') && line.replace(' , ', ', ').includes(wanted)))
    return undefined
  const behind = wanted.slice(wanted.indexOf(', '))
  const isMeant = ({ args }: Call) => args.some(({ value }, i) => i > 0 && value === behind)
  const call = callsOf(e, 'print', 'log', 'info').find(isMeant)
  if (call === undefined) return undefined
  const joined = `${call.name}(${call.args.map(({ text }) => text).join(' + ')})`
  return slip(e, 'comma-printed', call, words.commaPrinted(isPython(e), joined))
}

/** Slips in which a list of values stands for one of them, and a comma for a sign of its own. */
export const listSlips: readonly SlipRule[] = [listCompared, listPrinted, commaPrinted]
