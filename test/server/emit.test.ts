import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { emitProgram } from '../../src/server/emit.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'learn-webserver-test-'))
  mkdirSync(join(root, '1-stage'))
})
afterEach(() => rmSync(root, { recursive: true }))

const write = (name: string, text: string) => writeFileSync(join(root, name), text)
const emit = () => emitProgram(join(root, '1-stage/server.ts'), root, join(root, '.out'))
const run = (file: string) => {
  const { stdout, stderr } = spawnSync(process.execPath, [file], { cwd: root, encoding: 'utf8' })
  return { stdout, stderr }
}

test('a program runs with the files it imports, types taken out', () => {
  write('shared.ts', `export type Word = string\nexport const hello: Word = 'hello'\n`)
  write(
    '1-stage/other.ts',
    `export * from '../shared.ts'\nexport const twice = (n: number) => n * 2\n`,
  )
  write(
    '1-stage/server.ts',
    `import { basename } from 'node:path'\nimport { hello, twice, type Word } from './other.ts'\nconst word: Word = hello\nconsole.log(word, twice(2), basename('a/b'))\n`,
  )
  expect(run(emit())).toEqual({ stdout: 'hello 4 b\n', stderr: '' })
})

test('files that import each other are written once', () => {
  write('1-stage/a.ts', `import { b } from './server.ts'\nexport const a = () => b\n`)
  write('1-stage/server.ts', `import { a } from './a.ts'\nexport const b = 'b'\nconsole.log(a())\n`)
  expect(run(emit()).stdout).toBe('b\n')
})

test('an error names the line of the file that was written', () => {
  write('1-stage/server.ts', `interface Unused {\n  a: string\n}\n\nthrow new Error('here')\n`)
  expect(run(emit()).stderr).toMatch(/1-stage\/server\.ts:5/)
})

test.each([
  ['a syntax error', 'const a = (\n', /^1-stage\/server\.ts:2:1: /],
  [
    'an import that is not there',
    `import './gone.ts'\n`,
    /^1-stage\/gone\.ts: this file is imported, and it is not there\.$/,
  ],
])('%s is a sentence with its place', (_what, code, said) => {
  write('1-stage/server.ts', code)
  expect(emit).toThrow(said)
})

test('what the program says of an import by name is left to Node', () => {
  write('1-stage/server.ts', `import 'no-such-package'\n`)
  const file = emit()
  expect(readFileSync(file, 'utf8')).toContain(`import 'no-such-package'`)
  expect(run(file).stderr).toContain("Cannot find package 'no-such-package'")
})
