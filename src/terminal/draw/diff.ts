import { structuredPatch } from 'diff'
import { terminalWords } from '../../words/terminal.ts'
import { foldCode } from './columns.ts'
import type { Theme } from './theme.ts'
import { visibleText } from './visible.ts'

/** Lines of the same kind around each difference. */
const context = 2

/**
 * What has to change in one program to make it the other: lines of `from` behind `-`, lines of `to` behind
 * `+` (in linear symbols: behind words), with the lines around them and where they stand in `from`. None where both are the same.
 */
export function renderDiff(from: string, to: string, { paint, symbols, columns }: Theme): string[] {
  const { hunks } = structuredPatch('', '', withEnd(from), withEnd(to), '', '', { context })
  const diffWords = { '-': `${terminalWords.yours}:`, '+': `${terminalWords.solution}:`, ' ': ' ' }
  const tones = { '-': 'error', '+': 'good', ' ': 'dim' } as const
  return hunks.flatMap(({ oldStart, lines }, i) => [
    ...(i === 0 ? [] : ['']),
    paint('accent', `line ${oldStart}`),
    ...lines.flatMap((line) => {
      const sign = line[0] === '-' || line[0] === '+' ? line[0] : ' '
      const text = visibleText(line.slice(1).replaceAll('\t', '  '), symbols)
      return foldCode(text, Math.max(columns - 4, 10)).map((row, n) => {
        const mark = n > 0 ? ' ' : symbols.linear ? diffWords[sign] : sign
        return sign === ' '
          ? paint('dim', `  ${row.text}`.trimEnd())
          : `${paint(tones[sign], mark)} ${row.text}`.trimEnd()
      })
    }),
  ])
}

/** A file that ends without a line break is no other program for it. */
const withEnd = (text: string) => `${text.replaceAll('\r\n', '\n').trimEnd()}\n`
