import type { Language } from '../../course/language.ts'
import type { ShownHint } from '../../session/hints.ts'
import { terminalWords } from '../../words/terminal.ts'
import { visibleText } from '../../words/visible.ts'
import { renderCode } from '../draw/code.ts'
import { wrap } from '../draw/columns.ts'
import { renderDiff } from '../draw/diff.ts'
import { renderProse } from '../draw/prose.ts'
import type { Theme } from '../draw/theme.ts'

/** A path that terminals which know links (OSC 8) open when it is clicked. */
export function fileLink(shown: string, path: string, { coloured, symbols }: Theme): string {
  const text = visibleText(shown, symbols)
  if (!coloured) return text
  const url = new URL(`file://${encodeURI(path.replaceAll('\\', '/'))}`)
  return `\x1b]8;;${url.href}\x1b\\${text}\x1b]8;;\x1b\\`
}

/** A hint, with its step and its number among the hints of the step. */
export const renderHint = ({ step, number, of, words }: ShownHint, theme: Theme): string[] => [
  theme.paint('accent', terminalWords.hintOf(step, number, of)),
  ...renderProse(words, theme),
  ...(number === of ? ['', theme.paint('dim', terminalWords.lastHint)] : []),
]

/** What there is between the learner's server and the solution. */
export function renderComparison(own: string, solution: string, theme: Theme): string[] {
  const lines = renderDiff(own, solution, theme)
  if (lines.length === 0) return [terminalWords.sameAsSolution]
  return [
    ...(theme.symbols.linear ? [] : [`- ${terminalWords.yours}   + ${terminalWords.theSolution}`]),
    ...wrap(terminalWords.otherWays, theme.columns - 2).map((line) => theme.paint('dim', line)),
    '',
    ...lines,
  ]
}

/** A whole program with the numbers of its lines. */
export function renderProgram(
  text: string,
  file: string,
  language: Language,
  theme: Theme,
): string[] {
  const lines = text.trimEnd().split('\n')
  const numbers = lines.map((_line, i) => i + 1)
  return renderCode({ type: 'code', language, origin: { file, numbers }, lines, labels: [] }, theme)
}
