import stringWidth from 'fast-string-width'
import type { Code, CodeLabel } from '../../course/course.ts'
import { type CodeKind, type CodeRun, highlight } from '../../course/highlight.ts'
import { screenWords } from '../../words/screen.ts'
import { foldCode, wrap } from './columns.ts'
import { drawLabels } from './labels.ts'
import type { Theme, Tone } from './theme.ts'

/**
 * Code with its line numbers, coloured, and its labels. Labels hang under the parts of single lines. A
 * statement of several lines, or a line that has to be folded, is shown whole: each labelled line is
 * marked with numbers, and the labels follow below the code.
 */
export function renderCode(code: Code, theme: Theme): string[] {
  const { lines, origin, labels } = code
  const digits = Math.max(...(origin?.numbers ?? []).map((each) => String(each ?? '').length), 0)
  const gutter = origin === undefined ? 1 : digits + 2
  const drawing: Drawing = {
    code,
    theme,
    columns: Math.max(theme.columns - 2 - gutter, 10),
    runs: highlight(lines.join('\n'), code.language),
  }
  const isProgram = ['ts', 'js', 'py'].includes(code.language)
  const isHung = labels.every(({ line }) =>
    isProgram
      ? isWhole(lines, line, drawing.columns)
      : stringWidth(lines[line] ?? '') <= drawing.columns,
  )
  const drawn = theme.symbols.linear || !isHung ? listed(drawing) : hung(drawing)
  const numbered = drawn.map(({ rows, line }) =>
    rows.map((row, n) => {
      const number = n === 0 && line !== undefined ? String(origin?.numbers[line] ?? '') : ''
      return (theme.paint('dim', number.padStart(digits).padEnd(gutter)) + row).trimEnd()
    }),
  )
  return [...(origin === undefined ? [] : [theme.paint('dim', origin.file)]), ...numbered.flat()]
}

interface Drawing {
  readonly code: Code
  readonly theme: Theme
  /** Columns beside the line numbers. */
  readonly columns: number
  readonly runs: readonly (readonly CodeRun[])[]
}

/** Rows of the screen, and the line of code that they begin with. */
interface Drawn {
  readonly rows: readonly string[]
  readonly line: number | undefined
}

/** A line that is a statement of its own, and has room on one row. */
function isWhole(lines: readonly string[], line: number, columns: number): boolean {
  const text = lines[line] ?? ''
  if (stringWidth(text) > columns) return false
  const continues = /[:([{,=`]$|"""/.test(text.trimEnd())
  const isInside = /^\s/.test(text)
  return lines.length === 1 || (!continues && !isInside)
}

function hung({ code: { lines, labels }, theme, columns, runs }: Drawing): Drawn[] {
  return lines.map((text, line) => ({
    line,
    rows: drawLabels(
      text,
      labels.filter((label) => label.line === line),
      {
        symbols: theme.symbols,
        fold: foldCode,
        columns,
        paint: theme.paint,
        paintLine: (row, start) => paintRuns(runs[line] ?? [], start, start + row.length, theme),
      },
    ),
  }))
}

/** The code as it is, each labelled line marked; then the labels. */
function listed(drawing: Drawing): Drawn[] {
  const { code, theme, columns, runs } = drawing
  const { lines, labels } = code
  const sorted = labels.toSorted((a, b) => a.line - b.line || a.start - b.start)
  const drawn = lines.map((text, line): Drawn => {
    const numbers = sorted.flatMap((label, i) => (label.line === line ? [i + 1] : []))
    const mark = numbers.length === 0 ? '' : `  ${theme.symbols.response} ${numbers.join(' ')}`
    const shown = theme.symbols.linear ? '' : mark
    const rows = foldCode(text, columns - stringWidth(shown)).map(({ text: row, start }) =>
      paintRuns(runs[line] ?? [], start, start + row.length, theme),
    )
    return { line, rows: [...rows.slice(0, -1), rows.at(-1) + theme.paint('label', shown)] }
  })
  if (sorted.length === 0) return drawn
  const notes = sorted.flatMap((label, i) => note(label, i + 1, drawing))
  return [...drawn, { line: undefined, rows: notes }]
}

/** A label after the part that it is about. */
function note({ line, start, end, words }: CodeLabel, number: number, drawing: Drawing): string[] {
  const { code, theme, columns } = drawing
  const part = (code.lines[line] ?? '').slice(start, end)
  const name = theme.coloured || part.includes('`') ? theme.paint('accent', part) : `\`${part}\``
  const begin = theme.symbols.linear ? '' : `${number} `
  const text = theme.symbols.linear ? screenWords.noteOn(part, words) : `${name}  ${words}`
  const indent = ' '.repeat(begin.length)
  return wrap(text, columns - begin.length, { trim: false }).map(
    (row, i) => (i === 0 ? theme.paint('label', begin) : indent) + row.trimStart(),
  )
}

const tones: Readonly<Record<CodeKind, Tone>> = {
  keyword: 'code-keyword',
  string: 'code-string',
  comment: 'dim',
}

function paintRuns(runs: readonly CodeRun[], from: number, to: number, theme: Theme): string {
  let out = ''
  let at = 0
  for (const { text, kind } of runs) {
    const part = text.slice(Math.max(from - at, 0), Math.max(to - at, 0))
    out += kind === undefined || part === '' ? part : theme.paint(tones[kind], part)
    at += text.length
  }
  return out
}
