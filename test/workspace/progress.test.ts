import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
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
