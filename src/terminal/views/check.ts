import stringWidth from 'fast-string-width'
import type { Where } from '../../checks/explain/cause.ts'
import type { Excerpt } from '../../checks/explain/excerpt.ts'
import type { Explanation } from '../../checks/explain/explain.ts'
import { isFailed, type Result } from '../../checks/explain/failure.ts'
import { type Part, partsOfFailure, partsOfWarning } from '../../checks/explain/parts.ts'
import type { Check } from '../../course/checks.ts'
import type { Stage } from '../../course/course.ts'
import { checksWords } from '../../words/checks.ts'
import { visible, visibleText } from '../../words/visible.ts'
import { wrap } from '../draw/columns.ts'
import { drawLabels } from '../draw/labels.ts'
import { proseColumns, renderInline } from '../draw/prose.ts'
import type { Theme } from '../draw/theme.ts'

/** What became of a check, as lines: its name and, where it fails, what went wrong. */
export function renderResult(result: Result, stage: Stage, theme: Theme): string[] {
  const { check, verdict } = result
  const { symbols, paint } = theme
  switch (verdict.type) {
    case 'passes':
      return [
        ...named(paint('good', symbols.done), check, theme),
        ...(verdict.warning === undefined
          ? []
          : renderParts(partsOfWarning(verdict.warning, stage), theme)),
      ]
    case 'not-reached':
      return named(symbols.dot, check, theme).map((line) => paint('dim', line))
    case 'fails':
      return [
        ...named(paint('error', symbols.wrong), check, theme).map((line) => paint('strong', line)),
        ...(isFailed(result) ? ['', ...renderParts(partsOfFailure(result, stage), theme)] : []),
      ]
  }
}

function named(mark: string, { check }: Check, { columns }: Theme): string[] {
  const [first = '', ...more] = wrap(check, columns - 5)
  return [` ${mark} ${first}`, ...more.map((line) => `   ${line}`)]
}

/** Columns of the names of a failure's parts, and before them. */
const nameColumns = 11
const margin = '   '
/** Columns that a part needs beside its name; with fewer it stands below. */
const narrowest = 28

/** Parts, each with its name beside its lines or above them. */
function renderParts(all: readonly Part[], theme: Theme): string[] {
  const room = Math.min(theme.columns - 1, proseColumns + nameColumns) - margin.length
  const beside = room - nameColumns >= narrowest
  const columns = beside ? room - nameColumns : room - 2
  return all
    .flatMap((part) => {
      const lines = partLines(part, columns, theme)
      // A line to copy goes on at the left edge: below its name less of it does.
      if (part.type === 'command' && lines.some((line) => stringWidth(line) > columns))
        return [theme.paint('dim', part.name), ...lines]
      return beside
        ? lines.map(
            (line, i) => theme.paint('dim', (i === 0 ? part.name : '').padEnd(nameColumns)) + line,
          )
        : [theme.paint('dim', part.name), ...lines.map((line) => `  ${line}`)]
    })
    .map((line) => (margin + line).trimEnd())
}

function partLines(part: Part, columns: number, theme: Theme): string[] {
  switch (part.type) {
    case 'plain':
      return plainLines(part.text, columns, theme)
    case 'command':
      // A line to copy is never folded: a line break in it would be copied too.
      return [visibleText(part.text, theme.symbols)]
    case 'markdown':
      return wrap(renderInline(part.text, theme), columns)
    case 'bytes':
      return drawExcerpt(part.excerpt, part.words, columns, theme)
    case 'source':
      return drawSource(part.where, columns, theme)
  }
}

const plainLines = (text: string, columns: number, { symbols }: Theme) =>
  text.split('\n').flatMap((line) => wrap(visibleText(line, symbols), columns))

function drawExcerpt(excerpt: Excerpt, words: string, columns: number, theme: Theme): string[] {
  const { symbols, paint } = theme
  const shown = visible(excerpt.bytes, symbols)
  const before = excerpt.cut.before ? symbols.ellipsis : ''
  const after = excerpt.cut.after ? symbols.ellipsis : ''
  const label = {
    start: before.length + shown.indexOf(excerpt.start),
    end: before.length + shown.indexOf(excerpt.end),
    words,
    tone: 'error' as const,
  }
  return drawLabels(before + shown.text + after, [label], { symbols, columns, paint })
}

/** The learner's own line, its part marked. */
function drawSource(
  where: NonNullable<Explanation['where']>,
  columns: number,
  { symbols, paint }: Theme,
): string[] {
  const { text, start, end } = cutCode(where, columns, symbols.ellipsis)
  const words = where.why ?? ''
  const code = visibleText(text, symbols)
  if (where.column === undefined && words === '') return [code]
  return drawLabels(code, [{ start, end, words, tone: 'error' }], { symbols, columns, paint })
}

/** Columns of a line of code that are shown before its marked part, where it has to be cut. */
const beforePart = 12

/** A line of code without its indentation, cut to one row around its marked part. */
function cutCode(
  { text = '', column, endColumn }: Where,
  columns: number,
  ellipsis: string,
): { text: string; start: number; end: number } {
  const code = text.replaceAll('\t', ' ').trimEnd()
  const indent = code.length - code.trimStart().length
  const start = Math.min(Math.max((column ?? indent + 1) - 1, indent), code.length)
  const end = Math.max(Math.min((endColumn ?? code.length + 1) - 1, code.length), start)
  const room = columns - 2 * ellipsis.length
  if (code.length - indent <= columns)
    return { text: code.slice(indent), start: start - indent, end: end - indent }
  const from = end - indent <= room ? indent : Math.max(indent, start - beforePart)
  const to = Math.min(code.length, from + room)
  const left = from > indent ? ellipsis : ''
  return {
    text: left + code.slice(from, to) + (to < code.length ? ellipsis : ''),
    start: left.length + start - from,
    end: left.length + Math.min(end, to) - from,
  }
}

/** How many checks of a stage pass, in words. */
export function renderCount(results: readonly Result[], theme: Theme): string {
  const count = (type: string) => results.filter(({ verdict }) => verdict.type === type).length
  const all = results.length
  const passed = count('passes')
  return passed === all
    ? theme.paint('good', checksWords.allPass(all))
    : checksWords.somePass(passed, all, count('fails'), count('not-reached'))
}
