import { expect, test } from 'vitest'
import { fitsFilter } from '../../../../src/page/client/wire/filter.ts'
import { line } from './made.ts'

const exchange = line({ method: 'POST', target: '/Hello?a=b', status: 404 })

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
  expect(fitsFilter(exchange, filter)).toBe(expected)
})

test('what has no response yet has no status', () => {
  expect(fitsFilter(line({ status: undefined }), '2xx')).toBe(false)
})
