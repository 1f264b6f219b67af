import { describe, expect, test } from 'vitest'
import { cellOf, glanceOf } from '../../../src/class/board/glance.ts'
import type { StageReport } from '../../../src/class/report.ts'
import { failing, minuteMs, noonMs, report, student } from './students.ts'

describe('a cell', () => {
  test.each([
    [undefined, { type: 'not-begun' }],
    [{}, { type: 'reading', screen: 1 }],
    [{ screen: 4 }, { type: 'reading', screen: 4 }],
    [{ screen: 14, read: true }, { type: 'read' }],
    [
      { screen: 11, passed: 0, of: 13 },
      { type: 'working', passed: 0, of: 13 },
    ],
    [
      { screen: 14, read: true, passed: 3, of: 13 },
      { type: 'working', passed: 3, of: 13 },
    ],
    [
      { screen: 11, passed: 13, of: 13 },
      { type: 'passes', of: 13 },
    ],
    [
      { screen: 1, read: true, passed: 13, of: 13, solution: true },
      { type: 'passes', of: 13 },
    ],
    [
      { screen: 11, passed: 0, of: 0 },
      { type: 'reading', screen: 11 },
    ],
  ] as [StageReport | undefined, object][])('%o', (known, cell) => {
    const stages = known === undefined ? {} : { 'raw-socket': known }
    expect(cellOf(student('kim', { report: report({ stages }) }), 'raw-socket', noonMs)).toEqual(
      cell,
    )
  })

  test('stuck is a word in the cell of the open stage alone', () => {
    const kim = student('kim', { report: failing(7, 3) })
    expect(cellOf(kim, 'raw-socket', noonMs)).toEqual({ type: 'stuck', passed: 2, of: 13 })
    const elsewhere = student('kim', { report: { ...failing(7, 3), stage: 'forms' } })
    expect(cellOf(elsewhere, 'raw-socket', noonMs).type).toBe('working')
  })

  test('who has not been heard at all has begun nothing', () => {
    expect(cellOf(student('kim', { report: undefined }), 'raw-socket', noonMs).type).toBe(
      'not-begun',
    )
  })
})

describe('the class at a glance', () => {
  const done = report({ stage: 'forms', stages: { 'raw-socket': { passed: 13, of: 13 } } })
  const students = [
    student('a', { report: failing(7, 3, 0, 'closes') }),
    student('b', { report: failing(8, 3, 0, 'closes') }),
    student('c', { report: failing(9, 3, 0, 'status') }),
    student('d', { report: failing(1, 1, 0, 'status') }),
    student('e', { report: failing(1, 1, 0, 'listens') }),
    student('f', { report: failing(1, 1, 0, 'binds') }),
    student('g', { report: { ...done, handMs: noonMs } }),
    student('silent', { report: failing(7, 3, 0, 'binds'), heardMs: noonMs - 2 * minuteMs }),
    student('new', { report: undefined }),
  ]
  const glance = glanceOf(students, ['raw-socket', 'forms'], noonMs)

  test('counts', () => {
    expect(glance).toMatchObject({ students: 9, here: 7, hands: 1, stuck: 3 })
  })

  test('a stage: how many are there, and how many are through', () => {
    expect(glance.stages).toEqual([
      { stage: 'raw-socket', open: 6, pass: 1 },
      { stage: 'forms', open: 1, pass: 0 },
    ])
  })

  test('the three checks where most are stuck, then where most fail', () => {
    expect(glance.checks).toEqual([
      { stage: 'raw-socket', check: 'closes', stuck: 2, failing: 2 },
      { stage: 'raw-socket', check: 'status', stuck: 1, failing: 2 },
      { stage: 'raw-socket', check: 'binds', stuck: 0, failing: 1 },
    ])
  })

  test('nobody there: nothing fails', () => {
    expect(glanceOf([], ['raw-socket'], noonMs)).toEqual({
      students: 0,
      here: 0,
      hands: 0,
      stuck: 0,
      stages: [{ stage: 'raw-socket', open: 0, pass: 0 }],
      checks: [],
    })
  })
})
