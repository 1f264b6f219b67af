import { counted } from '../../notes/bytes.ts'
import type { DecodedPair, DecodedText, Oddity } from '../../notes/decode.ts'
import type { Symbols } from '../draw/symbols.ts'
import { visible } from '../draw/visible.ts'

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
  const ofName = isEncoded(name) ? textSteps(name, 'the name', symbols) : []
  return [...ofName, ...(value === undefined ? [] : valueSteps(value, symbols))]
}

function valueSteps(value: DecodedText, symbols: Symbols): Step[] {
  if (value.raw.length === 0)
    return [{ text: '(nothing)', words: 'left empty, and sent all the same' }]
  return textSteps(value, undefined, symbols)
}

const isEncoded = ({ raw, spaced, bytes }: DecodedText) =>
  spaced !== undefined || bytes !== undefined || raw.some((byte) => byte >= 0x80)

function textSteps(value: DecodedText, what: string | undefined, symbols: Symbols): Step[] {
  const { raw, spaced, bytes } = value
  const of = what === undefined ? '' : `${what}, `
  const show = (one: Uint8Array) => visible(one.subarray(0, longestText), symbols).text
  if (!isEncoded(value))
    return [{ text: show(raw), words: `${of}${counted(raw.length)}, nothing to decode` }]
  const decoded = bytes ?? spaced ?? raw
  const beyondAscii = decoded.some((byte) => byte >= 0x80)
  const isUtf8 = !value.oddities.some(({ type }) => type === 'not-utf8')
  return [
    { text: show(raw), words: `${of}${counted(raw.length)} as sent` },
    ...(spaced === undefined ? [] : [{ text: show(spaced), words: 'a space for every +' }]),
    ...(bytes === undefined
      ? []
      : [
          {
            text: beyondAscii ? hexText(bytes, symbols) : show(bytes),
            hex: beyondAscii,
            words: `${counted(bytes.length)}: one for every %XX`,
          },
        ]),
    ...(beyondAscii && isUtf8
      ? [
          {
            text: show(decoded),
            words: `${counted([...value.text].length, 'character')}, read as UTF-8`,
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

/** What is unusual about a pair, in words. */
export function oddityWords({ name, value }: DecodedPair): string[] {
  return [
    ...(value === undefined
      ? ['there is no =, so all of it is the name, and the value is empty']
      : []),
    ...[...name.oddities, ...(value?.oddities ?? [])].map(wordsFor),
  ]
}

function wordsFor(oddity: Oddity): string {
  switch (oddity.type) {
    case 'bad-percent':
      return `${oddity.text} is no % with two hexadecimal digits, so it stays as it is`
    case 'not-utf8':
      return 'these bytes are not UTF-8: the form stood on a page of another charset, or of none'
    case 'entities': {
      const found = oddity.found.map(({ text, means }) => `${text} stands for ${means}`).join(', ')
      return `${found}: the page named no charset that has them, so the browser wrote their numbers. Send the page with 'Content-Type: text/html; charset=utf-8'.`
    }
  }
}
