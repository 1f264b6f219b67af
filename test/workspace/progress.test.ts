import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadCourse } from '../../src/course/load.ts'
import { noProgress, parseProgress, screenNumber, withRun } from '../../src/workspace/progress.ts'
import { openProgressStore, readProgress } from '../../src/workspace/progress-store.ts'

let folder: string
const now = () => new Date('2026-11-22T14:30:00Z')
const at = now().toISOString()
const file = () => join(folder, 'progress.json')
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'learn-webserver-test-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('what was kept is read', () => {
  const kept = { screen: 'respond', read: at, questions: { 'who-asks': 'right' as const } }
  openProgressStore(folder, now).keep('form', kept)
  expect(readProgress(folder)).toEqual({
    progress: { ...noProgress, stage: 'form', stages: { form: kept } },
    isDamaged: false,
  })
  expect(readdirSync(folder)).toEqual(['progress.json'])
})

test('a folder without progress is at the beginning, and to look writes nothing', () => {
  expect(readProgress(folder).progress).toEqual(noProgress)
  expect(openProgressStore(folder, now).stage('raw-socket')).toEqual({ questions: {} })
  expect(readdirSync(folder)).toEqual([])
})

const damaged: [string, string][] = [
  ['cut short', '{"course":"learn-webserver","ver'],
  ['empty', ''],
  ['of wrong types', '{"course":"learn-webserver","version":1,"stages":{"form":3}}'],
  ['of something else', '{"name":"x"}'],
]
test.each(damaged)(
  'a file that is %s is set aside when it is to be written, not lost',
  (_, text) => {
    writeFileSync(file(), text)
    expect(readProgress(folder)).toEqual({ progress: noProgress, isDamaged: true })
    expect(readFileSync(file(), 'utf8')).toBe(text)
    const { setAside, current } = openProgressStore(folder, now)
    expect(current()).toEqual(noProgress)
    expect(setAside).toBe('progress.damaged-2026-11-22T14-30-00-000Z.json')
    expect(readFileSync(join(folder, setAside ?? ''), 'utf8')).toBe(text)
  },
)

test('a mark of byte order before it, as Notepad writes, is skipped', () => {
  openProgressStore(folder, now).keep('form', { screen: 'respond' })
  writeFileSync(file(), `\uFEFF${readFileSync(file(), 'utf8')}`)
  expect(readProgress(folder).progress.stages).toHaveProperty('form.screen', 'respond')
})

test('a file of a newer version is left as it is, with a next step', () => {
  const text = '{"course":"learn-webserver","version":3,"stages":{}}'
  writeFileSync(file(), text)
  expect(() => readProgress(folder)).toThrow('was written by a newer version of this course')
  expect(() => openProgressStore(folder, now)).toThrow('newer version')
  expect(readFileSync(file(), 'utf8')).toBe(text)
})

test('a file of version 1 is carried over: screens by number, answers, checks, hints', () => {
  const parsed = parseProgress(
    JSON.stringify({
      course: 'learn-webserver',
      version: 1,
      stage: 'form',
      stages: {
        form: {
          screen: 9,
          done: at,
          quizzes: {
            'Who asks?': 'right',
            'A form has a text field, and a checkbox that you do not tick. What is sent?': 'wrong',
          },
          exercise: { hints: 2, solution: at, checks: { hold: 3, of: 17, at, file: '6/s.ts' } },
        },
      },
    }),
  )
  expect(parsed).toEqual({
    type: 'whole',
    progress: {
      ...noProgress,
      stage: 'form',
      stages: {
        form: {
          screen: '#9',
          read: at,
          questions: { 'empty-fields': 'wrong' },
          exercise: {
            hints: [at, at],
            solution: at,
            checks: { passed: 3, of: 17, at, file: '6/s.ts' },
          },
        },
      },
    },
  })
})

test.each([
  [undefined, 1],
  ['run', 2],
  ['gone', 1],
  ['#2', 2],
  ['#99', 3],
])('screen %s is number %s of three', (screen, number) => {
  expect(screenNumber(['see', 'run', 'build'], { questions: {}, ...(screen && { screen }) })).toBe(
    number,
  )
})

test('a check that goes on failing is counted, with the time since when', () => {
  const run = { passed: 3, of: 13, at }
  const once = withRun({ hints: [] }, run, 'status')
  const later = '2026-11-22T15:00:00.000Z'
  const twice = withRun(once, { ...run, at: later }, 'status')
  expect(twice.checks?.failing).toEqual({ id: 'status', since: at, runs: 2 })
  expect(withRun(twice, run, 'empty-line').checks?.failing).toMatchObject({ runs: 1 })
  expect(withRun(twice, { ...run, passed: 13 }, undefined).checks).not.toHaveProperty('failing')
})

test('when all checks passed for the first time is kept, whatever comes later', () => {
  const run = { passed: 12, of: 13, at }
  const before = withRun({ hints: [] }, run, 'status')
  expect(before).not.toHaveProperty('passed')
  const passes = withRun(before, { ...run, passed: 13 }, undefined)
  expect(passes.passed).toBe(at)
  const later = '2026-11-22T15:00:00.000Z'
  expect(withRun(passes, { ...run, at: later }, 'status').passed).toBe(at)
  expect(withRun(passes, { ...run, passed: 13, at: later }, undefined).passed).toBe(at)
})

test('a folder that can’t be written to is said', () => {
  expect(() => openProgressStore(join(folder, 'gone'), now).keep('form', {})).toThrow(
    /Could not write .*progress\.json/,
  )
})

test('two courses in one folder: neither loses what the other has kept', () => {
  const first = openProgressStore(folder, now)
  const second = openProgressStore(folder, now)
  first.keep('form', { screen: 'a', questions: { one: 'wrong' } })
  second.keep('subclass', { screen: 'b', read: at })
  second.keep('form', { screen: 'c', questions: { one: 'right', two: 'right' } })
  first.keep('subclass', { screen: 'd' })
  expect(readProgress(folder).progress.stages).toEqual({
    form: { screen: 'c', questions: { one: 'wrong', two: 'right' } },
    subclass: { screen: 'd', read: at, questions: {} },
  })
})

test('a file that was damaged meanwhile is written from what is known', () => {
  const store = openProgressStore(folder, now)
  store.keep('form', { screen: 'a' })
  writeFileSync(file(), '{ "course')
  store.keep('subclass', { screen: 'b' })
  expect(Object.keys(readProgress(folder).progress.stages)).toEqual(['form', 'subclass'])
})

test('reset forgets the stages that are named, and no others', () => {
  const store = openProgressStore(folder, now)
  store.keep('form', { screen: 'a' })
  store.keep('subclass', { screen: 'b' })
  store.forget(['form'])
  expect(Object.keys(readProgress(folder).progress.stages)).toEqual(['subclass'])
})

test('a course that was killed while it wrote keeps no other from writing', () => {
  writeFileSync(`${file()}.lock`, '')
  openProgressStore(folder, now).keep('form', { screen: 'a' })
  expect(readProgress(folder).progress.stages).toHaveProperty('form.screen', 'a')
  expect(readdirSync(folder)).toEqual(['progress.json'])
})

test('the answers of version 1 name questions that the course has', () => {
  const quizzes = {
    'In the answer, what is missing after `HTTP/1.1 200 OK`?': 'right',
    'Who decided to ask for `/favicon.ico`?': 'right',
  }
  const parsed = parseProgress(
    JSON.stringify({
      course: 'learn-webserver',
      version: 1,
      stages: { 'raw-socket': { screen: 1, quizzes } },
    }),
  )
  const ids = loadCourse(join(import.meta.dirname, '../../lessons'))
    .stages[0]?.screens.flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.type === 'quiz' ? [block.id] : []))
  const carried = parsed.type === 'whole' ? parsed.progress.stages['raw-socket']?.questions : {}
  expect(Object.keys(carried ?? {})).toHaveLength(2)
  expect(ids).toEqual(expect.arrayContaining(Object.keys(carried ?? {})))
})
