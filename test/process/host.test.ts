import { expect, test } from 'vitest'
import { openTo } from '../../src/process/host.ts'

const own = ['192.168.1.5', '2001:db8::5']

test.each([
  ['localhost', undefined],
  ['127.0.0.1', undefined],
  ['[::1]', undefined],
  ['0.0.0.0', { listen: ['0.0.0.0', '::1'], reachable: ['192.168.1.5'] }],
  ['::', { listen: ['0.0.0.0', '::'], reachable: own }],
  ['192.168.1.5', { listen: ['127.0.0.1', '::1', '192.168.1.5'], reachable: ['192.168.1.5'] }],
  ['[2001:DB8::5]', { listen: ['127.0.0.1', '::1', '2001:db8::5'], reachable: ['2001:db8::5'] }],
])('--host %s', (given, expected) => {
  expect(openTo(given, own)).toEqual(expected)
})

test.each(['192.168.1.6', 'example.com', '', '0.0.0.0:9001'])('--host %j is refused', (given) => {
  expect(() => openTo(given, own)).toThrow(`${given} is not an address of this machine.`)
})
