import { exerciseOf, type Stage } from '../../course/course.ts'
import type { CheckedState, ExerciseState, Notice, SessionState } from '../../session/state.ts'
import { terminalWords } from '../../words/terminal.ts'
import { inMargin, wrap } from '../draw/columns.ts'
import { renderProse } from '../draw/prose.ts'
import type { Look } from '../draw/theme.ts'
import { renderCount, renderResult } from './check.ts'
import { fileLink } from './exercise.ts'
import { clockOf } from './lists.ts'

/** The task of a stage, and where it is done. */
export function renderTask(state: SessionState, look: Look): string[] {
  const { stage } = state
  const task = stage && exerciseOf(stage)?.task
  return [...(task === undefined ? [] : renderProse(task, look)), '', ...renderPlace(state, look)]
}

/** The learner's file and the address of their server. */
export function renderPlace({ exercise, server }: SessionState, look: Look): string[] {
  if (exercise === undefined) return []
  const { shown, path } = exercise
  const file =
    path === undefined
      ? `${terminalWords.yourServer} ${look.paint('accent', shown)}`
      : `${terminalWords.yourFile}   ${look.paint('accent', fileLink(path, path, look))}`
  return [
    file,
    ...(server === undefined
      ? []
      : [`${terminalWords.yourServer} ${look.paint('accent', server.url)}`]),
    ...renderNotices(server?.said ?? [], look),
    ...renderNotices(exercise.notices, look),
    ...(exercise.isChecking ? ['', look.paint('dim', terminalWords.checking)] : []),
  ]
}

/** What the checks said: those that ran, the count, and when that was. */
export function renderWork(
  exercise: ExerciseState,
  last: CheckedState,
  stage: Stage,
  look: Look,
): string[] {
  const results = last.results.flatMap((result) =>
    result.verdict.type === 'not-reached' ? [] : renderResult(result, stage, look),
  )
  const { savedAt, at, tookMs } = last
  const when =
    savedAt === undefined
      ? terminalWords.checkedIn(tookMs, clockOf(at.getTime()))
      : terminalWords.savedAndChecked(clockOf(savedAt.getTime()), tookMs)
  return [
    ...results,
    '',
    ...inMargin([
      ...(last.isWhole ? [renderCount(last.results, look)] : []),
      look.paint('dim', exercise.isChecking ? terminalWords.checking : when),
      ...renderNotices(exercise.notices, look),
    ]),
  ]
}

export function renderNotices(notices: readonly Notice[], look: Look): string[] {
  return notices.flatMap(({ tone, text }) => {
    const lines = wrap(text, look.columns - 2)
    return tone === 'plain' ? lines : lines.map((line) => look.paint(tone, line))
  })
}
