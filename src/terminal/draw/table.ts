import stringWidth from 'fast-string-width'
import type { Theme } from './theme.ts'

/**
 * Rows under a heading, in columns; an empty column is left out. Where the terminal is too narrow for
 * them, or is read out, each row is a list of its own.
 */
export function renderTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { paint, columns, symbols }: Theme,
): string[] {
  const used = head.flatMap((_name, i) => (rows.some((row) => row[i] !== '') ? [i] : []))
  const all = [head, ...rows].map((row) => used.map((i) => row[i] ?? ''))
  const widths = used.map((_index, i) => Math.max(...all.map((row) => stringWidth(row[i] ?? ''))))
  const total = widths.reduce((sum, width) => sum + width + 3, 0)
  const [names = [], ...lines] = all
  if (total > columns || symbols.linear)
    return lines.flatMap(([number = '', title = '', ...others]) => [
      ` ${number}  ${title}`,
      ...others.flatMap((cell, i) =>
        cell === '' ? [] : [paint('dim', `    ${names[i + 2] ?? ''}: `) + cell],
      ),
    ])
  const line = (row: readonly string[]) =>
    ` ${row.map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - stringWidth(cell))).join('   ')}`.trimEnd()
  return [paint('dim', line(names)), ...lines.map(line)]
}
