import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { emitProgram } from '../../src/process/emit.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'learn-webserver-test-'))
  mkdirSync(join(root, '1-stage'))
})
afterEach(() => rmSync(root, { recursive: true }))

const write = (name: string, text: string) => writeFileSync(join(root, name), text)
const emit = (file = 'server.ts') =>
  emitProgram(join(root, '1-stage', file), root, join(root, '.out'))
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

test('a program in JavaScript runs with the files it imports', () => {
  write('shared.js', `export const hello = 'hello'\n`)
  write('1-stage/server.js', `import { hello } from '../shared.js'\nconsole.log(hello)\n`)
  expect(run(emit('server.js'))).toEqual({ stdout: 'hello\n', stderr: '' })
})

test('a file that is imported while the program runs is stripped too', () => {
  write('1-stage/late.ts', `export const late: string = 'late'\n`)
  write('1-stage/server.ts', `const { late } = await import('./late.ts')\nconsole.log(late)\n`)
  expect(run(emit())).toEqual({ stdout: 'late\n', stderr: '' })
})

test('a program finds the files beside it', () => {
  write('1-stage/page.html', '<h1>')
  write(
    '1-stage/server.ts',
    `import { readFileSync } from 'node:fs'
import { join } from 'node:path'
const read = (path: string | URL) => readFileSync(path, 'utf8')
console.log(read(new URL('page.html', import.meta.url)), read(join(import.meta.dirname, 'page.html')))
console.log(import.meta.filename)
`,
  )
  const file = join(root, '1-stage/server.ts')
  expect(run(emit())).toEqual({ stdout: `<h1> <h1>\n${file}\n`, stderr: '' })
})

const typed = `interface Unused {
  a: string
}

const f = <T,>(a: T): T => { const b: T = a as T; throw new Error('here: ' + b) }
f<string>(f.name as string)
`
const plain = `const f = () => { throw new Error('here') }

f()
`
test.each([
  ['ts', typed, ['5:57', '6:1']],
  ['js', plain, ['1:25', '3:1']],
])('a stack trace names line and column of the file that was written: .%s', (type, source, at) => {
  write(`1-stage/server.${type}`, source)
  const { stderr } = run(emit(`server.${type}`))
  const places = [...stderr.matchAll(/at .*\/1-stage\/server\.(.*?)\)?\n/g)].map(
    ([, place]) => place,
  )
  expect(places).toEqual(at.map((place) => `${type}:${place}`))
})

test.each([
  ['a syntax error', 'const a = (\n', /^1-stage\/server\.ts:2:1: /],
  [
    'an import that is not there',
    `const a = 1\nimport './gone.ts'\n`,
    /^1-stage\/server\.ts:2:9: this imports 1-stage\/gone\.ts, which does not exist\.$/,
  ],
  [
    'syntax that is more than a type',
    'enum A { B }',
    /^1-stage\/server\.ts:1:1: An enum .*const A =/,
  ],
])('%s is a sentence with its place', (_what, code, said) => {
  write('1-stage/server.ts', code)
  expect(() => emit()).toThrow(said)
})

test('what the program says of an import by name is left to Node', () => {
  write('1-stage/server.ts', `import 'no-such-package'\n`)
  const file = emit()
  expect(readFileSync(file, 'utf8')).toContain(`import 'no-such-package'`)
  expect(run(file).stderr).toContain("Cannot find package 'no-such-package'")
})
