import type { DecodedPair, DecodedText } from '../../notes/decode.ts'
import { viewWords } from '../../words/views.ts'
import { visible } from '../../words/visible.ts'
import type { Symbols } from '../draw/symbols.ts'

const { forms, steps } = viewWords

/** What a value is after a step, and what the step did. */
export interface Step {
  readonly text: string
  readonly words: string
  /** The text is bytes in hex: where it is folded, a byte stays whole. */
  readonly hex?: boolean
}

/** As much of a value as is shown, and bytes of it in hex. */
const longestText = 400
const longestHex = 48

/** The steps of a pair: those of its name, where that is encoded, and those of its value. */
export function stepsOf({ name, value }: DecodedPair, symbols: Symbols): Step[] {
  const ofName = isEncoded(name) ? textSteps(name, true, symbols) : []
  return [...ofName, ...(value === undefined ? [] : valueSteps(value, symbols))]
}

function valueSteps(value: DecodedText, symbols: Symbols): Step[] {
  if (value.raw.length === 0) return [{ text: forms.nothing, words: forms.emptyButSent }]
  return textSteps(value, false, symbols)
}

const isEncoded = ({ raw, spaced, bytes }: DecodedText) =>
  spaced !== undefined || bytes !== undefined || raw.some((byte) => byte >= 0x80)

function textSteps(value: DecodedText, isName: boolean, symbols: Symbols): Step[] {
  const { raw, spaced, bytes } = value
  const show = (one: Uint8Array) => visible(one.subarray(0, longestText), symbols).text
  if (!isEncoded(value)) return [{ text: show(raw), words: steps.none(raw.length, isName) }]
  const decoded = bytes ?? spaced ?? raw
  const beyondAscii = decoded.some((byte) => byte >= 0x80)
  const isUtf8 = !value.oddities.some(({ type }) => type === 'not-utf8')
  return [
    { text: show(raw), words: steps.raw(raw.length, isName) },
    ...(spaced === undefined ? [] : [{ text: show(spaced), words: steps.spaces }]),
    ...(bytes === undefined
      ? []
      : [
          {
            text: beyondAscii ? hexText(bytes, symbols) : show(bytes),
            hex: beyondAscii,
            words: steps.bytes(bytes.length),
          },
        ]),
    ...(beyondAscii && isUtf8
      ? [
          {
            text: show(decoded),
            words: steps.utf8([...value.text].length),
          },
        ]
      : []),
  ]
}

/** Bytes in hex, as far as they are shown. */
export function hexText(bytes: Uint8Array, symbols: Symbols): string {
  const hex = Array.from(bytes.subarray(0, longestHex), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join(' ')
  return bytes.length > longestHex ? `${hex} ${symbols.ellipsis}` : hex
}
