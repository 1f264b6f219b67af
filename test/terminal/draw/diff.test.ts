import { expect, test } from 'vitest'
import { renderDiff } from '../../../src/terminal/draw/diff.ts'
import { plainTheme } from '../theme.ts'

test('what changed, and a line that is folded has its sign once', () => {
  const from = 'const one = 1\nconst two = 2\n'
  const to = 'const one = 1\ncall(first, second, third, fourth, fifth)\n'
  expect(renderDiff(from, to, plainTheme(40))).toEqual([
    'line 1',
    '  const one = 1',
    '- const two = 2',
    '+ call(first, second, third, fourth,',
    '  fifth)',
  ])
})
