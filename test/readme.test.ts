import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { withKeys, withStages } from '../src/commands/author-readme.ts'
import { loadCourse } from '../src/course/load.ts'
import { createProgram } from '../src/program.ts'

test('the README’s table of keys is the one of the actions: node dist/cli.cjs author readme', () => {
  const readme = readFileSync('README.md', 'utf8')
  expect(readme).toContain('| `?` |')
  expect(withKeys(readme)).toBe(readme)
})

test('the README’s table of commands has each that --help lists', () => {
  const ran = () => async () => {}
  const program = createProgram('', { inCourse: ran, anywhere: ran })
  const listed = program.createHelp().visibleCommands(program)
  const named = [...readFileSync('README.md', 'utf8').matchAll(/^\| `learn-webserver ([a-z-]+)/gm)]
  expect(named.map(([, name]) => name).sort()).toEqual(listed.map((one) => one.name()).sort())
})

test('the page for teachers has the stages and mistakes of today: node dist/cli.cjs author readme', () => {
  const page = readFileSync('docs/teaching.md', 'utf8')
  expect(page).toMatch(/^\| 1 \| Raw socket \|/m)
  expect(page).toMatch(/^\| 1 \| waits until the whole request has come \|/m)
  expect(withStages(page, loadCourse('lessons', 'js'))).toBe(page)
})
