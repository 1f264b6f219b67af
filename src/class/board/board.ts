import { createHash, randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import type { JoinRequest, News, NewsResponse, Refusal, ShowRequest } from '../api.ts'
import type { Report } from '../report.ts'
import { studentName } from '../student-name.ts'
import { codeKey, makeCode } from './code.ts'
import {
  type Identity,
  type Journal,
  noTeaching,
  type Remembered,
  type Teaching,
} from './journal.ts'
import { handPlaces } from './needs.ts'
import {
  type ClassMessage,
  type ClassState,
  namesakes,
  noClass,
  type Student,
  take,
  takenOut,
} from './state.ts'

/** A class, while it goes on: what is known of it, and what students and the teacher do. */
export interface Board {
  readonly identity: Identity
  readonly students: ClassState
  readonly teaching: Teaching
  /** Lets a student join, or says why not. `atMs`: when they were heard. @default now */
  join(request: JoinRequest, atMs?: number): Joined
  /** The student that a token belongs to. */
  studentOf(token: string): Student | undefined
  /** Takes the state of a student. `atMs`: when it was heard. @default now */
  report(id: string, report: Report, atMs?: number): void
  /** A student who says nothing new is there all the same. */
  hear(id: string): void
  show(id: string, shown: ShowRequest): void
  /** Takes a row away: the student leaves. */
  remove(id: string): void
  /** The teacher takes a row away. It comes back where the student joins again, and not by itself. */
  takeOut(id: string): void
  /** The teacher has answered a raised hand. */
  answerHand(id: string): void
  teach(change: Partial<Teaching>): void
  /** What the teacher has to say to a student now. */
  newsFor(student: Student): NewsResponse
  /** Told after each change. Gives back what ends that. */
  onChange(listener: () => void): () => void
}

export type Joined =
  | {
      readonly type: 'joined'
      readonly board: string
      readonly host: string
      readonly name: string
    }
  | { readonly type: 'refused'; readonly because: Refusal }

export interface BoardOptions {
  /** What is remembered of the class; undefined for a new one. */
  readonly remembered: Remembered | undefined
  readonly port: number
  /** Where what happens is kept. It is opened here, so that it can ask for the newest. */
  readonly journal: (remembered: () => Remembered) => Pick<Journal, 'add'>
  readonly nowMs: () => number
  /** Students at most. @default 500 */
  readonly maxStudents?: number
}

const secret = () => randomBytes(16).toString('base64url')

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Begins a class, or goes on with one. */
export function createBoard(options: BoardOptions): Board {
  const { remembered, port, nowMs, maxStudents = 500 } = options
  const identity: Identity = {
    ...(remembered?.identity ?? {
      type: 'board',
      version: 1,
      id: secret(),
      code: makeCode(),
      secrets: { address: secret(), cookie: secret(), act: secret() },
    }),
    port,
  }
  let students = remembered?.students ?? noClass
  let removed = remembered?.removed ?? new Set<string>()
  let teaching = remembered?.teaching ?? noTeaching
  const journal = options.journal(() => ({ identity, students, removed, teaching }))
  const listeners = new Set<() => void>()
  /** By the token's hash. */
  let idOf = new Map([...students.values()].map(({ id, tokenHash }) => [tokenHash, id]))
  let places: ReadonlyMap<string, number> | undefined

  const tell = () => {
    places = undefined
    for (const listener of listeners) listener()
  }
  const happen = (message: ClassMessage) => {
    const before = students
    students = take(students, message)
    if (students === before) return
    removed = takenOut(removed, message)
    if (message.type === 'joined' || message.type === 'removed')
      idOf = new Map([...students.values()].map(({ id, tokenHash }) => [tokenHash, id]))
    // Who was heard is known again as soon as they are heard.
    if (message.type !== 'heard') journal.add(message)
    tell()
  }

  return {
    identity,
    get students() {
      return students
    },
    get teaching() {
      return teaching
    },
    join({ code, name: given, id, token, keepsName = false, again }, atMs = nowMs()) {
      const refused = (because: Refusal): Joined => ({ type: 'refused', because })
      if (codeKey(code) !== codeKey(identity.code)) return refused('code')
      const name = studentName(given)
      if (name === undefined) return refused('unreadable')
      const tokenHash = hashOf(token)
      const before = students.get(id)
      // The id is no secret; the token is.
      if (before !== undefined && before.tokenHash !== tokenHash) return refused('unknown')
      if (again && removed.has(id)) return refused('removed')
      if (before === undefined && teaching.isClosed) return refused('closed')
      if (before === undefined && students.size >= maxStudents) return refused('full')
      if (before?.name !== name && !keepsName && namesakes(students, name, id).length > 0)
        return refused('name-taken')
      happen({ type: 'joined', id, name, tokenHash, atMs })
      return { type: 'joined', board: identity.id, host: hostname(), name }
    },
    studentOf(token) {
      const id = idOf.get(hashOf(token))
      return id === undefined ? undefined : students.get(id)
    },
    report: (id, report, atMs = nowMs()) => happen({ type: 'report', id, report, atMs }),
    hear: (id) => happen({ type: 'heard', id, atMs: nowMs() }),
    show: (id, shown) => happen({ type: 'shown', id, shown }),
    remove: (id) => happen({ type: 'removed', id }),
    takeOut: (id) => happen({ type: 'removed', id, byTeacher: true }),
    answerHand(id) {
      const handMs = students.get(id)?.report?.handMs
      if (handMs !== undefined) happen({ type: 'hand-answered', id, handMs })
    },
    teach(change) {
      teaching = { ...teaching, ...change }
      journal.add({ type: 'teaching', ...teaching })
      tell()
    },
    newsFor({ id, report, answeredHandMs }) {
      places ??= handPlaces(students.values())
      const place = places.get(id)
      const { offer, isLookUp } = teaching
      const news: News = {
        ...(place !== undefined && { place }),
        ...(answeredHandMs !== undefined && { answeredMs: answeredHandMs }),
        ...(offer !== undefined && { offer }),
        ...(isLookUp && { lookUp: true }),
      }
      const tag = [place, answeredHandMs, offer, isLookUp ? 1 : 0].join('.')
      return { news, tag, seq: report?.seq ?? 0 }
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
