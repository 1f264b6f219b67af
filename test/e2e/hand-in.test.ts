import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { statement as breaches } from '@learninglocker/xapi-validation/dist/factory.js'
import { unzipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mistakesIn } from '../json/schema.ts'
import { makePlace, type TestPlace } from './place.ts'
import { runToEnd } from './run.ts'

let place: TestPlace
beforeEach(() => {
  place = makePlace()
})
afterEach(() => place.remove())

const at = (path: string) => join(place.cwd, path)
const put = (path: string, content: string | Uint8Array = '') => {
  mkdirSync(dirname(at(path)), { recursive: true })
  writeFileSync(at(path), content)
}
const lessons = join(import.meta.dirname, '../../lessons')

/** A folder with the finished server of stage 1, and with much that does not belong into a hand-in. */
async function makeFolder() {
  await runToEnd(place, 'init', 'kim', '--lang', 'ts')
  cpSync(join(lessons, '1-raw-socket/server.ts'), at('kim/1-raw-socket/server.ts'))
  for (const path of ['node_modules/a/index.js', '.git/HEAD', 'backups/a/server.ts', '.env'])
    put(`kim/${path}`, 'secret')
  put('kim/earlier.zip', 'PK')
  put('kim/film.mp4', new Uint8Array(11 * 1024 * 1024))
  if (process.platform !== 'win32') {
    execFileSync('mkfifo', [at('kim/pipe')])
    put('outside.txt', 'secret')
    symlinkSync('../outside.txt', at('kim/link.txt'))
  }
}

test('one file of what counts, which says what it holds; unpacked, it passes what the folder passes', async () => {
  await makeFolder()
  const { code, stdout, stderr } = await runToEnd(place, 'hand-in', '--dir', 'kim')
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toContain(`Made: ${at('kim.zip')}`)
  expect(stdout).toContain('Stage 1, Raw socket: 1-raw-socket/server.ts')
  expect(stdout).toContain('Stage 2, HTML string: no server yet')
  expect(stdout).toContain('Left out, since it is too large: film.mp4')
  const files = unzipSync(readFileSync(at('kim.zip')))
  const names = Object.keys(files)
  expect(names.filter((name) => !name.startsWith('site/')).sort()).toEqual([
    '1-raw-socket/server.ts',
    'README.md',
    'package.json',
    'settings.json',
  ])
  expect(names).toContain('site/html1.html')
  for (const [name, bytes] of Object.entries(files)) put(`unpacked/${name}`, bytes)
  const checked = await runToEnd(place, 'check', '1', '--dir', 'unpacked')
  expect(checked.stdout).toMatch(/All \d+ checks pass\./)
})

test('it can be graded as it is, with statements for a record store', async () => {
  await makeFolder()
  mkdirSync(at('class'))
  await runToEnd(place, 'hand-in', 'class/kim', '--dir', 'kim')
  const args = [
    'grade',
    'class',
    '--json',
    '--allow-unprotected',
    '--fresh',
    '--xapi',
    'marks.json',
  ]
  const { code, stdout } = await runToEnd(place, ...args)
  expect(code).toBe(0)
  const { name, stages, notes } = JSON.parse(stdout)
  expect(name).toBe('kim')
  expect(stages[0]).toMatchObject({ stage: 1, result: 'passes' })
  expect(stages[1]).toMatchObject({ stage: 2, result: 'not-begun' })
  // Nothing was left out, misnamed, a folder deeper or added.
  expect(notes.map(({ about }: { about: string }) => about).sort()).toEqual([
    'language',
    'solution',
    'time',
    'version',
  ])
  const statements: unknown[] = JSON.parse(readFileSync(at('marks.json'), 'utf8'))
  expect(statements).toHaveLength(1)
  for (const each of statements) expect(breaches(each, ['statement'])).toEqual([])
})

test('a file that exists is replaced only where that is asked for; --json says what is in it', async () => {
  await makeFolder()
  put('mine.zip', 'precious')
  const refused = await runToEnd(place, 'hand-in', 'mine', '--dir', 'kim')
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('add --overwrite') })
  expect(readFileSync(at('mine.zip'), 'utf8')).toBe('precious')
  const { code, stdout } = await runToEnd(
    place,
    'hand-in',
    'mine',
    '--dir',
    'kim',
    '--overwrite',
    '--json',
  )
  expect(code).toBe(0)
  const made = JSON.parse(stdout)
  expect(mistakesIn(made, 'handIn')).toEqual([])
  expect(made.files).toEqual(Object.keys(unzipSync(readFileSync(at('mine.zip')))).sort())
  expect(made.stages[0]).toEqual({ stage: 1, name: 'raw-socket', server: '1-raw-socket/server.ts' })
  expect(made.leftOut).toContainEqual({ file: 'film.mp4', because: 'large' })
})

test('where there is no server, or no folder to write to, nothing is made', async () => {
  await runToEnd(place, 'init', 'lee')
  const empty = await runToEnd(place, 'hand-in', '--dir', 'lee')
  expect(empty).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no server') })
  await makeFolder()
  const nowhere = await runToEnd(place, 'hand-in', 'none/a.zip', '--dir', 'kim')
  expect(nowhere).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/a\.zip can't be written/),
  })
  expect(existsSync(at('none')) || existsSync(at('lee.zip'))).toBe(false)
})
