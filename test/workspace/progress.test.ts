import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  keepStage,
  noProgress,
  progressOf,
  readProgress,
  withStage,
  writeProgress,
} from '../../src/workspace/progress.ts'

let folder: string
const now = new Date('2026-11-22T14:30:00Z')
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'learn-webserver-test-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('what was written is read', () => {
  const progress = withStage(noProgress, 'form', {
    screen: 3,
    done: now.toISOString(),
    quizzes: { 'Who asks?': 'right' },
  })
  writeProgress(folder, progress)
  expect(readProgress(folder, now)).toEqual({ progress, setAside: undefined })
  expect(readdirSync(folder)).toEqual(['progress.json'])
})

test('a folder without progress is at the beginning', () => {
  const { progress } = readProgress(folder, now)
  expect(progressOf(progress, 'raw-socket')).toEqual({ screen: 1, quizzes: {} })
})

test.each([
  ['cut short', '{"course":"learn-webserver","ver'],
  ['empty', ''],
  ['of wrong types', '{"course":"learn-webserver","version":1,"stages":{"form":3}}'],
  ['of something else', '{"name":"x"}'],
])('a file that is %s is set aside, not lost', (_what, text) => {
  writeFileSync(join(folder, 'progress.json'), text)
  const { progress, setAside } = readProgress(folder, now)
  expect(progress).toEqual(noProgress)
  expect(setAside).toBe('progress.damaged-2026-11-22T14-30-00-000Z.json')
  expect(readFileSync(join(folder, setAside ?? ''), 'utf8')).toBe(text)
})

test('a file of a newer version is left alone, with a next step', () => {
  const text = '{"course":"learn-webserver","version":2,"stages":{}}'
  writeFileSync(join(folder, 'progress.json'), text)
  expect(() => readProgress(folder, now)).toThrow('was written by a newer version of this course')
  expect(readFileSync(join(folder, 'progress.json'), 'utf8')).toBe(text)
})

test('a folder that can’t be written to is said', () => {
  expect(() => writeProgress(join(folder, 'gone'), noProgress)).toThrow(
    /Could not write .*progress\.json/,
  )
})

test('two courses in one folder: neither loses what the other has kept', () => {
  const now = '2026-11-22T14:30:00.000Z'
  const first = keepStage(folder, noProgress, 'form', { screen: 3, quizzes: { a: 'wrong' } })
  keepStage(folder, noProgress, 'subclass', { screen: 5, done: now, quizzes: {} })
  keepStage(folder, first, 'form', { screen: 4, quizzes: { a: 'right', b: 'right' } })
  keepStage(folder, noProgress, 'subclass', { screen: 1, quizzes: {} })
  const { progress } = readProgress(folder, new Date(now))
  expect(progress.stages).toEqual({
    form: { screen: 4, quizzes: { a: 'wrong', b: 'right' } },
    subclass: { screen: 1, done: now, quizzes: {} },
  })
})

test('a file that was damaged meanwhile is written anew from what is known', () => {
  const before = keepStage(folder, noProgress, 'form', { screen: 3, quizzes: {} })
  writeFileSync(join(folder, 'progress.json'), '{ "course')
  keepStage(folder, before, 'subclass', { screen: 2, quizzes: {} })
  expect(Object.keys(readProgress(folder, now).progress.stages)).toEqual(['form', 'subclass'])
})

test('a course that was killed while it wrote keeps no other from writing', () => {
  writeFileSync(join(folder, 'progress.json.lock'), '')
  keepStage(folder, noProgress, 'form', { screen: 3, quizzes: {} })
  expect(readProgress(folder, now).progress.stages).toHaveProperty('form.screen', 3)
  expect(readdirSync(folder)).toEqual(['progress.json'])
})
