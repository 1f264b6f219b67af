import { expect, test } from 'vitest'
import { actOfKey } from '../../../src/page/client/keys.ts'
import { pageSession } from '../../../src/page/view/session.ts'
import { openDesk } from '../../session/desk.ts'

test('a key of the page means what it means in the terminal, or nothing', async () => {
  const desk = openDesk({})
  const meant = (key: string) => actOfKey(key, pageSession(desk.session.state))
  expect(meant('2')).toEqual({ type: 'pick', number: 2 })
  expect(meant('3')).toBeUndefined()
  expect(meant('b')).toBeUndefined()
  await desk.press('1')
  expect(meant('Enter')).toEqual({ type: 'act', id: 'next', key: 'enter' })
  expect(meant('J')).toEqual({ type: 'act', id: 'screens', key: 'j' })
  // What the page shows all the time needs no key.
  expect(meant('f')).toBeUndefined()
  await desk.press('n', 'n')
  expect(meant('1')).toEqual({ type: 'pick', number: 1 })
  await desk.press('n', 's')
  expect(desk.session.state.asking).toBeDefined()
  expect(meant('y')).toEqual({ type: 'act', id: 'yes', key: 'y' })
  expect(meant('1')).toBeUndefined()
  await desk.stop()
})
