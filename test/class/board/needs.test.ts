import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  byNeed,
  failingOf,
  handOf,
  handPlaces,
  needOf,
  presenceOf,
} from '../../../src/class/board/needs.ts'
import type { Student } from '../../../src/class/board/state.ts'
import type { Report } from '../../../src/class/report.ts'
import { failing, minuteMs, noonMs, report, student } from './students.ts'

const having = (given: Report, change: Partial<Student> = {}) =>
  student('kim', { report: given, ...change })

describe('stuck: the same check for 6 minutes, and 3 saves or a hint', () => {
  test.each([
    // minutes, saves, hints
    [0, 0, 0, 'failing'],
    [5, 3, 0, 'failing'],
    [5, 30, 3, 'failing'],
    [5.99, 3, 1, 'failing'],
    [6, 2, 0, 'failing'],
    [6, 3, 0, 'stuck'],
    [6, 0, 1, 'stuck'],
    [6, 2, 1, 'stuck'],
    [60, 0, 0, 'failing'],
    [60, 2, 0, 'failing'],
    [60, 3, 0, 'stuck'],
    [60, 100, 4, 'stuck'],
  ] as const)('%d minutes, %d saves, %d hints: %s', (minutes, saves, hints, type) => {
    expect(needOf(having(failing(minutes, saves, hints)), noonMs)).toEqual({
      type,
      sinceMs: noonMs - minutes * minuteMs,
    })
  })

  test.each([
    [5, 3, 0, { minutes: 5, saves: 3 }, 'stuck'],
    [7, 3, 0, { minutes: 10, saves: 3 }, 'failing'],
    [7, 3, 0, { minutes: 6, saves: 4 }, 'failing'],
    [7, 4, 0, { minutes: 6, saves: 4 }, 'stuck'],
    [0, 0, 1, { minutes: 0, saves: 1 }, 'stuck'],
  ] as const)(
    '%d minutes, %d saves, %d hints by limits of %o: %s',
    (minutes, saves, hints, limits, type) => {
      expect(needOf(having(failing(minutes, saves, hints)), noonMs, limits).type).toBe(type)
    },
  )

  test('time goes on between two reports', () => {
    const kim = having(failing(5, 3))
    expect(needOf(kim, noonMs + 59_000).type).toBe('failing')
    expect(needOf({ ...kim, heardMs: noonMs + 59_000 }, noonMs + minuteMs).type).toBe('stuck')
  })

  test('a check that fails in a stage that is not open keeps nobody', () => {
    const { stages } = failing(20, 9)
    expect(needOf(having(report({ stage: 'forms', stages })), noonMs).type).toBe('none')
    const { stage: _, ...inMenu } = failing(20, 9)
    expect(needOf(having(inMenu), noonMs).type).toBe('none')
  })

  test('the student’s clock may be wrong by hours', () => {
    const wrongMs = -5 * 60 * minuteMs
    const given = failing(8, 3)
    const { 'raw-socket': open } = given.stages
    const wrong: Report = {
      ...given,
      atMs: given.atMs + wrongMs,
      stages: {
        'raw-socket': {
          ...open,
          failing: { id: 'closes', sinceMs: noonMs - 8 * minuteMs + wrongMs, runs: 3 },
        },
      },
    }
    expect(failingOf(having(wrong), noonMs)).toMatchObject({ forMs: 8 * minuteMs })
    expect(needOf(having(wrong), noonMs)).toEqual({
      type: 'stuck',
      sinceMs: noonMs - 8 * minuteMs,
    })
  })
})

describe('presence', () => {
  test.each([
    ['just heard', having(report()), 0, 'here'],
    ['heard 20 s ago', having(report()), 20_000, 'here'],
    ['heard a minute ago', having(report()), 60_000, 'here'],
    ['heard longer ago', having(report()), 60_001, 'silent'],
    ['closed the course', having(report({ closed: true })), 0, 'closed'],
    ['closed it long ago', having(report({ closed: true })), 600_000, 'closed'],
    ['joined, not begun', student('kim', { report: undefined }), 0, 'not-started'],
    ['joined long ago, not begun', student('kim', { report: undefined }), 1e7, 'not-started'],
  ] as const)('%s', (_what, kim, laterMs, presence) => {
    expect(presenceOf(kim, noonMs + laterMs)).toBe(presence)
  })

  test('while nothing is heard, no time is counted', () => {
    const kim = having(failing(5, 3))
    expect(failingOf(kim, noonMs + 10 * minuteMs)?.forMs).toBe(5 * minuteMs)
    expect(needOf(kim, noonMs + 10 * minuteMs)).toEqual({ type: 'silent', sinceMs: noonMs })
  })
})

describe('a raised hand', () => {
  const raised = report({ handMs: noonMs - minuteMs })

  test('is the most urgent, whatever else is so', () => {
    expect(needOf(having({ ...failing(20, 9), handMs: noonMs - 1000 }), noonMs)).toEqual({
      type: 'hand',
      sinceMs: noonMs - 1000,
    })
    // The network broke after it was raised: the student still waits.
    expect(needOf(having(raised), noonMs + 5 * minuteMs).type).toBe('hand')
  })

  test.each([
    ['answered', having(raised, { answeredHandMs: noonMs - minuteMs }), undefined],
    [
      'an earlier one answered',
      having(raised, { answeredHandMs: noonMs - 2 * minuteMs }),
      noonMs - minuteMs,
    ],
    ['lowered', having(report()), undefined],
    ['the course closed', having({ ...raised, closed: true }), undefined],
    ['not reported yet', student('kim', { report: undefined }), undefined],
  ] as const)('%s', (_what, kim, sinceMs) => {
    expect(handOf(kim)).toBe(sinceMs)
  })

  test('who raised first is first, by the board’s clock', () => {
    const lateClock = -3_600_000
    const first = student('first', {
      report: report({ atMs: noonMs + lateClock, handMs: noonMs + lateClock - 5 * minuteMs }),
    })
    const second = student('second', { report: report({ handMs: noonMs - 2 * minuteMs }) })
    expect(Object.fromEntries(handPlaces([second, student('none'), first]))).toEqual({
      first: 1,
      second: 2,
    })
  })
})

describe('who needs me', () => {
  const students = [
    student('reads'),
    student('closed', { report: report({ closed: true }) }),
    student('tries', { report: failing(3, 1) }),
    student('silent', { heardMs: noonMs - 5 * minuteMs }),
    student('stuck 7', { report: failing(7, 3) }),
    student('stuck 20', { report: failing(20, 3) }),
    student('hand 1', { report: report({ handMs: noonMs - minuteMs }) }),
    student('tries long', { report: failing(30, 1) }),
    student('hand 9', { report: report({ handMs: noonMs - 9 * minuteMs }) }),
    student('new', { report: undefined }),
  ]

  test('hands first, then who is on one check longest, then who is not heard', () => {
    expect(byNeed(students, noonMs).map(({ id }) => id)).toEqual([
      'hand 9',
      'hand 1',
      'stuck 20',
      'stuck 7',
      'silent',
      'tries long',
      'tries',
      'reads',
      'new',
      'closed',
    ])
  })

  test('the same order, however they come, and nobody is lost', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(students.slice(1, -1), { minLength: students.length - 2 }),
        (shuffled) => {
          expect(byNeed(shuffled, noonMs)).toEqual(byNeed(students.slice(1, -1), noonMs))
        },
      ),
    )
  })

  test('whoever is stuck comes before all who are not, for any times and counts', () => {
    const someone = fc.record({
      minutes: fc.integer({ min: 0, max: 30 }),
      saves: fc.integer({ min: 0, max: 6 }),
      hints: fc.integer({ min: 0, max: 1 }),
    })
    fc.assert(
      fc.property(fc.array(someone, { maxLength: 30 }), (all) => {
        const rows = all.map(({ minutes, saves, hints }, i) =>
          student(String(i), { report: failing(minutes, saves, hints) }),
        )
        const needs = byNeed(rows, noonMs).map((row) => needOf(row, noonMs))
        const lastStuck = needs.findLastIndex(({ type }) => type === 'stuck')
        const firstOther = needs.findIndex(({ type }) => type !== 'stuck')
        expect(firstOther === -1 || lastStuck < firstOther).toBe(true)
        expect(needs).toHaveLength(all.length)
      }),
      { numRuns: 300 },
    )
  })
})
