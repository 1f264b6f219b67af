import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import type { JoinRequest } from '../../../src/class/api.ts'
import { type Board, createBoard } from '../../../src/class/board/board.ts'
import type { Remembered } from '../../../src/class/board/journal.ts'
import type { Answered, Ask } from '../../../src/class/join/ask.ts'
import type { Told } from '../../../src/class/join/report-of.ts'
import { createSender, type Sender } from '../../../src/class/join/sender.ts'
import { parseReport } from '../../../src/class/report.ts'
import { noonMs } from './../board/students.ts'

const who = { id: 'i'.repeat(22), token: 't'.repeat(22) }
const told = (screen: number): Told => ({
  version: '0.1.0',
  language: 'js',
  stage: 'forms',
  stages: { forms: { screen } },
  savesMs: [],
})

const boardOf = (remembered?: Remembered): Board =>
  createBoard({ remembered, port: 1, journal: () => ({ add: () => {} }), nowMs: () => noonMs })

type Fate = 'arrives' | 'lost' | 'answer-lost'
const unreachable: Answered = { type: 'unreachable', reason: 'ECONNRESET' }

let senders: Sender[] = []
afterEach(async () => {
  await Promise.all(senders.map((sender) => sender.close()))
  senders = []
})

/** A student, a board, and a network between the two that does as it is told. */
function open(network: { board: Board; fate: () => Fate }, random = 0.5) {
  const connected: boolean[] = []
  let leftBy: string | undefined
  let isMember = true
  let asked = 0
  const joinRequest = (): JoinRequest => ({
    code: network.board.identity.code,
    name: 'Kim',
    ...who,
    keepsName: true,
  })
  const again = { again: true } as const
  network.board.join(joinRequest())
  const answer = (path: string, body: object | undefined, token: string | undefined): Answered => {
    const { board } = network
    const json = (status: number, value: object): Answered => ({ type: 'answered', status, value })
    if (path === '/class/join') {
      const joined = board.join({ ...joinRequest(), ...body })
      return joined.type === 'joined'
        ? json(200, { board: 'b', host: 'h', name: 'Kim' })
        : json(403, { refused: joined.because })
    }
    const student = board.studentOf(token ?? '')
    if (student === undefined) return json(401, { refused: 'unknown' })
    const report = parseReport(body)
    if (path === '/class/report' && report !== undefined) board.report(student.id, report)
    return json(200, board.newsFor(board.students.get(student.id) ?? student))
  }
  const ask: Ask = async (_place, { path, body, token, signal }) => {
    asked += 1
    await turn()
    if (signal?.aborted) return unreachable
    const fate = network.fate()
    if (fate === 'lost') return unreachable
    const answered = answer(path, body, token)
    return fate === 'answer-lost' ? unreachable : answered
  }
  const sender = createSender({
    ask,
    places: [{ host: 'a', port: 1 }],
    token: who.token,
    rejoin: () => (isMember ? { ...joinRequest(), ...again } : undefined),
    nowMs: () => noonMs,
    onConnected: (is) => connected.push(is),
    onNews: () => {},
    onLeft: (by) => {
      leftBy = by
    },
    sleep: () => turn(),
    random: () => random,
  })
  senders.push(sender)
  return {
    sender,
    connected,
    asked: () => asked,
    leftBy: () => leftBy,
    leave: () => {
      isMember = false
    },
    screen: () => network.board.students.get(who.id)?.report?.stages['forms']?.screen,
  }
}

/** Turns of the event loop until something is so; at most some thousands. */
async function until(isSo: () => boolean): Promise<void> {
  for (let i = 0; i < 5000 && !isSo(); i++) await turn()
  expect(isSo()).toBe(true)
}

test('what is told arrives', async () => {
  const { sender, screen, connected } = open({ board: boardOf(), fate: () => 'arrives' })
  sender.tell(told(3))
  await until(() => screen() === 3)
  expect(connected).toEqual([true])
})

test('the newest arrives, whatever the network does on the way', async () => {
  const fate = fc.constantFrom<Fate>('arrives', 'lost', 'lost', 'answer-lost')
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ turns: fc.nat(8), fates: fc.array(fate, { maxLength: 6 }) }), {
        minLength: 1,
        maxLength: 12,
      }),
      async (steps) => {
        let fates: readonly Fate[] = []
        const { sender, screen } = open({
          board: boardOf(),
          fate() {
            const [now = 'arrives', ...rest] = fates
            fates = rest
            return now
          },
        })
        for (const [i, step] of steps.entries()) {
          fates = step.fates
          sender.tell(told(i + 1))
          for (let turns = 0; turns < step.turns; turns++) await turn()
        }
        await until(() => screen() === steps.length)
        await sender.close()
      },
    ),
    { numRuns: 150 },
  )
})

describe('the board is gone for a while', () => {
  test('it is said once, nothing is lost, and it is said once that it is back', async () => {
    const network = { board: boardOf(), fate: (): Fate => 'arrives' }
    const { sender, screen, connected, asked } = open(network)
    sender.tell(told(1))
    await until(() => screen() === 1)
    network.fate = () => 'lost'
    sender.tell(told(2))
    sender.tell(told(3))
    const before = asked()
    await until(() => asked() > before + 8)
    expect(screen()).toBe(1)
    network.fate = () => 'arrives'
    await until(() => screen() === 3)
    expect(connected).toEqual([true, false, true])
  })

  test('it comes back with an older state: it gets the newest, though nothing is new', async () => {
    const network = { board: boardOf(), fate: (): Fate => 'arrives' }
    const { sender, screen } = open(network)
    sender.tell(told(1))
    await until(() => screen() === 1)
    const { identity, students, teaching } = network.board
    const removed = new Set<string>()
    sender.tell(told(2))
    await until(() => screen() === 2)
    network.board = boardOf({ identity, students, removed, teaching })
    expect(screen()).toBe(1)
    await until(() => screen() === 2)
  })

  test('it comes back and has forgotten everyone: students join again by themselves', async () => {
    const network = { board: boardOf(), fate: (): Fate => 'arrives' }
    const { sender, screen } = open(network)
    sender.tell(told(7))
    await until(() => screen() === 7)
    const { identity, teaching } = network.board
    network.board = boardOf({
      identity,
      students: new Map(),
      removed: new Set(),
      teaching,
    })
    await until(() => screen() === 7)
  })
})

test('a folder that has left the class joins it no more, and sends no more', async () => {
  const network = { board: boardOf(), fate: (): Fate => 'arrives' }
  const { sender, screen, leftBy, leave, asked } = open(network)
  sender.tell(told(1))
  await until(() => screen() === 1)
  leave()
  network.board.remove(who.id)
  await until(() => leftBy() === 'student')
  const before = asked()
  sender.tell(told(2))
  for (let i = 0; i < 50; i++) await turn()
  expect(asked()).toBeLessThanOrEqual(before + 1)
  expect(network.board.students.size).toBe(0)
})

test('whom the teacher has taken out does not come back, and sends no more', async () => {
  const network = { board: boardOf(), fate: (): Fate => 'arrives' }
  const { sender, screen, leftBy } = open(network)
  sender.tell(told(1))
  await until(() => screen() === 1)
  network.board.takeOut(who.id)
  await until(() => leftBy() === 'teacher')
  sender.tell(told(2))
  for (let i = 0; i < 50; i++) await turn()
  expect(network.board.students.size).toBe(0)
})

test('another course in the same folder was ahead: the newest told is the newest on the board', async () => {
  const board = boardOf()
  const first = open({ board, fate: () => 'arrives' })
  const second = open({ board, fate: () => 'arrives' }, 0.7)
  first.sender.tell(told(1))
  await until(() => first.screen() === 1)
  for (let screen = 2; screen < 6; screen++) {
    second.sender.tell(told(screen))
    await until(() => second.screen() === screen)
  }
  first.sender.tell(told(9))
  await until(() => first.screen() === 9)
})

test('who closes the course says so, and what was new with it', async () => {
  const network = { board: boardOf(), fate: (): Fate => 'arrives' }
  const { sender, screen } = open(network)
  sender.tell(told(1))
  await until(() => screen() === 1)
  sender.tell(told(2))
  await sender.close()
  expect(network.board.students.get(who.id)?.report).toMatchObject({ closed: true })
  expect(screen()).toBe(2)
})

test('who closes the course while the board is away asks nothing more', async () => {
  const { sender, asked, connected } = open({ board: boardOf(), fate: () => 'lost' })
  sender.tell(told(1))
  await until(() => connected.length > 0)
  await sender.close()
  const before = asked()
  for (let i = 0; i < 50; i++) await turn()
  expect(asked()).toBe(before)
})
