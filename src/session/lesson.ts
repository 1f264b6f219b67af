import type { Run, Stage } from '../course/course.ts'
import { serverWords } from '../words/server.ts'
import { sessionWords } from '../words/session.ts'
import { progressOf, screenNumber } from '../workspace/progress.ts'
import { closeExercise, openExercise } from './exercise.ts'
import type { Running } from './running.ts'
import { closeServer } from './running-server.ts'
import {
  followsExercise,
  hasExercise,
  type Page,
  pageOf,
  quizOn,
  type SessionState,
  screenOf,
} from './state.ts'

/** Shows the screen of a stage where the learner was, and begins nothing. */
export function showStage(running: Running, stage: Stage): void {
  running.set({ stage, movedTo: undefined })
  const screen = lastScreen(running, stage)
  running.set({ screen })
  running.show(screenPage(running.state, screen))
}

function lastScreen({ state }: Running, stage: Stage): number {
  const ids = stage.screens.map(({ id }) => id)
  return screenNumber(ids, progressOf(state.progress, stage.name))
}

/** Begins a stage, at the screen where the learner was. */
export async function beginStage(running: Running, stage: Stage): Promise<void> {
  const { workplace } = running
  if (workplace === undefined) return
  await leaveStage(running)
  await workplace.bring(stage)
  running.set({ stage, movedTo: undefined })
  await goTo(running, lastScreen(running, stage))
}

/** Ends what runs for a stage. */
async function leaveStage(running: Running): Promise<void> {
  await closeExercise(running)
  await closeServer(running)
}

/** Shows a screen of the stage. On that of its exercise, and the one to play with it, the learner's own server runs. */
export async function goTo(running: Running, number: number): Promise<void> {
  const { stage } = running.state
  const screen = stage?.screens[number - 1]
  if (stage === undefined || screen === undefined) return
  running.keep(stage, { screen: screen.id })
  const isPlay = followsExercise(stage, number)
  if (!hasExercise(screen) && !isPlay) await closeExercise(running)
  running.set({ screen: number })
  running.show(screenPage(running.state, number))
  const isWork = hasExercise(screen) || isPlay
  if (isWork && running.state.exercise === undefined) {
    const opened = await openExercise(running, stage, 'running')
    if (opened === 'left') return leaveQuestion(running, stage)
  }
  if (number === stage.screens.length && !hasExercise(screen)) keepRead(running, stage)
}

/** Goes back to where nothing is asked: the screen before the exercise. */
function leaveQuestion(running: Running, { screens }: Stage): Promise<void> {
  const before = screens.findIndex(hasExercise)
  return before < 1 ? toMenu(running) : goTo(running, before)
}

/** The screen after this one, or the stage after this one. */
export async function goOn(running: Running): Promise<void> {
  const { stage, stages, screen } = running.state
  if (stage === undefined) return
  if (screen < stage.screens.length) return goTo(running, screen + 1)
  keepRead(running, stage)
  running.keep(stage, { screen: stage.screens[0]?.id })
  const next = stages[stage.number]
  return next === undefined ? toMenu(running) : beginStage(running, next)
}

/** The screen before this one; from what lies on a screen, that screen. */
export async function goBack(running: Running): Promise<void> {
  const { state } = running
  if (state.shown.length > 1) return running.pop()
  return goTo(running, state.screen - 1)
}

/** The list of stages. */
export async function toMenu(running: Running): Promise<void> {
  const { stage, stages } = running.state
  await leaveStage(running)
  running.set({ stage: undefined, screen: 1 })
  running.show({ type: 'menu', at: stage === undefined ? 0 : stages.indexOf(stage) })
}

function keepRead(running: Running, stage: Stage): void {
  const { read } = progressOf(running.state.progress, stage.name)
  running.keep(stage, { read: read ?? running.effects.now().toISOString() })
}

/** Answers the question on the screen. The first answer is kept. */
export function answer(running: Running, choice: number): void {
  const { state } = running
  const page = pageOf(state)
  const quiz = quizOn(screenOf(state))
  const chosen = quiz?.choices[choice]
  if (page.type !== 'screen' || quiz === undefined || chosen === undefined) return
  running.swap({ ...page, picked: choice, isAnswered: page.isAnswered || chosen.right })
  if (state.stage === undefined) return
  const { questions } = progressOf(state.progress, state.stage.name)
  if (questions[quiz.id] !== undefined) return
  const first = chosen.right ? 'right' : 'wrong'
  running.keep(state.stage, { questions: { ...questions, [quiz.id]: first } })
}

/** A screen of the stage as it is shown first. `isLookedUp`: from the exercise, to be left for it. */
export function screenPage(
  { stage, progress }: SessionState,
  number: number,
  isLookedUp = false,
): Page {
  const quiz = quizOn(stage?.screens[number - 1])
  const isAnswered =
    stage === undefined ||
    quiz === undefined ||
    progressOf(progress, stage.name).questions[quiz.id] !== undefined
  return { type: 'screen', number, picked: undefined, isAnswered, isLookedUp }
}

/** Starts the course's server of a screen, opens it in the browser and shows the wire. */
export async function runServer(running: Running, run: Run): Promise<void> {
  const { stage } = running.state
  if (stage === undefined) return
  if (pageOf(running.state).type !== 'wire') running.push({ type: 'wire' })
  const { openServer } = await import('./server.ts')
  const server = await openServer(running, {
    run,
    upstream: running.effects.finishedServer(stage, run),
    port: stage.port,
    // The learner's own file has the same name.
    words: serverWords.stage(run.server, true, sessionWords.coursesServer(run.server)),
    isOurs: true,
  })
  if (running.state.server?.status === 'ready') await server.openBrowser()
}
