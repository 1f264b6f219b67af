import type { Course, Quiz, Run, Stage } from '../course/course.ts'
import type { Key } from '../terminal/io/terminal.ts'
import type { Watch } from './watch.ts'
import { keysFor, type WatchKey } from './watch-keys.ts'

const keys = {
  next: { key: 'enter', name: 'next', does: 'next' },
  nextStage: { key: 'enter', name: 'next', does: 'next stage' },
  toStages: { key: 'enter', name: 'next', does: 'to the stages' },
  skip: { key: 'n', name: 'next', does: 'next' },
  runIt: { key: 'enter', name: 'run', does: 'run it' },
  run: { key: 'r', name: 'run', does: 'run it' },
  back: { key: 'b', name: 'back', does: 'back' },
  stages: { key: 'l', name: 'stages', does: 'stages' },
  help: { key: '?', name: 'help', does: 'help' },
  quit: { key: 'q', name: 'quit', does: 'quit' },
} as const satisfies Record<string, Key>

export type Answer = `answer ${number}`
export type LessonKey = (typeof keys)[keyof typeof keys]['name'] | WatchKey | Answer

/** How a screen is left by a key that an exercise shares. */
type LeavingKey = 'next' | 'back' | 'stages' | 'help' | 'quit'

export interface KeyPlace {
  readonly stage: Stage
  readonly stages: Course['stages']['length']
  /** The screen's, from 1. */
  readonly number: number
}

export interface LessonState {
  /** The question on the screen. */
  readonly quiz: Quiz | undefined
  readonly isAnswered: boolean
  /** The server of the screen was started, or there is none. */
  readonly isStarted: boolean
  /** A server that is watched, or is to be. */
  readonly watch: Run | Watch | undefined
  /** The wire is what the screen is about. */
  readonly isAboutWire: boolean
}

/** What can be pressed on a screen of a lesson. The keys of the wire are named where it can be seen. */
export function lessonKeys(place: KeyPlace, state: LessonState): Key<LessonKey>[] {
  const { quiz, isAnswered, isStarted, watch, isAboutWire } = state
  const { stage, number } = place
  return [
    ...(quiz === undefined ? [] : answerKeys(quiz)),
    ...(!isAnswered
      ? [keys.skip]
      : !isStarted
        ? [keys.runIt, keys.skip]
        : [nextKey(place), { ...keys.skip, shown: false }]),
    ...(number > 1 ? [keys.back] : []),
    ...(watch === undefined
      ? []
      : keysFor(watch).map((key) => (isAboutWire ? key : { ...key, shown: false }))),
    { ...keys.run, shown: number === stage.screens.length },
    keys.stages,
    keys.help,
    keys.quit,
  ]
}

/**
 * The keys that lead away from an exercise. `holds`: all its checks do. Enter does not lead on before: it is
 * pressed too soon without a thought.
 */
export const leavingKeys = (place: KeyPlace, holds: boolean): Key<LeavingKey>[] => [
  ...(holds ? [nextKey(place)] : []),
  { ...keys.skip, shown: !holds },
  ...(place.number > 1 ? [keys.back] : []),
  keys.stages,
  keys.help,
  keys.quit,
]

function nextKey({ number, stage, stages }: KeyPlace): Key<'next'> {
  if (number < stage.screens.length) return keys.next
  return stage.number < stages ? keys.nextStage : keys.toStages
}

/** A digit for each choice, of which the first stands for all in the line of keys. */
function answerKeys({ choices }: Quiz): Key<Answer>[] {
  return choices.map((_choice, i) => ({
    key: String(i + 1),
    name: `answer ${i + 1}`,
    does: 'your answer',
    shown: i === 0,
    ...(i === 0 && { label: `1-${choices.length}` }),
  }))
}
