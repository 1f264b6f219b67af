import { explain } from '../checks/explain/explain.ts'
import { screenNumber } from '../course/course.ts'
import { hasExercise, linesBelow, pageOf, runOn, type SessionState, screenOf } from './state.ts'

// When a key does something: the conditions that the table of actions is made of.

/** Whether the page is of one of these types. */
export const on =
  (...types: readonly string[]) =>
  (state: SessionState) =>
    types.includes(pageOf(state).type)
export const isList = on('menu', 'screens', 'exchanges')
export const isWire = on('wire')
const isExchange = on('exchange')
export const isScreen = on('screen')
export const isLesson = ({ kind, stage }: SessionState) => kind === 'course' && stage !== undefined
/** The screen on which the learner builds, or one of its pages. */
export const isWork = ({ exercise }: SessionState) => exercise !== undefined
export const isAtWork = (state: SessionState) =>
  isWork(state) && isScreen(state) && !isLookedUp(state) && hasExercise(screenOf(state))
/** The learner builds, and nothing was checked yet. */
export const isAtFirstSave = (state: SessionState) =>
  isAtWork(state) && state.exercise?.last === undefined && !state.exercise?.passes
/** The screen after the exercise, where the learner's server goes on running. */
export const isAtPlay = (state: SessionState) =>
  isWork(state) && isScreen(state) && !isLookedUp(state) && !hasExercise(screenOf(state))
export const hasServer = ({ server }: SessionState) => server !== undefined
export const hasTraffic = ({ exchanges, exercise }: SessionState) =>
  exchanges.length > 0 || (exercise?.last?.wires.length ?? 0) > 0
export const isLookedUp = (state: SessionState) => {
  const page = pageOf(state)
  return page.type === 'screen' && page.isLookedUp
}
/** A page of the lesson from which Enter leads on. */
export const isOnWay = (state: SessionState) =>
  isLesson(state) && (isWire(state) ? !isWork(state) : isScreen(state) && !isLookedUp(state))

/** The server that the screen shows has not been started. */
export function canRunHere(state: SessionState): boolean {
  const run = runOn(screenOf(state))
  return run !== undefined && !isLookedUp(state) && state.server?.run !== run
}
/** The question of the screen is open, also while the wire lies on it. */
export function isUnanswered({ shown: [{ page }] }: SessionState): boolean {
  return page.type === 'screen' && !page.isAnswered && !page.isLookedUp
}
/** A wrong answer was given, and no right one. */
export function isAnsweredWrongly({ shown: [{ page }] }: SessionState): boolean {
  return page.type === 'screen' && !page.isAnswered && page.picked !== undefined
}
export const mayGoOn = (state: SessionState) =>
  isOnWay(state) &&
  !isUnanswered(state) &&
  !canRunHere(state) &&
  (!isAtWork(state) || state.exercise?.passes === true)
export const isLastScreen = ({ stage, screen }: SessionState) => screen === stage?.screens.length
export const isLastStage = ({ stage, stages }: SessionState) => stage?.number === stages.length
export const hasMore = (state: SessionState) => linesBelow(state) > 0

/** The screen of the lesson that the words of a failed check name. */
export function screenOfFailure({ exercise, stage }: SessionState): number | undefined {
  if (stage === undefined) return undefined
  for (const { check, verdict } of exercise?.last?.results ?? []) {
    if (verdict.type !== 'fails') continue
    const id = explain(check, verdict).screen
    return id === undefined ? undefined : screenNumber(stage, id)
  }
  return undefined
}

/** The page is a hint, and not the last of its step. */
export function hasStrongerHint(state: SessionState): boolean {
  const page = pageOf(state)
  return page.type === 'hint' && page.hint.number < page.hint.of
}

export function isAsked({ asking }: SessionState): boolean {
  return asking !== undefined
}
export const isMenu = on('menu')
export function isExchangeToSend(state: SessionState): boolean {
  const page = pageOf(state)
  return isExchange(state) && page.type === 'exchange' && page.about === 'send'
}
