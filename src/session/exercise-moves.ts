import { isFailed } from '../checks/explain/failure.ts'
import { exerciseOf } from '../course/course.ts'
import { sessionWords } from '../words/session.ts'
import { exerciseProgress, keepExercise } from './exercise.ts'
import { nextHint, withHint } from './hints.ts'
import type { Running } from './running.ts'
import { pageOf } from './state.ts'

// What keys do at the exercise, beside running the checks.

/** Shows the next hint for the step that fails now. */
export function showHint(running: Running): void {
  const { state } = running
  const exercise = state.stage && exerciseOf(state.stage)
  if (exercise === undefined) return
  if (isSolved(running)) {
    running.say(sessionWords.noHintNeeded)
    return
  }
  const known = exerciseProgress(running)
  const results = state.exercise?.last?.results
  const failed =
    results === undefined ? known.checks?.failing?.id : results.find(isFailed)?.check.id
  const hint = nextHint(exercise, known, failed)
  if (hint === undefined) {
    running.say(sessionWords.noHints)
    return
  }
  keepExercise(running, withHint(exercise, known, hint, running.effects.now()))
  const page = { type: 'hint', hint } as const
  if (pageOf(state).type === 'hint') running.swap(page)
  else running.push(page)
}

const isSolved = ({ state }: Running) => state.exercise?.passes === true

/** Shows what there is between the learner's server and the solution. That it was shown is kept. */
export async function showDiff(running: Running): Promise<void> {
  const { stage, exercise } = running.state
  if (stage === undefined || exercise === undefined) return
  const solution = await running.workplace?.solution(stage)
  const own = running.workplace?.read(exercise.shown)
  if (solution === undefined) return running.say(sessionWords.noSolution)
  if (own === undefined) return running.say(sessionWords.noFile(exercise.shown))
  if (!isSolved(running)) {
    const isKnown = exerciseProgress(running).solution !== undefined
    if (!isKnown && (await running.ask(sessionWords.showDiff)) !== 'yes') return
    keepShown(running)
  }
  running.push({ type: 'diff', own, solution })
}

/** Shows the solution, after asking twice. That it was shown is kept. */
export async function showSolution(running: Running): Promise<void> {
  const { stage, exercise } = running.state
  if (stage === undefined || exercise === undefined) return
  const text = await running.workplace?.solution(stage)
  if (text === undefined) return running.say(sessionWords.noSolution)
  const isKnown = exerciseProgress(running).solution !== undefined
  if (!isKnown && (await running.ask(sessionWords.showSolution)) !== 'yes') return
  if (!isKnown && (await running.ask(sessionWords.showSolutionStill)) !== 'yes') return
  keepShown(running)
  running.push({ type: 'program', file: exercise.shown, text, language: exercise.language })
}

const keepShown = (running: Running) =>
  keepExercise(running, {
    solution: exerciseProgress(running).solution ?? running.effects.now().toISOString(),
  })

/** Puts the beginning back, after asking. */
export async function startOver(running: Running): Promise<void> {
  const { stage, exercise } = running.state
  if (stage === undefined || exercise === undefined) return
  if ((await running.ask(sessionWords.startOver(exercise.shown))) !== 'yes')
    return running.say(sessionWords.nothingChanged)
  keepExercise(running, { hints: [], hintsOfSteps: {}, begunFrom: undefined })
  const files = (await running.workplace?.reset(stage)) ?? []
  running.say(
    ...files.flatMap(({ file, backup }) => [
      sessionWords.isAtBeginning(file),
      ...(backup === undefined ? [] : [sessionWords.backup(backup)]),
    ]),
  )
}

/** Opens the learner's file in their editor. */
export async function editFile(running: Running): Promise<void> {
  const path = running.state.exercise?.path
  if (path === undefined) return
  const result = await running.effects.openEditor(path)
  switch (result.type) {
    case 'opened':
      return running.say(sessionWords.openedWith(result.editor))
    case 'failed':
      return running.warn(sessionWords.editorFailed(result.editor, result.reason), path)
    case 'none':
      return running.say(sessionWords.noEditor, path)
  }
}
