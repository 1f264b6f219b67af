import fc from 'fast-check'
import { expect, test } from 'vitest'
import { grouped, listed, plural } from '../../src/words/plural.ts'

test('numbers are written as Intl writes them in English', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (count) => {
      expect(grouped(count)).toBe(new Intl.NumberFormat('en').format(count))
    }),
  )
  expect(grouped(1234.5678)).toBe('1,234.5678')
})

test('one is one, and all else is many', () => {
  const counts = [0, 1, 2, 21, 1001]
  expect(counts.map((count) => plural(count, 'byte'))).toEqual([
    '0 bytes',
    '1 byte',
    '2 bytes',
    '21 bytes',
    '1,001 bytes',
  ])
  expect(plural(2, 'entry', 'entries')).toBe('2 entries')
})

test.each(['and', 'or'] as const)('lists with "%s" are written as Intl writes them', (kind) => {
  const type = kind === 'and' ? 'conjunction' : 'disjunction'
  const intl = new Intl.ListFormat('en', { type })
  for (const items of [[], ['a'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c', 'd']])
    expect(listed(items, kind)).toBe(intl.format(items))
})
