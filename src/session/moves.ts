import { stageIn } from '../course/course.ts'
import { languageNames } from '../course/language.ts'
import { showExchange } from './asking.ts'
import { isLesson, isWork, on } from './conditions.ts'
import { answer, beginStage, goTo, runServer } from './lesson.ts'
import type { Running } from './running.ts'
import { serverOf } from './running-server.ts'
import { choicesOn, pageOf, runOf, runOn, screenOf, topOf } from './state.ts'

/** Shows a page, or closes it where it is shown. */
export function toggle(running: Running, type: string, show: () => void | Promise<void>) {
  return on(type)(running.state) ? running.pop() : show()
}

/** Starts the server that belongs to where one is, or starts it again. */
export async function runHere(running: Running): Promise<void> {
  const { state } = running
  const run = runOn(screenOf(state))
  if (state.stage !== undefined && isLesson(state) && !isWork(state)) {
    if (run !== undefined && state.server?.run !== run) return runServer(running, run)
    if (state.server === undefined) return runServer(running, runOf(state.stage))
  }
  await serverOf(running)?.restart()
}

/** Shows the screen in the next language, and after the last one in the learner's own again. */
export function showInNextLanguage(running: Running): void {
  const { course, state } = running
  const page = pageOf(state)
  const { stage } = state
  if (page.type !== 'screen' || course === undefined || stage === undefined) return
  const shown = (page.other ?? stage).language
  const next = languageNames[(languageNames.indexOf(shown) + 1) % languageNames.length]
  const { other: _other, ...own } = page
  running.swap(
    next === undefined || next === stage.language
      ? own
      : { ...own, other: stageIn(stage, next, course) },
  )
}

export function move(running: Running, key: string): void {
  const page = pageOf(running.state)
  if (!('at' in page)) return
  const last = choicesOn(running.state) - 1
  const to = { up: page.at - 1, down: page.at + 1, home: 0, end: last }[key] ?? page.at
  running.swap({ ...page, at: Math.max(Math.min(to, last), 0) })
}

/** The rows below those in sight; the last of these stays. */
export const nextRows = (running: Running): void => scroll(running, 'pagedown')

export function scroll(running: Running, key: string): void {
  const { fit, shown } = running.state
  const { scroll: from } = topOf(shown)
  const step = Math.max(fit.rows - 1, 1)
  const pages = { pageup: from - step, pagedown: from + step, home: 0, end: fit.lines }
  const to = { up: from - 1, down: from + 1, ...pages }[key]
  running.scrollTo(to ?? from)
}

/** Chooses from the list on the page: by its number, from 0, or what is marked. */
export function choose(running: Running, number?: number): void | Promise<void> {
  const { state } = running
  const page = pageOf(state)
  if (number !== undefined && number >= choicesOn(state)) return
  switch (page.type) {
    case 'menu': {
      const stage = state.stages[number ?? page.at]
      return stage && beginStage(running, stage)
    }
    case 'screens':
      return goTo(running, (number ?? page.at) + 1)
    case 'exchanges': {
      const chosen = page.among[number ?? page.at]
      return chosen && showExchange(running, page.about, chosen.exchange)
    }
    case 'screen':
      return number === undefined ? undefined : answer(running, number)
    default:
      return undefined
  }
}
