import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { beginStage, goTo } from '../../src/session/lesson.ts'
import { offeredIn } from '../../src/session/offered.ts'
import { playOn } from '../terminal/device.ts'
import { type Desk, openDesk } from './desk.ts'

const atNoonMs = Date.UTC(2026, 10, 28, 12)
const classroom = {
  isConnected: true,
  handMs: undefined,
  handPlace: undefined,
  offer: undefined,
  isLookUp: false,
  shown: undefined,
} as const

let desk: Desk
/** At the exercise of the first stage. */
beforeEach(async () => {
  desk = openDesk({})
  const [stage] = desk.session.state.stages
  if (stage === undefined) throw new Error('there is no stage')
  await beginStage(desk.running, stage)
  await goTo(desk.running, 4)
})
afterEach(() => desk.stop())

const inClass = () => desk.session.state.classroom
/** It asks at once: what comes next is the answer. */
const showAnd = (answer: string) =>
  Promise.all([desk.session.press('@'), desk.session.press(answer)])
const keys = () => offeredIn(desk.session.state).flatMap(({ keys }) => keys)

describe('who learns alone', () => {
  test.each(['!', '@', '>'])('%s does nothing', async (key) => {
    expect(keys()).not.toContain(key)
    await desk.press(key)
    expect(inClass()).toBeUndefined()
  })
})

describe('in a class', () => {
  beforeEach(() => desk.running.set({ classroom }))

  test('! raises the hand, and takes it down again', async () => {
    await desk.press('!')
    expect(inClass()?.handMs).toBe(atNoonMs)
    await desk.press('!')
    expect(inClass()?.handMs).toBeUndefined()
  })

  test('a hand is raised in the exercise, and taken down anywhere', async () => {
    await desk.press('!')
    await goTo(desk.running, 1)
    expect(keys()).toContain('!')
    await desk.press('!')
    expect(inClass()?.handMs).toBeUndefined()
    expect(keys()).not.toContain('!')
  })

  test('! is named at the foot, with the place in the line', async () => {
    const terminal = playOn(desk.session, 80, 20)
    expect(await terminal.drawn()).toContain('! raise your hand')
    expect(await terminal.type('!')).toContain(' Your hand is raised.\n')
    desk.running.set({ classroom: { ...classroom, handMs: atNoonMs, handPlace: 3 } })
    expect(await terminal.drawn()).toContain('Your hand is raised. 2 students before you.')
    desk.running.set({ classroom: { ...classroom, handMs: atNoonMs, handPlace: 1 } })
    expect(await terminal.drawn()).toContain('Your hand is raised. You are next.')
    expect(await terminal.drawn()).toContain('! hand down')
    desk.running.set({
      classroom: { ...classroom, handMs: atNoonMs, handPlace: 1, isConnected: false },
    })
    expect(await terminal.drawn()).toContain(
      'Your hand is raised. Your teacher sees it when the connection is back.',
    )
  })

  test('@ shows the file as it is now, once that was agreed to', async () => {
    await showAnd('y')
    expect(inClass()?.shown).toEqual({
      file: '1-first/server.js',
      text: 'mine\n',
      atMs: atNoonMs,
    })
  })

  test.each(['n', 'escape'])('@ and then %s: nothing is sent', async (key) => {
    await showAnd(key)
    expect(inClass()?.shown).toBeUndefined()
  })

  test('> goes to the stage that the teacher suggests', async () => {
    expect(keys()).not.toContain('>')
    desk.running.set({ classroom: { ...classroom, offer: 2 } })
    const terminal = playOn(desk.session, 80, 20)
    expect(await terminal.drawn()).toContain(
      'Your teacher suggests stage 2, "Stage second".   > go there',
    )
    await desk.press('>')
    expect(desk.session.state.stage?.number).toBe(2)
    expect(keys()).not.toContain('>')
    expect(await terminal.drawn()).not.toContain('Your teacher suggests')
  })

  test('a stage that this course does not have is not suggested', () => {
    desk.running.set({ classroom: { ...classroom, offer: 7 } })
    expect(keys()).not.toContain('>')
  })

  test('"look up" is a line at the foot, which takes no key away', async () => {
    const terminal = playOn(desk.session, 80, 20)
    await terminal.drawn()
    const before = keys()
    desk.running.set({ classroom: { ...classroom, isLookUp: true } })
    expect(await terminal.drawn()).toContain('Your teacher asks everyone to look up.')
    expect(keys()).toEqual(before)
  })

  test('the network is gone: a dot beside the number of the screen, and no more', async () => {
    const terminal = playOn(desk.session, 80, 20)
    const whole = await terminal.drawn()
    desk.running.set({ classroom: { ...classroom, isConnected: false } })
    const cut = await terminal.drawn()
    expect(cut).toContain('○ 4/4')
    expect(cut.replace('○ 4/4', '  4/4')).toBe(whole)
  })
})
