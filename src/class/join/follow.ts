import { setClassroom } from '../../session/classroom.ts'
import type { Running } from '../../session/running.ts'
import { sessionWords } from '../../words/session.ts'
import type { JoinRequest, News } from '../api.ts'
import { usualPort } from '../api.ts'
import { type BoardPlace, boardPlace, createAsk, placeWords } from './ask.ts'
import { forgetMembership, type Membership, readMembership, writeMembership } from './membership.ts'
import { createWatcher } from './report-of.ts'
import { createSender } from './sender.ts'

export interface FollowOptions {
  readonly folder: string
  /** The version of the course. */
  readonly version: string
  readonly running: Running
  readonly nowMs: () => number
  /** Has something done when the course ends. */
  readonly onEnd: (end: () => Promise<void>) => void
}

/**
 * Tells the teacher's board what goes on in a session, for as long as it lasts. The session is never kept waiting, and
 * nothing of this fails: without a board the course goes on as if there were none.
 */
export function followSession(options: FollowOptions): void {
  const { folder, version, running, nowMs } = options
  const { session } = running
  const joined = membershipOf(folder)
  if (joined === undefined) return
  const { ask, close } = createAsk('background')
  const watcher = createWatcher(version, nowMs())
  running.set({ classroom: outside })
  const sender = createSender({
    ask,
    places: placesOf(joined),
    token: joined.token,
    rejoin: () => joinRequestOf(membershipOf(folder)),
    nowMs,
    sleep,
    onConnected: (isConnected) => setClassroom(running, { isConnected }),
    onNews: (news) => takeNews(running, news),
    onPlace: (place) => keepPlace(folder, place),
    onLeft(by) {
      running.set({ classroom: undefined })
      if (by === 'student') return
      forget(folder, joined)
      running.say(sessionWords.takenOut)
    },
  })
  let before = ''
  let shown = running.state.classroom?.shown
  const look = () => {
    const told = watcher.look(session.state)
    const text = JSON.stringify(told)
    if (text !== before) sender.tell(told)
    before = text
    const now = session.state.classroom?.shown
    if (now !== undefined && now !== shown) sender.show({ file: now.file, text: now.text })
    shown = now
  }
  const stop = session.onChange(look)
  look()
  options.onEnd(async () => {
    stop()
    await sender.close()
    close()
  })
}

/** Connected until something fails: nobody is to see a dot while the first question is on its way. */
const outside = {
  isConnected: true,
  handMs: undefined,
  handPlace: undefined,
  offer: undefined,
  isLookUp: false,
  shown: undefined,
} as const

function takeNews(running: Running, { place, answeredMs, offer, lookUp }: News): void {
  const { classroom } = running.state
  if (classroom === undefined) return
  const { handMs } = classroom
  const isAnswered = handMs !== undefined && answeredMs !== undefined && handMs <= answeredMs
  const handPlace = handMs === undefined || isAnswered ? undefined : place
  const isLookUp = lookUp === true
  const hand = isAnswered ? undefined : handMs
  if (
    hand === handMs &&
    handPlace === classroom.handPlace &&
    offer === classroom.offer &&
    isLookUp === classroom.isLookUp
  )
    return
  setClassroom(running, { handMs: hand, handPlace, offer, isLookUp })
  if (isAnswered) running.say(sessionWords.handSeen)
}

/** The class of a folder, where its file can be read. */
function membershipOf(folder: string): Membership | undefined {
  try {
    return readMembership(folder)
  } catch {
    return undefined
  }
}

/** Has the folder be in no class, where it has not joined another meanwhile. */
function forget(folder: string, { id }: Membership): void {
  if (membershipOf(folder)?.id !== id) return
  try {
    forgetMembership(folder)
  } catch {
    // The next start hears of it again.
  }
}

/** Where the board may be: where it was last, and where its name leads. */
export function placesOf({ address, host }: Membership): BoardPlace[] {
  const last = boardPlace(address, usualPort)
  if (last === undefined) return []
  const names = [host, `${host}.local`].filter((name) => /^[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(name))
  return [last, ...names.map((name) => ({ host: name, port: last.port }))]
}

/** Its address is kept for the next time, where it has changed. */
function keepPlace(folder: string, place: BoardPlace): void {
  const joined = membershipOf(folder)
  const address = placeWords(place)
  if (joined === undefined || joined.address === address) return
  try {
    writeMembership(folder, { ...joined, address })
  } catch {
    // It is found by its name the next time too.
  }
}

const joinRequestOf = (joined: Membership | undefined): JoinRequest | undefined =>
  joined && {
    code: joined.code,
    name: joined.name,
    id: joined.id,
    token: joined.token,
    // Asked and answered before.
    keepsName: true,
    again: true,
  }

/** Waits, unless the signal comes first; no process is kept alive by it. */
export const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    timer.unref()
    signal.addEventListener('abort', done)
  })
