import { wrapAnsi } from 'fast-wrap-ansi'
import type { Excerpt } from '../../checks/explain/excerpt.ts'
import { type Failed, isFailed, type Result } from '../../checks/explain/failure.ts'
import { type Explanation, explain } from '../../checks/explain/words.ts'
import type { Check } from '../../course/checks.ts'
import type { Stage } from '../../course/course.ts'
import { drawLabels } from '../draw/labels.ts'
import { proseColumns, renderInline } from '../draw/prose.ts'
import type { Look } from '../draw/theme.ts'
import { visible, visibleText } from '../draw/visible.ts'

/** What became of a check, as lines: its name and, where it fails, what went wrong. */
export function renderResult(result: Result, stage: Stage, look: Look): string[] {
  const { check, verdict } = result
  const { symbols, paint } = look
  switch (verdict.type) {
    case 'holds':
      return named(paint('good', symbols.done), check, look)
    case 'not-reached':
      return named(symbols.dot, check, look).map((line) => paint('dim', line))
    case 'fails':
      return [
        ...named(paint('error', symbols.wrong), check, look).map((line) => paint('strong', line)),
        ...(isFailed(result) ? ['', ...renderFailure(result, stage, look)] : []),
      ]
  }
}

function named(mark: string, { check }: Check, { columns }: Look): string[] {
  const [first = '', ...more] = wrapAnsi(check, Math.max(columns - 5, 8), { hard: true }).split(
    '\n',
  )
  return [` ${mark} ${first}`, ...more.map((line) => `   ${line}`)]
}

/** Columns of the names of a failure's parts, and before them. */
const nameColumns = 11
const margin = '   '
/** Columns that a part needs beside its name; with fewer it stands below. */
const narrowest = 28

/** A failure's parts, each with its name: sent, came back, expected, why, hint, lesson. */
export function renderFailure({ check, verdict }: Failed, stage: Stage, look: Look): string[] {
  const words = explain(check, verdict)
  const room = Math.min(look.columns - 1, proseColumns + nameColumns) - margin.length
  const beside = room - nameColumns >= narrowest
  const columns = beside ? room - nameColumns : room - 2
  const part = (name: string, lines: readonly string[]) =>
    beside
      ? lines.map((line, i) => look.paint('dim', (i === 0 ? name : '').padEnd(nameColumns)) + line)
      : [look.paint('dim', name), ...lines.map((line) => `  ${line}`)]
  const prose = (text: string) =>
    wrapAnsi(renderInline(text, look), columns, { hard: true }).split('\n')
  const plain = (text: string) =>
    wrapAnsi(visibleText(text, look.symbols), columns, { hard: true }).split('\n')

  return [
    // A line to copy is never folded: a line break in it would be copied too.
    ...(words.again === undefined ? [] : part('sent', [visibleText(words.again, look.symbols)])),
    ...part(names[words.from], cameLines(words, columns, look)),
    ...(words.thrown === undefined ? [] : part('it said', thrownLines(words, plain))),
    ...part('expected', plain(words.expected)),
    ...part('why', prose(words.why)),
    ...part('hint', prose(words.hint)),
    ...(words.screen === undefined ? [] : part('lesson', plain(screenWords(check, stage)))),
  ].map((line) => (margin + line).trimEnd())
}

const names = { answer: 'came back', output: 'printed', program: 'happened' } as const

function cameLines({ came }: Explanation, columns: number, look: Look): string[] {
  if (came.excerpt === undefined)
    return wrapAnsi(visibleText(came.words, look.symbols), columns, { hard: true }).split('\n')
  return drawExcerpt(came.excerpt, came.words, columns, look)
}

function drawExcerpt(excerpt: Excerpt, words: string, columns: number, look: Look): string[] {
  const { symbols, paint } = look
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

function thrownLines({ thrown }: Explanation, plain: (text: string) => string[]): string[] {
  if (thrown === undefined) return []
  const { said, at } = thrown
  if (at === undefined) return plain(said)
  const column = at.column === undefined ? '' : `:${at.column}`
  return [...plain(said), ...plain(`in ${at.file}:${at.line}${column}`)]
}

/** Where in the lesson this was said. */
export function screenWords({ screen }: Check, stage: Stage): string {
  const number = stage.screens.findIndex(({ title }) => title === screen) + 1
  return `stage ${stage.number}, screen ${number}: ${screen}`
}

/** How many checks of a stage hold, in words. */
export function renderCount(results: readonly Result[], look: Look): string {
  const holding = results.filter(({ verdict }) => verdict.type === 'holds').length
  const all = results.length
  const waiting = all - holding - 1
  return holding === all
    ? look.paint('good', `${all === 1 ? 'The check holds' : `All ${all} checks hold`}.`)
    : `${holding} of ${all} checks hold${waiting === 0 ? '' : `, ${waiting} ${waiting === 1 ? 'waits' : 'wait'} behind the one that does not`}.`
}
