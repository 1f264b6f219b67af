import {
  type JoinRequest,
  type News,
  parseJoinResponse,
  parseNewsResponse,
  parseRefusal,
  paths,
  type ShowRequest,
  waitMs,
} from '../api.ts'
import type { Ask, BoardPlace, Question } from './ask.ts'
import type { Told } from './report-of.ts'

/** Sends what is new of a student to the board, and hears what the teacher has to say. Never fails. */
export interface Sender {
  /** Has this sent: soon, or when the board can be reached again; the newest alone. */
  tell(told: Told): void
  /** Shows a file, in the same way. */
  show(shown: Omit<ShowRequest, 'seq'>): void
  /** Says that the course is closed, where that can be done at once, and sends no more. */
  close(): Promise<void>
}

export interface SenderOptions {
  readonly ask: Ask
  /** Where the board may be, the likeliest first. */
  readonly places: readonly BoardPlace[]
  readonly token: string
  /** Joins again, where the board has lost what it knew; undefined where this folder has left the class. */
  readonly rejoin: () => JoinRequest | undefined
  readonly nowMs: () => number
  /** Told whether the board can be reached, whenever that changes. */
  readonly onConnected: (isConnected: boolean) => void
  readonly onNews: (news: News) => void
  /** This folder is in no class any more, by the student or the teacher: nothing is sent from now on. */
  readonly onLeft: (by: 'student' | 'teacher') => void
  /** The board was reached at this place. */
  readonly onPlace?: (place: BoardPlace) => void
  /** Waits, unless the signal comes first. It keeps no process alive. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** From 0 to 1. @default Math.random */
  readonly random?: () => number
}

/** Milliseconds in which changes come together before they are sent. */
const togetherMs = 60
/** Milliseconds between two questions for news, at least. */
const leastMs = 50
const timeoutMs = 8000
const closeTimeoutMs = 100
/** Between two attempts: at first, and at most. The half of it is by chance, so that a class does not come at once. */
const firstPauseMs = 1000
const longestPauseMs = 5000
/** While there is nothing to do, whatever happens wakes it. */
const idleMs = 600_000

const nowhere: BoardPlace = { host: 'localhost', port: 0 }

export function createSender(options: SenderOptions): Sender {
  const { ask, token, nowMs, sleep, onNews, random = Math.random } = options
  const stopped = new AbortController()
  let told: Told | undefined
  let isSent = true
  let shown: ShowRequest | undefined
  const mark = Math.floor(random() * 1000)
  let lastSeq = 0
  /** The newest report of which the board has said that it has it. */
  let keptSeq = 0
  let tag = ''
  let isConnected: boolean | undefined
  let failures = 0
  let placeAt = 0
  /** Ends a pause: something new is to be sent, or the board has been reached. */
  let wake = new AbortController()

  // Most often it comes back where it was.
  const [first = nowhere, ...others] = options.places
  const turns = [first, first, first, ...others.flatMap((other) => [other, first])]
  const place = (): BoardPlace => turns[placeAt % turns.length] ?? first
  const wakeUp = () => {
    wake.abort()
    wake = new AbortController()
  }
  const pause = (ms: number) => sleep(ms, AbortSignal.any([wake.signal, stopped.signal]))
  const reached = () => {
    failures = 0
    if (isConnected === true) return
    isConnected = true
    options.onPlace?.(place())
    options.onConnected(true)
    wakeUp()
  }
  const missed = async (at: BoardPlace) => {
    failures += 1
    // The machine may have another address by now: the places take turns.
    if (at === place()) placeAt += 1
    if (isConnected !== false && !stopped.signal.aborted) {
      isConnected = false
      options.onConnected(false)
    }
    const most = Math.min(firstPauseMs * 2 ** (failures - 1), longestPauseMs)
    await sleep(most * (0.5 + random() / 2), AbortSignal.any([stopped.signal, wake.signal]))
  }
  /**
   * Each number is larger than the one before, also after the course was started again. Two courses in one folder do
   * not choose the same in the same millisecond.
   */
  const nextSeq = () => {
    lastSeq = Math.max(lastSeq + 1, nowMs() * 1000 + mark)
    return lastSeq
  }

  /** Asks the board; whether the answer was what was hoped for. `seq`: the number of the report that is sent. */
  const tryTo = async (
    question: Omit<Question, 'token' | 'signal'>,
    seq?: number,
  ): Promise<'done' | 'refused' | 'failed'> => {
    const at = place()
    const answer = await ask(at, { ...question, token, signal: stopped.signal })
    if (stopped.signal.aborted) return 'failed'
    const response = answer.type === 'answered' ? parseNewsResponse(answer.value) : undefined
    if (response !== undefined) {
      reached()
      tag = response.tag
      onNews(response.news)
      if (seq !== undefined) keptSeq = Math.max(keptSeq, seq)
      // Another course in this folder was ahead, or the board has lost what it had.
      const isAhead = seq !== undefined && response.seq > seq
      if (isAhead) lastSeq = Math.max(lastSeq, response.seq)
      if (isAhead || response.seq < keptSeq) {
        keptSeq = Math.min(keptSeq, response.seq)
        isSent = false
        wakeUp()
      }
      return 'done'
    }
    if (answer.type === 'answered') {
      if (answer.status === 204) {
        reached()
        return 'done'
      }
      const refused = parseRefusal(answer.value)
      // What the board does not understand, it would not understand the next time either.
      if (refused === 'unreadable' || refused === 'too-large') return 'refused'
      if (refused === 'unknown' && (await joinAgain(at))) return 'failed'
    }
    // It is refused, or no board answers there: later it may be otherwise.
    await missed(at)
    return 'failed'
  }

  const joinAgain = async (at: BoardPlace): Promise<boolean> => {
    const body = options.rejoin()
    const leave = (by: 'student' | 'teacher') => {
      stopped.abort()
      options.onLeft(by)
      return false
    }
    if (body === undefined) return leave('student')
    const answer = await ask(at, {
      method: 'POST',
      path: paths.join,
      body,
      timeoutMs,
      signal: stopped.signal,
    })
    if (answer.type === 'answered' && parseRefusal(answer.value) === 'removed')
      return leave('teacher')
    const isJoined = answer.type === 'answered' && parseJoinResponse(answer.value) !== undefined
    if (isJoined) {
      isSent = told === undefined
      wakeUp()
    }
    return isJoined
  }

  const sending = async () => {
    while (!stopped.signal.aborted) {
      if (isSent && shown === undefined) {
        await pause(idleMs)
        continue
      }
      await sleep(togetherMs, stopped.signal)
      if (!isSent && told !== undefined) {
        isSent = true
        const seq = nextSeq()
        const body = { ...told, seq, atMs: nowMs() }
        const question = { method: 'POST', path: paths.report, body, timeoutMs } as const
        if ((await tryTo(question, seq)) === 'failed') isSent = false
      } else if (shown !== undefined) {
        const body = shown
        const question = { method: 'POST', path: paths.show, body, timeoutMs } as const
        const isOver = (await tryTo(question)) !== 'failed'
        if (isOver && shown === body) shown = undefined
      }
    }
  }

  const waiting = async () => {
    while (!stopped.signal.aborted) {
      if (told === undefined) await pause(idleMs)
      else
        await tryTo({
          method: 'GET',
          // Without a tag it is answered at once: then the board is known to be there.
          path: `${paths.wait}?seq=${keptSeq}&tag=${isConnected ? encodeURIComponent(tag) : ''}`,
          timeoutMs: waitMs + timeoutMs,
        })
      // Whatever answers there, it is not asked without end.
      await sleep(leastMs, stopped.signal)
    }
  }
  void sending()
  void waiting()

  return {
    tell(next) {
      told = next
      isSent = false
      wakeUp()
    },
    show(next) {
      shown = { ...next, seq: nextSeq() }
      wakeUp()
    },
    async close() {
      const isThere = isConnected === true && told !== undefined
      const at = place()
      stopped.abort()
      if (!isThere || told === undefined) return
      const body = { ...told, seq: nextSeq(), atMs: nowMs(), closed: true }
      await ask(at, { method: 'POST', path: paths.report, token, body, timeoutMs: closeTimeoutMs })
    },
  }
}
