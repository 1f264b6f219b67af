import { terminalWords } from '../../words/terminal.ts'
import { wrap } from '../draw/columns.ts'
import type { Look } from '../draw/theme.ts'
import { visibleText } from '../draw/visible.ts'

/** What a server program prints, marked as its own; `more`: lines that are left out. */
export function renderPrinted(
  name: string,
  lines: readonly string[],
  more: number,
  look: Look,
): string[] {
  const shown = visibleText(name, look.symbols)
  const bar = `${look.paint('dim', `${shown} ${look.symbols.down}`)} `
  const columns = Math.max(look.columns - shown.length - 5, 8)
  return [
    ...lines.flatMap((line) =>
      wrap(visibleText(line, look.symbols), columns, { trim: false }).map((row) =>
        (bar + row).trimEnd(),
      ),
    ),
    ...(more === 0
      ? []
      : [bar + look.paint('dim', `${look.symbols.ellipsis} ${terminalWords.moreLines(more)}`)]),
  ]
}
