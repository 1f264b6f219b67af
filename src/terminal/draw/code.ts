import stringWidth from 'fast-string-width'
import type { Code, CodeLabel } from '../../course/course.ts'
import { screenWords } from '../../words/screen.ts'
import { foldCode, wrap } from './columns.ts'
import { type CodeRun, highlight } from './highlight.ts'
import { drawLabels } from './labels.ts'
import type { Look } from './theme.ts'

/**
 * Code with its line numbers, coloured, and its labels. Labels hang under the parts of single lines. A
 * statement of several lines, or a line that has to be folded, is shown whole: each labelled line is
 * marked with numbers, and the labels follow below the code.
 */
export function renderCode(code: Code, look: Look): string[] {
  const { lines, origin, labels } = code
  const digits = Math.max(...(origin?.numbers ?? []).map((each) => String(each ?? '').length), 0)
  const gutter = origin === undefined ? 1 : digits + 2
  const drawing: Drawing = {
    code,
    look,
    columns: Math.max(look.columns - 2 - gutter, 10),
    runs: highlight(lines.join('\n'), code.language),
  }
  const isProgram = ['ts', 'js', 'py'].includes(code.language)
  const isHung = labels.every(({ line }) =>
    isProgram
      ? isWhole(lines, line, drawing.columns)
      : stringWidth(lines[line] ?? '') <= drawing.columns,
  )
  const drawn = look.symbols.linear || !isHung ? listed(drawing) : hung(drawing)
  const numbered = drawn.map(({ rows, line }) =>
    rows.map((row, n) => {
      const number = n === 0 && line !== undefined ? String(origin?.numbers[line] ?? '') : ''
      return (look.paint('dim', number.padStart(digits).padEnd(gutter)) + row).trimEnd()
    }),
  )
  return [...(origin === undefined ? [] : [look.paint('dim', origin.file)]), ...numbered.flat()]
}

interface Drawing {
  readonly code: Code
  readonly look: Look
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

function hung({ code: { lines, labels }, look, columns, runs }: Drawing): Drawn[] {
  return lines.map((text, line) => ({
    line,
    rows: drawLabels(
      text,
      labels.filter((label) => label.line === line),
      {
        symbols: look.symbols,
        fold: foldCode,
        columns,
        paint: look.paint,
        paintLine: (row, start) => paintRuns(runs[line] ?? [], start, start + row.length, look),
      },
    ),
  }))
}

/** The code as it is, each labelled line marked; then the labels. */
function listed(drawing: Drawing): Drawn[] {
  const { code, look, columns, runs } = drawing
  const { lines, labels } = code
  const sorted = labels.toSorted((a, b) => a.line - b.line || a.start - b.start)
  const drawn = lines.map((text, line): Drawn => {
    const numbers = sorted.flatMap((label, i) => (label.line === line ? [i + 1] : []))
    const mark = numbers.length === 0 ? '' : `  ${look.symbols.response} ${numbers.join(' ')}`
    const shown = look.symbols.linear ? '' : mark
    const rows = foldCode(text, columns - stringWidth(shown)).map(({ text: row, start }) =>
      paintRuns(runs[line] ?? [], start, start + row.length, look),
    )
    return { line, rows: [...rows.slice(0, -1), rows.at(-1) + look.paint('label', shown)] }
  })
  if (sorted.length === 0) return drawn
  const notes = sorted.flatMap((label, i) => note(label, i + 1, drawing))
  return [...drawn, { line: undefined, rows: notes }]
}

/** A label after the part that it is about. */
function note({ line, start, end, words }: CodeLabel, number: number, drawing: Drawing): string[] {
  const { code, look, columns } = drawing
  const part = (code.lines[line] ?? '').slice(start, end)
  const name = look.coloured || part.includes('`') ? look.paint('accent', part) : `\`${part}\``
  const begin = look.symbols.linear ? '' : `${number} `
  const text = look.symbols.linear ? screenWords.noteOn(part, words) : `${name}  ${words}`
  const indent = ' '.repeat(begin.length)
  return wrap(text, columns - begin.length, { trim: false }).map(
    (row, i) => (i === 0 ? look.paint('label', begin) : indent) + row.trimStart(),
  )
}

function paintRuns(runs: readonly CodeRun[], from: number, to: number, look: Look): string {
  let out = ''
  let at = 0
  for (const { text, tone } of runs) {
    const part = text.slice(Math.max(from - at, 0), Math.max(to - at, 0))
    out += tone === undefined || part === '' ? part : look.paint(tone, part)
    at += text.length
  }
  return out
}
