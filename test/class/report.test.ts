import { describe, expect, test } from 'vitest'
import { maxSaves, parseReport } from '../../src/class/report.ts'
import { studentName } from '../../src/class/student-name.ts'
import { noonMs, report } from './board/students.ts'

describe('what is no report is not taken', () => {
  const whole = report()
  test.each([
    ['nothing', undefined],
    ['text', 'hello'],
    ['a list', []],
    ['nothing in it', {}],
    ['more than a report holds', { ...whole, text: 'const a = 1' }],
    ['a stage with more than it holds', { ...whole, stages: { a: { answers: ['b'] } } }],
    ['no number', { ...whole, seq: undefined }],
    ['a number that is none', { ...whole, seq: Number.NaN }],
    ['a part of a number', { ...whole, seq: 1.5 }],
    ['a number below 0', { ...whole, seq: -1 }],
    ['a number that can’t be counted on', { ...whole, seq: 2 ** 53 }],
    ['a stage that is markup', { ...whole, stage: '<b>' }],
    ['a stage’s name that is markup', { ...whole, stages: { '<b>': {} } }],
    [
      'a check that is markup',
      { ...whole, stages: { a: { failing: { id: '<b>', sinceMs: 1, runs: 1 } } } },
    ],
    [
      'a check as long as a file',
      { ...whole, stages: { a: { failing: { id: 'a'.repeat(65), sinceMs: 1, runs: 1 } } } },
    ],
    ['a screen as large as the sea', { ...whole, stages: { a: { screen: 1e9 } } }],
    ['more saves than are told', { ...whole, savesMs: Array(maxSaves + 1).fill(1) }],
    [
      'more stages than there are',
      { ...whole, stages: Object.fromEntries(Array.from({ length: 31 }, (_, i) => [`s${i}`, {}])) },
    ],
    ['a version as long as a file', { ...whole, version: 'a'.repeat(33) }],
  ])('%s', (_what, value) => {
    expect(parseReport(value)).toBeUndefined()
  })

  test('a report is', () => {
    expect(parseReport(JSON.parse(JSON.stringify(whole)))).toEqual(whole)
  })
})

test('the state of somebody who is nearly through all six stages is at most 1 KB', () => {
  const stage = {
    screen: 14,
    read: true,
    passed: 19,
    of: 19,
    hints: 12,
    solution: true,
    doneMs: noonMs,
  } as const
  const stages = Object.fromEntries(
    ['raw-socket', 'html-string', 'html-file', 'static-server', 'dynamic-page'].map((name) => [
      name,
      stage,
    ]),
  )
  const large = report({
    seq: noonMs * 1000,
    stages: {
      ...stages,
      form: {
        ...stage,
        failing: { id: 'a-name-of-a-check-that-is-rather-long', sinceMs: noonMs, runs: 120 },
      },
    },
    savesMs: Array(maxSaves).fill(noonMs),
    handMs: noonMs,
  })
  expect(parseReport(large)).toEqual(large)
  expect(JSON.stringify(large).length).toBeLessThanOrEqual(1024)
})

describe('a name is kept as text', () => {
  test.each([
    ['Kim', 'Kim'],
    ['  Kim   Lee ', 'Kim Lee'],
    ['김하늘', '김하늘'],
    ['O’Neil-Śmith jr.', 'O’Neil-Śmith jr.'],
    ['Zoe\u0308', 'Zoë'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['Kim\u001b[2J', 'Kim[2J'],
    ['Kim\u202eeeL', 'KimeeL'],
    ['Kim\nLee', 'KimLee'],
    ['', undefined],
    ['   ', undefined],
    ['\u200b', undefined],
    ['a'.repeat(40), 'a'.repeat(40)],
    ['a'.repeat(41), undefined],
    ['😀'.repeat(40), '😀'.repeat(40)],
  ])('%j', (given, name) => {
    expect(studentName(given)).toBe(name)
  })
})
