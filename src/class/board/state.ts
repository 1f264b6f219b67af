import type { Report } from '../report.ts'
import { nameKey } from '../student-name.ts'

/** A student of the class, as far as the board has heard. */
export interface Student {
  readonly id: string
  readonly name: string
  /** SHA-256 of the token by which the student is known, in hex. */
  readonly tokenHash: string
  /** The newest report; undefined before the first. */
  readonly report: Report | undefined
  /** When the student was heard last, on the board's clock. */
  readonly heardMs: number
  /** When the newest report came, on the board's clock. */
  readonly reportedMs: number
  /** The raised hand that the teacher has answered: the student's own time of raising it. */
  readonly answeredHandMs: number | undefined
  /** A file that the student has chosen to show to the teacher. */
  readonly shown: ShownFile | undefined
}

export interface ShownFile {
  /** The student's own number, so that an older file is known. */
  readonly seq: number
  readonly file: string
  readonly text: string
}

/** What the board hears, or its teacher does. `atMs`: when, on the board's clock. */
export type ClassMessage =
  | {
      readonly type: 'joined'
      readonly id: string
      readonly name: string
      readonly tokenHash: string
      readonly atMs: number
    }
  | { readonly type: 'report'; readonly id: string; readonly report: Report; readonly atMs: number }
  /** A heartbeat: nothing is new. */
  | { readonly type: 'heard'; readonly id: string; readonly atMs: number }
  | { readonly type: 'shown'; readonly id: string; readonly shown: ShownFile }
  | { readonly type: 'hand-answered'; readonly id: string; readonly handMs: number }
  /** The student left the class, or the teacher has taken the row away. */
  | { readonly type: 'removed'; readonly id: string; readonly byTeacher?: true | undefined }

/** The class: its students, in the order in which they joined. */
export type ClassState = ReadonlyMap<string, Student>

export const noClass: ClassState = new Map()

/**
 * The class after a message. An older report never takes the place of a newer one, and a message that comes
 * twice changes nothing; who has not joined is not heard. Gives back the same state where nothing is new.
 */
export function take(state: ClassState, message: ClassMessage): ClassState {
  const before = state.get(message.id)
  if (message.type === 'removed') return before === undefined ? state : without(state, message.id)
  const after = message.type === 'joined' ? joined(before, message) : changed(before, message)
  return after === undefined || after === before ? state : new Map(state).set(after.id, after)
}

/**
 * The students whom the teacher has taken out, after a message: their courses do not bring them back. A person who
 * joins again does.
 */
export function takenOut(before: ReadonlySet<string>, message: ClassMessage): ReadonlySet<string> {
  if (message.type === 'removed' && message.byTeacher === true)
    return new Set([...before, message.id])
  if (message.type !== 'joined' || !before.has(message.id)) return before
  return new Set([...before].filter((id) => id !== message.id))
}

function joined(
  before: Student | undefined,
  { id, name, tokenHash, atMs }: ClassMessage & { type: 'joined' },
): Student {
  if (before === undefined)
    return {
      id,
      name,
      tokenHash,
      report: undefined,
      heardMs: atMs,
      reportedMs: atMs,
      answeredHandMs: undefined,
      shown: undefined,
    }
  // Only who has the token comes so far.
  return before.name === name ? before : { ...before, name }
}

function changed(
  before: Student | undefined,
  message: Exclude<ClassMessage, { type: 'joined' | 'removed' }>,
): Student | undefined {
  if (before === undefined) return undefined
  switch (message.type) {
    case 'report': {
      const { report, atMs } = message
      const heardMs = Math.max(before.heardMs, atMs)
      return before.report !== undefined && report.seq <= before.report.seq
        ? heard(before, heardMs)
        : { ...before, report, heardMs, reportedMs: atMs }
    }
    case 'heard':
      return heard(before, Math.max(before.heardMs, message.atMs))
    case 'shown':
      return message.shown.seq <= (before.shown?.seq ?? -1)
        ? before
        : { ...before, shown: message.shown }
    case 'hand-answered':
      return message.handMs <= (before.answeredHandMs ?? -1)
        ? before
        : { ...before, answeredHandMs: message.handMs }
  }
}

const heard = (student: Student, heardMs: number): Student =>
  heardMs === student.heardMs ? student : { ...student, heardMs }

function without(state: ClassState, id: string): ClassState {
  const rest = new Map(state)
  rest.delete(id)
  return rest
}

/** The students whose name could be taken for this one, but for the student of this id. */
export const namesakes = (state: ClassState, name: string, id: string): Student[] =>
  [...state.values()].filter(
    (student) => student.id !== id && nameKey(student.name) === nameKey(name),
  )
