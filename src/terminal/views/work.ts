import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'fast-string-width'
import { isFailed, type Result } from '../../checks/explain/failure.ts'
import { exerciseOf, firstSentence, type Stage } from '../../course/course.ts'
import type { CheckedState, ExerciseState, Notice, SessionState } from '../../session/state.ts'
import { type StepResults, stepsOf } from '../../session/steps.ts'
import { clockOf } from '../../words/clock.ts'
import { terminalWords } from '../../words/terminal.ts'
import { inMargin, inOneRow, wrap } from '../draw/columns.ts'
import { renderInline, renderProse } from '../draw/prose.ts'
import type { Theme } from '../draw/theme.ts'
import { renderCount, renderResult } from './check.ts'
import { fileLink } from './exercise.ts'
import { renderPrinted } from './printed.ts'

/** The task of a stage, and where it is done. */
export function renderTask(state: SessionState, theme: Theme): string[] {
  const { stage } = state
  const task = stage && exerciseOf(stage)?.task
  return [...(task === undefined ? [] : renderProse(task, theme)), '', ...renderPlace(state, theme)]
}

/** The learner's file and the address of their server. */
export function renderPlace({ exercise, server }: SessionState, theme: Theme): string[] {
  if (exercise === undefined) return []
  const { shown, path } = exercise
  const file =
    path === undefined
      ? `${terminalWords.yourServer} ${theme.paint('accent', shown)}`
      : `${terminalWords.yourFile}   ${theme.paint('accent', fileLink(path, path, theme))}`
  return [
    file,
    ...(server === undefined
      ? []
      : [`${terminalWords.yourServer} ${theme.paint('accent', server.url)}`]),
    ...renderNotices(server?.said ?? [], theme),
    ...renderNotices(exercise.notices, theme),
    ...(exercise.isChecking ? ['', theme.paint('dim', terminalWords.checking)] : []),
  ]
}

/** Where the learner's server runs, to be played with, and what its checks said at the last save. */
export function renderPlayed(
  { path, shown, isChecking, last }: ExerciseState,
  { server }: SessionState,
  theme: Theme,
): string[] {
  const file = path === undefined ? shown : fileLink(path, path, theme)
  return [
    ...(server?.status === 'down' || server === undefined
      ? wrap(terminalWords.doesNotRun, theme.columns - 2).map((line) =>
          theme.paint('warning', line),
        )
      : [`${terminalWords.runsHere} ${theme.paint('accent', server.url)}`]),
    `${terminalWords.yourFile} ${theme.paint('accent', file)}`,
    ...(isChecking
      ? [theme.paint('dim', terminalWords.checking)]
      : last === undefined
        ? []
        : wrap(renderCount(last.results, theme), theme.columns - 2)),
  ]
}

/** What the checks said: the step that fails first, what fails in it told; the others in a line each. Then the count. */
export function renderWork(
  exercise: ExerciseState,
  last: CheckedState,
  stage: Stage,
  theme: Theme,
): string[] {
  const fails = ({ results }: StepResults) => results.some(isFailed)
  const isShort = stepsOf(stage, last.results).some(fails)
  const steps = stepsOf(stage, last.results).map((step) => ({
    ...step,
    isWhole: !isShort || fails(step),
  }))
  const results = [
    ...steps.filter(fails).flatMap((step) => [...renderStep(step, stage, theme), '']),
    ...steps.filter((step) => !fails(step)).flatMap((step) => renderStep(step, stage, theme)),
  ]
  if (results.at(-1) === '') results.pop()
  const count = inMargin([
    ...renderChecked(exercise, last, theme),
    ...renderNotices(exercise.notices, theme),
  ])
  // By ear, the count comes first.
  return theme.symbols.linear ? [...count, '', ...results] : [...results, '', ...count]
}

/** How many checks pass, and when they were tried. */
function renderChecked(
  { isChecking }: ExerciseState,
  { isWhole, results, savedAt, at, tookMs }: CheckedState,
  theme: Theme,
): string[] {
  const when =
    savedAt === undefined
      ? terminalWords.checkedIn(tookMs, clockOf(at.getTime()))
      : terminalWords.savedAndChecked(clockOf(savedAt.getTime()), tookMs)
  return [
    ...(isWhole ? wrap(renderCount(results, theme), theme.columns - 2) : []),
    theme.paint('dim', isChecking ? terminalWords.checking : when),
  ]
}

/** A step in a line, and below it what fails, or what is to be said of a check that passes. */
function renderStep(
  { task, results, number, of, isWhole }: ShownStep,
  stage: Stage,
  theme: Theme,
): string[] {
  const passed = results.filter(({ verdict }) => verdict.type === 'passes').length
  const hasFailed = results.some(isFailed)
  const title =
    task === undefined
      ? []
      : renderTitle(sentenceOf(task, theme), { number, passed, of, isWhole }, theme)
  const hasBegun = results.some(({ verdict }) => verdict.type !== 'not-reached')
  if (!hasBegun && task !== undefined) return title.map((line) => theme.paint('dim', line))
  // What passes is counted, where there is something else to look at, or a line that says so.
  const isCounted = task !== undefined && (hasFailed || passed === of)
  const shown = results.filter(({ verdict }) =>
    verdict.type === 'passes'
      ? !isCounted || verdict.warning !== undefined
      : verdict.type === 'fails',
  )
  return [...title, ...failedFirst(shown).flatMap((result) => renderResult(result, stage, theme))]
}

const failedFirst = (results: readonly Result[]) => [
  ...results.filter(isFailed),
  ...results.filter((result) => !isFailed(result)),
]

/** `isWhole`: its sentence is not cut to one row. */
type ShownStep = StepResults & { readonly isWhole: boolean }

/** The sentence of a step with its number and how many of its checks pass. */
function renderTitle(
  sentence: string,
  step: Pick<ShownStep, 'number' | 'of' | 'isWhole'> & { readonly passed: number },
  theme: Theme,
): string[] {
  const { symbols, paint } = theme
  const { number, passed, of, isWhole } = step
  const mark = passed === of ? paint('good', symbols.done) : ' '.repeat(stringWidth(symbols.done))
  const count = `   ${terminalWords.checksOf(passed, of)}`
  const columns = theme.columns - stringWidth(symbols.done) - `  ${number}. `.length - 1
  const room = columns - count.length
  const rows = isWhole ? wrap(sentence, room) : [inOneRow(sentence, room, symbols.ellipsis)]
  const indent = ' '.repeat(stringWidth(symbols.done) + `  ${number}. `.length)
  return rows.map(
    (row, i) =>
      (i === 0 ? ` ${mark} ${number}. ` : indent) +
      row +
      (i === rows.length - 1 ? paint('dim', count) : ''),
  )
}

const sentenceOf = (markdown: string, theme: Theme) =>
  stripVTControlCharacters(renderInline(firstSentence(markdown), theme))

/** The last lines of a server that ended, and how it did. None while it runs. */
export function renderDown({ server, printed }: SessionState, theme: Theme): string[] {
  if (server?.status !== 'down' || server.said.length === 0) return []
  const last = printed.filter((line) => !ofNode.test(line)).slice(-linesBeforeEnd)
  return inMargin([
    '',
    ...renderPrinted(server.name, last, 0, theme),
    ...renderNotices(server.said, theme),
  ])
}

/** Lines that a server printed before it ended: an error and where it came from. */
const linesBeforeEnd = 8
/** Lines of Node's own below an error, which would push the error itself away, and empty ones. */
const ofNode = /^\s*at .*node:internal|^\s*at .*\(?node:\w+:\d|^Node\.js v\d|^\s*$/

export function renderNotices(notices: readonly Notice[], theme: Theme): string[] {
  return notices.flatMap(({ tone, text }) => {
    const lines = wrap(text, theme.columns - 2)
    return tone === 'plain' ? lines : lines.map((line) => theme.paint(tone, line))
  })
}
