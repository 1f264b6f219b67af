import { expect, test } from 'vitest'
import { rowsInSight } from '../../../../src/page/client/wire/in-sight.ts'

const inSight = (top: number, rows: number) => {
  const { first, last } = rowsInSight({ top, height: 100, rows, rowHeight: 20 })
  return [first, last]
}

test.each([
  [0, 3, [0, 3]],
  [0, 1000, [0, 10]],
  [10, 1000, [0, 11]],
  [400, 1000, [15, 30]],
  [19_900, 1000, [990, 1000]],
  // It was longer before it was filtered.
  [19_900, 11, [1, 11]],
  [19_900, 0, [0, 0]],
])('scrolled by %i px, of %i rows', (top, rows, expected) => {
  expect(inSight(top, rows)).toEqual(expected)
})
