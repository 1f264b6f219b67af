import type { Cause, Where } from '../../checks/explain/cause.ts'
import type { Excerpt } from '../../checks/explain/excerpt.ts'
import { type Explanation, explain } from '../../checks/explain/explain.ts'
import { type Failed, isFailed, type Result } from '../../checks/explain/failure.ts'
import type { What } from '../../checks/explain/what.ts'
import type { Check } from '../../course/checks.ts'
import { type Stage, screenNumber } from '../../course/course.ts'
import { checksWords } from '../../words/checks.ts'
import { wrap } from '../draw/columns.ts'
import { drawLabels } from '../draw/labels.ts'
import { proseColumns, renderInline } from '../draw/prose.ts'
import type { Theme } from '../draw/theme.ts'
import { visible, visibleText } from '../draw/visible.ts'

const { parts } = checksWords

/** What became of a check, as lines: its name and, where it fails, what went wrong. */
export function renderResult(result: Result, stage: Stage, theme: Theme): string[] {
  const { check, verdict } = result
  const { symbols, paint } = theme
  switch (verdict.type) {
    case 'passes':
      return [
        ...named(paint('good', symbols.done), check, theme),
        ...(verdict.warning === undefined ? [] : renderWarning(verdict.warning, stage, theme)),
      ]
    case 'not-reached':
      return named(symbols.dot, check, theme).map((line) => paint('dim', line))
    case 'fails':
      return [
        ...named(paint('error', symbols.wrong), check, theme).map((line) => paint('strong', line)),
        ...(isFailed(result) ? ['', ...renderFailure(result, stage, theme)] : []),
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

/** How a part is drawn: its name, and its lines beside it or below. */
function partsFor(theme: Theme) {
  const room = Math.min(theme.columns - 1, proseColumns + nameColumns) - margin.length
  const beside = room - nameColumns >= narrowest
  const columns = beside ? room - nameColumns : room - 2
  const part = (name: string, lines: readonly string[]) =>
    beside
      ? lines.map((line, i) => theme.paint('dim', (i === 0 ? name : '').padEnd(nameColumns)) + line)
      : [theme.paint('dim', name), ...lines.map((line) => `  ${line}`)]
  const prose = (name: string, text: string | undefined) =>
    text === undefined ? [] : part(name, wrap(renderInline(text, theme), columns))
  return { columns, part, prose }
}

/** What to know of a check that passes, below it. */
function renderWarning({ what, where, why, fix }: Cause, stage: Stage, theme: Theme): string[] {
  const { columns, part, prose } = partsFor(theme)
  const shown = where && { ...where, why }
  return [
    ...prose(parts.warning, what),
    ...(shown === undefined ? [] : whereParts(shown, stage, columns, part, theme)),
    ...prose(parts.fix, fix),
  ].map((line) => (margin + line).trimEnd())
}

/** A failure's parts, each with its name: what happened, where, why, how to fix it, where more is said. */
function renderFailure({ check, verdict }: Failed, stage: Stage, theme: Theme): string[] {
  const words = explain(check, verdict)
  const { columns, part, prose } = partsFor(theme)
  const plain = (name: string, text: string | undefined) =>
    text === undefined ? [] : part(name, plainLines(text, columns, theme))
  const screen = words.screen === undefined ? undefined : screenWords(words.screen, stage)

  return [
    // A line to copy is never folded: a line break in it would be copied too.
    ...(words.request === undefined
      ? []
      : part(parts.request, [visibleText(words.request, theme.symbols)])),
    ...plain('', words.requestNote),
    ...part(parts[words.what.from], whatLines(words.what, columns, theme)),
    ...plain(parts.error, words.error),
    ...whereParts(words.where, stage, columns, part, theme),
    ...plain(parts.expected, words.expected),
    ...prose(parts.why, words.why),
    ...prose(parts.fix, words.fix),
    ...plain(parts.more, screen),
  ].map((line) => (margin + line).trimEnd())
}

const plainLines = (text: string, columns: number, { symbols }: Theme) =>
  text.split('\n').flatMap((line) => wrap(visibleText(line, symbols), columns))

function whatLines({ excerpt, words }: What, columns: number, theme: Theme): string[] {
  if (excerpt === undefined) return plainLines(words, columns, theme)
  return drawExcerpt(excerpt, words, columns, theme)
}

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

/** The learner's own line, its part marked, and the file where it is not clear which. */
function whereParts(
  where: Explanation['where'],
  stage: Stage,
  columns: number,
  part: (name: string, lines: readonly string[]) => string[],
  theme: Theme,
): string[] {
  if (where === undefined) return []
  const place = part(parts.file, plainLines(`${where.file}:${where.line}`, columns, theme))
  if (where.text === undefined) return place
  const file = where.file.startsWith(`${stage.folder}/server.`) ? [] : place
  const { symbols, paint } = theme
  const { text, start, end } = cutCode(where, columns, symbols.ellipsis)
  const words = where.why ?? ''
  const lines =
    where.column === undefined && words === ''
      ? [visibleText(text, symbols)]
      : drawLabels(visibleText(text, symbols), [{ start, end, words, tone: 'error' }], {
          symbols,
          columns,
          paint,
        })
  return [...file, ...part(parts.line(where.line), lines)]
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

/** Where in the lesson this was said. */
function screenWords(id: string, stage: Stage): string | undefined {
  const number = screenNumber(stage, id)
  if (number === undefined) return undefined
  return checksWords.screen(number, stage.screens[number - 1]?.title ?? '')
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
