import { afterEach, expect, test } from 'vitest'
import { visitorOf } from '../../src/session/visitors.ts'
import { type Desk, openDesk } from './desk.ts'

let desk: Desk
afterEach(() => desk.stop())

test.each([
  ['127.0.0.1:51234', undefined],
  ['[::1]:51234', undefined],
  ['[::ffff:127.0.0.1]:51234', undefined],
  ['10.0.0.11:40880', 'Kim'],
  ['[::ffff:10.0.0.11]:40880', 'Kim'],
  ['10.0.0.12:40880', '10.0.0.12'],
  ['[2001:db8::1]:40880', '2001:db8::1'],
])('%s is %s', (client, who) => {
  desk = openDesk({})
  desk.running.set({ visitors: new Map([['10.0.0.11', 'Kim']]) })
  expect(visitorOf(client, desk.session.state)).toBe(who)
})
