import type { Message } from '../../http/message.ts'
import {
  type DecodedForm,
  type DecodedPair,
  type DecodedText,
  decodeForm,
} from '../../notes/decode.ts'
import { oddityWords } from '../../notes/oddity-words.ts'
import type { DecodedPart } from '../../notes/parts.ts'
import { pageWireWords } from '../../words/page-wire.ts'
import { viewWords } from '../../words/views.ts'
import type { FormDetail, FormRow, FormText } from '../protocol.ts'
import { hexText, shownText } from './shown.ts'

const { steps: words } = pageWireWords
const { forms } = viewWords

/** As much of a value, and of a whole form, as is shown in a step. */
const longest = { value: 400, raw: 4000, hex: 64 }

/** The forms that a request carries, each from its bytes to the letters that were typed. Pure. */
export function formDetails(request: Message): FormDetail[] {
  return decodeForm(request).map((form) =>
    form.type === 'pairs' ? pairsDetail(form) : partsDetail(form),
  )
}

type Step = FormDetail['steps'][number]
type Of = (text: DecodedText) => Uint8Array

const raw: Of = ({ raw }) => raw
const spaced: Of = ({ raw, spaced }) => spaced ?? raw
const decoded: Of = ({ raw, spaced, bytes }) => bytes ?? spaced ?? raw
const isBeyondAscii = (text: DecodedText) => decoded(text).some((byte) => byte >= 0x80)

function pairsDetail(form: DecodedForm & { type: 'pairs' }): FormDetail {
  const { pairs, more } = form
  const texts = pairs.flatMap(({ name, value }) => (value === undefined ? [name] : [name, value]))
  const asText = (of: Of) => (text: DecodedText) => shownText(of(text).subarray(0, longest.value))
  const asBytes = (text: DecodedText) =>
    isBeyondAscii(text) ? hexText(decoded(text), longest.hex) : asText(decoded)(text)
  const steps: Step[] = [
    { words: words.raw(form.raw.length), rows: [whole(form.raw)] },
    step(words.split(pairs.length + more), pairs, asText(raw)),
  ]
  if (texts.some((text) => text.spaced !== undefined))
    steps.push(step(words.spaces, pairs, asText(spaced), asText(raw)))
  if (texts.some((text) => text.bytes !== undefined))
    steps.push(step(words.bytes, pairs, asBytes, asText(spaced)))
  if (texts.some(isBeyondAscii)) steps.push(step(words.utf8, pairs, asText(decoded), asBytes))
  else if (steps.length === 2) steps.push(step(words.none, pairs, asText(decoded)))
  const warnings = pairs.flatMap(oddityWords)
  return {
    title: forms.title[form.in],
    steps,
    warnings: more === 0 ? warnings : [...warnings, words.more(more)],
  }
}

const whole = (bytes: Uint8Array): FormRow => ({
  name: undefined,
  value: { text: shownText(bytes.subarray(0, longest.raw)), isChanged: false },
})

/** A step of all pairs. `before`: the text that a name or a value had until then. */
function step(
  said: string,
  pairs: readonly DecodedPair[],
  now: (text: DecodedText) => string,
  before = now,
): Step {
  const cell = (text: DecodedText): FormText => ({
    text: now(text),
    isChanged: now(text) !== before(text),
  })
  return {
    words: said,
    rows: pairs.map(({ name, value }) => ({
      name: cell(name),
      value: value === undefined ? undefined : cell(value),
    })),
  }
}

function partsDetail({ boundary, parts, more }: DecodedForm & { type: 'parts' }): FormDetail {
  return {
    title: forms.partsTitle,
    steps: [{ words: words.parts(parts.length + more, boundary), rows: parts.map(partRow) }],
    warnings: more === 0 ? [] : [words.moreParts(more)],
  }
}

function partRow({ name, filename, type, data, text }: DecodedPart): FormRow {
  const file = filename === undefined ? '' : ` (${forms.file(type)})`
  const value =
    data.length === 0
      ? filename === ''
        ? forms.noFile
        : forms.empty
      : text === undefined
        ? hexText(data, longest.hex)
        : shownText(data.subarray(0, longest.value))
  return {
    name: { text: `${shownText(name ?? forms.noName)}${file}`, isChanged: false },
    value: { text: value, isChanged: false },
  }
}
