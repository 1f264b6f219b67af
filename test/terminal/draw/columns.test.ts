import { expect, test } from 'vitest'
import { inOneRow } from '../../../src/terminal/draw/columns.ts'

test.each([
  ['short enough', 12, 'short enough'],
  ['a little too long', 12, 'a little to…'],
  ['GET /한국어', 10, 'GET /한국…'],
  ['GET /한국어', 9, 'GET /한…'],
])('%s in %i columns', (text, columns, row) => {
  expect(inOneRow(text, columns, '…')).toBe(row)
})
