import stringWidth from 'fast-string-width'
import type { Finding } from '../../doctor/facts.ts'
import { doctorWords } from '../../words/doctor.ts'
import { wrap } from '../draw/columns.ts'
import type { Theme, Tone } from '../draw/theme.ts'

const tones: Record<Finding['state'], Tone> = { ok: 'good', warning: 'warning', missing: 'error' }
/** Columns of words; where there are fewer, they stand below. */
const narrowest = 28
const stateWidth = Math.max(...Object.values(doctorWords.state).map((word) => stringWidth(word)))

/** A line for each finding: a mark, a word, what it is about; what to do stands below. */
export function renderFindings(findings: readonly Finding[], theme: Theme): string[] {
  const { symbols, paint } = theme
  const marks = symbols.linear
    ? { ok: '', warning: '', missing: '' }
    : { ok: symbols.done, warning: '!', missing: symbols.wrong }
  const markWidth = Math.max(...Object.values(marks).map((mark) => stringWidth(mark)))
  const aboutWidth = Math.max(...findings.map(({ about }) => about.length), 0)
  const beside = markWidth + stateWidth + aboutWidth + 5
  const isNarrow = theme.columns - beside < narrowest
  const indent = isNarrow ? markWidth + 2 : beside
  const columns = Math.max(theme.columns - indent - 1, 8)
  return findings.flatMap((finding) => {
    const { about, state, said } = finding
    const mark = marks[state]
    const begin = [
      paint(tones[state], mark) + ' '.repeat(markWidth - stringWidth(mark)),
      paint(tones[state], doctorWords.state[state]) +
        ' '.repeat(Math.max(stateWidth - stringWidth(doctorWords.state[state]), 0)),
      about.padEnd(aboutWidth),
    ].join(' ')
    const next = finding.state === 'ok' ? [] : wrap(finding.next, columns)
    const words = [...wrap(said, columns), ...next]
    const below = words.map((line) => ' '.repeat(indent) + line)
    if (isNarrow) return [` ${begin}`.trimEnd(), ...below]
    return [` ${begin}  ${words[0]}`, ...below.slice(1)]
  })
}
