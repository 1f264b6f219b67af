import type { Language } from '../../course/language.ts'
import { renderCode } from '../draw/code.ts'
import { renderProse } from '../draw/prose.ts'
import type { Look } from '../draw/theme.ts'
import { visibleText } from '../draw/visible.ts'

/** A path that terminals which know links (OSC 8) open when it is clicked. */
export function fileLink(shown: string, path: string, { coloured, symbols }: Look): string {
  const text = visibleText(shown, symbols)
  if (!coloured) return text
  const url = new URL(`file://${encodeURI(path.replaceAll('\\', '/'))}`)
  return `\x1b]8;;${url.href}\x1b\\${text}\x1b]8;;\x1b\\`
}

/** How a run of the checks came about, and how long it took. */
export interface Verdict {
  /** When the file was saved; undefined where a key was pressed. */
  readonly saved: Date | undefined
  /** Milliseconds from there to the last result. */
  readonly took: number
}

/** The line under the results: when that was and how long it took. */
export function renderVerdict({ saved, took }: Verdict, { paint }: Look): string {
  const time = took < 1000 ? `${Math.round(took)} ms` : `${(took / 1000).toFixed(1)} s`
  const words =
    saved === undefined ? `checked in ${time}` : `saved ${clock(saved)}, checked in ${time}`
  return paint('dim', words)
}

/** Hours, minutes and seconds of a day. */
const clock = (at: Date) =>
  [at.getHours(), at.getMinutes(), at.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')

/** A hint, with its number among those there are. */
export const renderHint = (hint: string, number: number, of: number, look: Look): string[] => [
  look.paint('accent', `hint ${number} of ${of}`),
  ...renderProse(hint, look),
]

/** A whole program with the numbers of its lines. */
export function renderProgram(
  text: string,
  file: string,
  language: Language,
  look: Look,
): string[] {
  const lines = text.trimEnd().split('\n')
  const numbers = lines.map((_line, i) => i + 1)
  return renderCode({ type: 'code', language, origin: { file, numbers }, lines, labels: [] }, look)
}
