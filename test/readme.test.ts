import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { withKeys } from '../src/commands/author-readme.ts'

test('the README’s table of keys is the one of the actions: node dist/cli.cjs author readme', () => {
  const readme = readFileSync('README.md', 'utf8')
  expect(readme).toContain('| `?` |')
  expect(withKeys(readme)).toBe(readme)
})
