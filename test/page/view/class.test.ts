import { expect, test } from 'vitest'
import { pageSession } from '../../../src/page/view/session.ts'
import { openDesk } from '../../session/desk.ts'

test('what a class has to say stands with the notices, and its keys with the others', async () => {
  const desk = openDesk({})
  expect(pageSession(desk.session.state).notices).toEqual([])
  desk.running.set({
    classroom: {
      isConnected: true,
      handMs: 1,
      handPlace: 1,
      offer: 2,
      isLookUp: true,
      shown: undefined,
    },
  })
  const { notices, actions } = pageSession(desk.session.state)
  expect(notices.map(({ tone, text }) => `${tone}: ${text}`)).toEqual([
    'warning: Your teacher asks everyone to look up.',
    'plain: Your teacher suggests stage 2, "Stage second".',
    expect.stringMatching(/^plain: Your hand is raised/),
  ])
  expect(actions.map(({ key }) => key)).toContain('>')
  await desk.stop()
})
