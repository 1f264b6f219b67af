import type { Code } from '../../course/course.ts'
import { foldCode } from './columns.ts'
import { type CodeRun, highlight } from './highlight.ts'
import { drawLabels } from './labels.ts'
import type { Look } from './theme.ts'

/** Code with its line numbers, coloured, and its labels hung under the parts they are about. */
export function renderCode({ lines, language, origin, labels }: Code, look: Look): string[] {
  const runs = highlight(lines.join('\n'), language)
  const digits = Math.max(
    ...(origin?.numbers ?? []).map((number) => String(number ?? '').length),
    0,
  )
  const gutter = origin === undefined ? 1 : digits + 2
  const drawn = lines.flatMap((line, i) => {
    const rows = drawLabels(
      line,
      labels.filter((label) => label.line === i),
      {
        symbols: look.symbols,
        fold: foldCode,
        columns: Math.max(look.columns - 2 - gutter, 10),
        paint: look.paint,
        paintLine: (row, start) => paintRuns(runs[i] ?? [], start, start + row.length, look),
      },
    )
    const number = String(origin?.numbers[i] ?? '')
      .padStart(digits)
      .padEnd(gutter)
    return rows.map((row, n) =>
      (n === 0 ? look.paint('dim', number) + row : ' '.repeat(gutter) + row).trimEnd(),
    )
  })
  return origin === undefined ? drawn : [look.paint('dim', origin.file), ...drawn]
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
