import { expect, test } from 'vitest'
import { fits } from '../../src/http/filter.ts'

const exchange = { method: 'POST', target: '/Hello?a=b', status: 404 }

test.each([
  ['', true],
  ['404', true],
  ['4xx', true],
  ['5xx', false],
  ['POST', true],
  ['GET', false],
  ['/hello', true],
  ['a=b 404', true],
  ['!404', false],
  ['!favicon', true],
  ['/hello GET', false],
])('%j', (filter, expected) => {
  expect(fits(exchange, filter)).toBe(expected)
})

test('what has no response yet has no status', () => {
  expect(fits({ ...exchange, status: undefined }, '4xx')).toBe(false)
})
