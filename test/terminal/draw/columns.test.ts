import stringWidth from 'fast-string-width'
import { expect, test } from 'vitest'
import { fold, inOneRow } from '../../../src/terminal/draw/columns.ts'

test.each([
  ['short enough', 12, 'short enough'],
  ['a little too long', 12, 'a little to…'],
  ['GET /한국어', 10, 'GET /한국…'],
  ['GET /한국어', 9, 'GET /한…'],
])('%s in %i columns', (text, columns, row) => {
  expect(inOneRow(text, columns, '…')).toBe(row)
})

test('the signs that lines are drawn with each take a column', () => {
  const signs = Array.from('─┬│└→←↵↑↓✔✘▸•…·×–—‘’“”␀␍␊␡╿')
  expect(signs.map((sign) => stringWidth(sign))).toEqual(signs.map(() => 1))
  expect(fold(signs.join(''), 1).map(({ text }) => text)).toEqual(signs)
})

test('a sign that is drawn wide by what follows it is not cut from it', () => {
  expect(fold('✔\u{fe0f}a', 2).map(({ text }) => text)).toEqual(['✔\u{fe0f}', 'a'])
})
