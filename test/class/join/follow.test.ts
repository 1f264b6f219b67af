import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { followSession } from '../../../src/class/join/follow.ts'
import {
  forgetMembership,
  readMembership,
  writeMembership,
} from '../../../src/class/join/membership.ts'
import { beginStage, goTo } from '../../../src/session/lesson.ts'
import { check } from '../../session/course.ts'
import { type Desk, openDesk } from '../../session/desk.ts'
import { openBoard, type TestBoard } from '../board/open-board.ts'

let folder: string
let tested: TestBoard
let desk: Desk
let end = async () => {}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'learn-webserver-follow-'))
  tested = await openBoard()
  await tested.join('Kim')
  writeMembership(folder, {
    address: `127.0.0.1:${tested.server.port}`,
    host: 'localhost',
    code: tested.board.identity.code,
    board: tested.board.identity.id,
    name: 'Kim',
    ...tested.who('Kim'),
  })
  desk = openDesk({})
})
afterEach(async () => {
  await end()
  await desk.stop()
  await tested.close()
  rmSync(folder, { recursive: true, force: true })
})

const follow = () => {
  const { running } = desk
  followSession({
    folder,
    version: '0.1.0',
    running,
    nowMs: Date.now,
    onEnd: (given) => {
      end = given
    },
  })
}
const kim = () => tested.board.students.get(tested.who('Kim').id)
const toExercise = async () => {
  const [stage] = desk.session.state.stages
  if (stage !== undefined) await beginStage(desk.running, stage)
  await goTo(desk.running, 4)
}

describe('a session of somebody in a class', () => {
  test('is told: where they are, which check fails, and not one word of a file', async () => {
    follow()
    await toExercise()
    await desk.save([
      {
        check: check('one'),
        verdict: {
          type: 'fails',
          failure: { kind: 'unanswered' },
          sent: undefined,
          error: undefined,
        },
      },
    ])
    await expect
      .poll(() => kim()?.report)
      .toMatchObject({
        stage: 'first',
        stages: { first: { screen: 4, passed: 0, of: 1, failing: { id: 'one', runs: 1 } } },
        savesMs: [expect.any(Number)],
      })
    expect(JSON.stringify(kim()?.report)).not.toContain('mine')
    expect(kim()?.shown).toBeUndefined()
  })

  test('a hand is raised, and taken down when the teacher has seen it', async () => {
    follow()
    await toExercise()
    await desk.press('!')
    await expect.poll(() => desk.session.state.classroom?.handPlace).toBe(1)
    tested.board.answerHand(tested.who('Kim').id)
    await expect.poll(() => desk.session.state.classroom?.handMs).toBeUndefined()
    expect(desk.session.state.notices).toEqual([
      { tone: 'plain', text: 'Your teacher has seen your hand.' },
    ])
    await expect.poll(() => kim()?.report?.handMs).toBeUndefined()
  })

  test('a file is shown as it was when they agreed', async () => {
    follow()
    await toExercise()
    await Promise.all([desk.session.press('@'), desk.session.press('y')])
    await expect
      .poll(() => kim()?.shown)
      .toMatchObject({
        file: '1-first/server.js',
        text: 'mine\n',
      })
  })

  test('hears what the teacher suggests', async () => {
    follow()
    tested.board.teach({ offer: 2, isLookUp: true })
    await expect
      .poll(() => desk.session.state.classroom)
      .toMatchObject({ offer: 2, isLookUp: true, isConnected: true })
  })

  test('says that it is closed at the end', async () => {
    follow()
    await expect.poll(() => kim()?.report).toBeDefined()
    await end()
    expect(kim()?.report?.closed).toBe(true)
  })

  test('who leaves the class while the course is open is alone from then on', async () => {
    follow()
    await expect.poll(() => kim()?.report).toBeDefined()
    forgetMembership(folder)
    tested.board.remove(tested.who('Kim').id)
    await expect.poll(() => desk.session.state.classroom).toBeUndefined()
    expect(tested.board.students.size).toBe(0)
  })
})

test('whom the teacher has taken out is told so, and the folder is in no class', async () => {
  follow()
  await expect.poll(() => kim()?.report).toBeDefined()
  tested.board.takeOut(tested.who('Kim').id)
  await expect.poll(() => desk.session.state.classroom).toBeUndefined()
  expect(desk.session.state.notices).toEqual([
    { tone: 'plain', text: expect.stringContaining('taken you out of the class') },
  ])
  expect(readMembership(folder)).toBeUndefined()
  expect(tested.board.students.size).toBe(0)
})

test('a folder that has joined nothing is alone', () => {
  forgetMembership(folder)
  follow()
  expect(desk.session.state.classroom).toBeUndefined()
})
