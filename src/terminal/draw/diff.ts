import { differences } from '../../session/comparison.ts'
import { terminalWords } from '../../words/terminal.ts'
import { visibleText } from '../../words/visible.ts'
import { foldCode } from './columns.ts'
import type { Theme } from './theme.ts'

/**
 * What has to change in one program to make it the other: lines of `from` behind `-`, lines of `to` behind
 * `+` (in linear symbols: behind words), with the lines around them and where they stand in `from`. None where both are the same.
 */
export function renderDiff(from: string, to: string, { paint, symbols, columns }: Theme): string[] {
  const diffWords = { '-': `${terminalWords.yours}:`, '+': `${terminalWords.solution}:`, ' ': ' ' }
  const tones = { '-': 'error', '+': 'good', ' ': 'dim' } as const
  return differences(from, to).flatMap(({ line: first, lines }, i) => [
    ...(i === 0 ? [] : ['']),
    paint('accent', `line ${first}`),
    ...lines.flatMap(({ sign, text: line }) => {
      const text = visibleText(line.replaceAll('\t', '  '), symbols)
      return foldCode(text, Math.max(columns - 4, 10)).map((row, n) => {
        const mark = n > 0 ? ' ' : symbols.linear ? diffWords[sign] : sign
        return sign === ' '
          ? paint('dim', `  ${row.text}`.trimEnd())
          : `${paint(tones[sign], mark)} ${row.text}`.trimEnd()
      })
    }),
  ])
}
