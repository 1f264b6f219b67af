import { terminalWords } from '../../words/terminal.ts'
import { visibleText } from '../../words/visible.ts'
import { wrap } from '../draw/columns.ts'
import type { Theme } from '../draw/theme.ts'

/** What a server program prints, marked as its own; `more`: lines that are left out. */
export function renderPrinted(
  name: string,
  lines: readonly string[],
  more: number,
  theme: Theme,
): string[] {
  const shown = visibleText(name, theme.symbols)
  // Read out, the name comes once.
  if (theme.symbols.linear)
    return [
      terminalWords.printed(shown),
      ...lines.map((line) => `  ${visibleText(line, theme.symbols)}`.trimEnd()),
      ...(more === 0 ? [] : [`  ${terminalWords.moreLines(more)}`]),
    ]
  const bar = `${theme.paint('dim', `${shown} ${theme.symbols.down}`)} `
  const columns = Math.max(theme.columns - shown.length - 5, 8)
  return [
    ...lines.flatMap((line) =>
      wrap(visibleText(line, theme.symbols), columns, { trim: false }).map((row) =>
        (bar + row).trimEnd(),
      ),
    ),
    ...(more === 0
      ? []
      : [bar + theme.paint('dim', `${theme.symbols.ellipsis} ${terminalWords.moreLines(more)}`)]),
  ]
}
