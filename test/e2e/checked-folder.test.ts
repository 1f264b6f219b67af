import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { whereIs } from '../../src/process/which.ts'
import { mistakesIn } from '../json/schema.ts'
import { fingerprint } from './fingerprint.ts'
import { makePlace, type TestPlace } from './place.ts'
import { runToEnd } from './run.ts'

// A folder that is named with --dir is somebody's work: it is looked through and read, and nothing is written to it.

const isWindows = process.platform === 'win32'
const root = join(import.meta.dirname, '../..')
const lessons = join(root, 'lessons')
let place: TestPlace
let folder: string
beforeEach(() => {
  place = makePlace()
  folder = join(place.cwd, 'kim')
  mkdirSync(folder)
})
afterEach(() => {
  if (!isWindows) execFileSync('chmod', ['-R', 'u+w', place.cwd])
  place.remove()
})

/** The finished server of a stage, at a path below the folder. */
function put(path: string, from: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  cpSync(join(lessons, from), join(folder, path))
}
const check = (...args: string[]) => runToEnd(place, 'check', ...args, '--dir', folder)

test('nothing is written to it, and --lang holds for once', async () => {
  put('1-raw-socket/server.py', '1-raw-socket/server.py')
  put('1-raw-socket/server.ts', '1-raw-socket/server.ts')
  cpSync(join(root, 'fixtures/site'), join(folder, 'site'), { recursive: true })
  writeFileSync(join(folder, 'settings.json'), '{ "language": "py" }')
  writeFileSync(
    join(folder, 'progress.json'),
    '{ "course": "learn-webserver", "version": 2, "stages": {} }',
  )
  if (!isWindows) execFileSync('chmod', ['-R', 'a-w', folder])
  const before = fingerprint(folder)
  for (const lang of [[], ['--lang', 'ts']]) {
    const { code, stdout } = await check('1', ...lang)
    expect(stdout).toContain('All 18 checks pass.')
    expect(code).toBe(0)
  }
  expect(fingerprint(folder)).toBe(before)
})

test('what the learner checks in their own folder is kept for status', async () => {
  put('1-raw-socket/server.py', '1-raw-socket/server.py')
  const { code } = await runToEnd({ ...place, cwd: folder }, 'check', '1')
  expect(code).toBe(0)
  expect(readFileSync(join(folder, 'progress.json'), 'utf8')).toContain('"passed": 18')
})

test('servers that lie deeper are found, and where is said', async () => {
  put('my-webserver/work/1-raw-socket/server.py', '1-raw-socket/server.py')
  writeFileSync(join(folder, 'notes.txt'), '')
  const { code, stdout } = await check('1')
  expect(stdout).toContain(` The servers were found in ${join('my-webserver', 'work')}.\n`)
  expect(stdout).toContain('All 18 checks pass.')
  expect(code).toBe(0)
  const { stdout: json } = await check('1', '--json', '--junit', 'report.xml')
  const found = json
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ type }) => type !== 'check')
  for (const line of found) expect(mistakesIn(line)).toEqual([])
  expect(found.map(({ foundIn }) => foundIn)).toEqual(Array(2).fill(join('my-webserver', 'work')))
  expect(readFileSync(join(place.cwd, 'report.xml'), 'utf8')).toContain(
    `<property name="found-in" value="${join('my-webserver', 'work')}"/>`,
  )
})

describe('where there are none', () => {
  test.each([
    ['Stage 1/server.py', 'Found: Stage 1/server.py.', 'Name the first Stage 1/server.py'],
    ['server.py', 'Found: server.py.', 'Put each into the folder of its stage'],
    ['notes.txt', 'There is no server of the course in', 'Name the folder that has'],
  ])('%s', async (path, said, next) => {
    put(path, '1-raw-socket/server.py')
    const { code, stderr } = await check('1')
    expect(stderr).toContain(said)
    expect(stderr).toContain(next)
    expect(code).toBe(2)
  })

  test.each(['Server.py', 'server.py.txt'])(
    '%s is named where server.py should be',
    async (name) => {
      put(`1-raw-socket/${name}`, '1-raw-socket/server.py')
      put('2-html-string/server.py', '2-html-string/server.py')
      const { code, stdout } = await check('1')
      expect(stdout).toContain(name)
      expect(code).toBe(1)
    },
  )
})

describe.skipIf(isWindows)('what this machine can’t do', () => {
  test('is no failure of the server: exit code 2, and a report all the same', async () => {
    put('1-raw-socket/server.py', '1-raw-socket/server.py')
    put('2-html-string/server.py', '2-html-string/server.py')
    const bin = join(place.cwd, 'bin')
    mkdirSync(bin)
    for (const name of ['sh', 'cat', 'grep', 'rm', 'sleep'])
      symlinkSync(whereIs(name, { cwd: '/', env: process.env }) ?? '', join(bin, name))
    const withoutPython = { ...place, env: { ...place.env, PATH: bin } }
    const { code, stdout } = await runToEnd(
      withoutPython,
      ...['check', '--all', '--json', '--junit', 'report.xml', '--dir', folder],
    )
    expect(code).toBe(2)
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.filter(({ error }) => error !== undefined)).toMatchObject([
      { type: 'stage', stage: 1, checks: 0, error: expect.stringContaining('Python') },
      { type: 'stage', stage: 2, checks: 0, error: expect.stringContaining('Python') },
    ])
    for (const line of lines) expect(mistakesIn(line)).toEqual([])
    expect(readFileSync(join(place.cwd, 'report.xml'), 'utf8')).toMatch(
      /<testsuite name="stage 2, HTML string" tests="1" failures="0" errors="1"/,
    )
  })

  test('a server that ends its parent costs no report', async () => {
    mkdirSync(join(folder, '2-html-string'), { recursive: true })
    put('1-raw-socket/server.js', '1-raw-socket/server.ts')
    writeFileSync(join(folder, '2-html-string/server.js'), 'process.kill(process.ppid)')
    const { code } = await check('--all', '--junit', 'report.xml')
    expect(code).toBe(143)
    const report = readFileSync(join(place.cwd, 'report.xml'), 'utf8')
    expect(report).toContain('<testsuite name="stage 1, Raw socket" tests="18" failures="0"')
    expect(report).toMatch(/name="stage 2, HTML string" tests="1" failures="0" errors="1"/)
  })

  test('a command that nobody agreed to is not run, and the report says so', async () => {
    put('1-raw-socket/server.py', '1-raw-socket/server.py')
    writeFileSync(join(folder, 'settings.json'), '{ "command": "touch ran" }')
    const { code } = await check('1', '--junit', 'report.xml')
    expect(code).toBe(2)
    expect(existsSync(join(folder, 'ran'))).toBe(false)
    expect(readFileSync(join(place.cwd, 'report.xml'), 'utf8')).toContain(
      '<property name="command" value="touch ran"/>',
    )
  })
})
