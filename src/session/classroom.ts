import { sessionWords } from '../words/session.ts'
import { beginStage } from './lesson.ts'
import type { Running } from './running.ts'
import type { Classroom, SessionState } from './state.ts'

// What a learner does in a class. Who tells it to the teacher's board looks at the state.

/** Changes what is known of the class; nothing for who learns alone. */
export function setClassroom(running: Running, change: Partial<Classroom>): void {
  const { classroom } = running.state
  if (classroom !== undefined) running.set({ classroom: { ...classroom, ...change } })
}

/** Raises the hand. */
export function raiseHand(running: Running): void {
  setClassroom(running, { handMs: running.effects.now().getTime(), handPlace: undefined })
}

/** Takes the hand down. */
export function lowerHand(running: Running): void {
  setClassroom(running, { handMs: undefined, handPlace: undefined })
  running.say(sessionWords.handDown)
}

/** Shows the learner's file to the teacher as it is now, after asking. */
export async function showToTeacher(running: Running): Promise<void> {
  const { exercise } = running.state
  if (exercise === undefined) return
  const { shown: file } = exercise
  const text = running.workplace?.read(file)
  if (text === undefined) return running.say(sessionWords.noFile(file))
  if ((await running.ask(sessionWords.showTeacher(file))) !== 'yes')
    return running.say(sessionWords.notShown)
  setClassroom(running, { shown: { file, text, atMs: running.effects.now().getTime() } })
  running.say(sessionWords.shownToTeacher(file))
}

/** The stage that the teacher suggests, where it is another than the one that is open. */
export const offeredStage = ({ classroom, stages, stage }: SessionState) => {
  const offered = stages.find(({ number }) => number === classroom?.offer)
  return offered?.number === stage?.number ? undefined : offered
}

/** Goes to the stage that the teacher suggests. */
export async function goToOffered(running: Running): Promise<void> {
  const offered = offeredStage(running.state)
  if (offered !== undefined) await beginStage(running, offered)
}
