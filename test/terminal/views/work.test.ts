import { expect, test } from 'vitest'
import type { Result } from '../../../src/checks/explain/failure.ts'
import type { CheckedState, ExerciseState } from '../../../src/session/state.ts'
import { renderWork } from '../../../src/terminal/views/work.ts'
import { checksOf, stage } from '../../checks/fake.ts'
import { plainTheme } from '../theme.ts'

const [first, second, third] = checksOf(
  'id: first\ncheck: listens\nexpect: { running: true }',
  'id: second\ncheck: responds\nexpect: { running: true }',
  'id: third\ncheck: does more\nexpect: { running: true }',
)

/** The stage with an exercise whose first step has two checks. */
const withSteps = {
  ...stage,
  screens: [
    {
      id: 'build',
      title: 'Build',
      blocks: [
        {
          type: 'exercise' as const,
          intro: '',
          task: 'Build it.',
          steps: [
            { id: 'step', task: 'Listen. Then respond.', hints: [], checks: ['first', 'second'] },
            { id: 'more', task: 'Do more.', hints: [], checks: ['third'] },
          ],
        },
      ],
    },
  ],
}

const exercise: ExerciseState = {
  shown: '1-test/server.ts',
  path: undefined,
  language: 'ts',
  passes: true,
  last: undefined,
  isChecking: false,
  notices: [],
}

if (first === undefined || second === undefined || third === undefined) throw new Error('no checks')

function drawn(...results: Result[]): string[] {
  const last: CheckedState = {
    results,
    savedAt: undefined,
    at: new Date(2026, 0, 1),
    tookMs: 100,
    wires: [],
    isWhole: true,
  }
  return renderWork(exercise, last, withSteps, plainTheme(80))
}

const cause = {
  id: 'open-address',
  what: 'Other machines can reach it.',
  where: undefined,
  why: undefined,
  fix: 'Name the address.',
}
const passes = { type: 'passes' } as const

test('a step that is done is one line, unless one of its checks has something to say', () => {
  const rest = { check: second, verdict: passes }
  expect(drawn({ check: first, verdict: passes }, rest).join('\n')).not.toContain('listens')
  const lines = drawn({ check: first, verdict: { ...passes, warning: cause } }, rest).join('\n')
  expect(lines).toContain('listens')
  expect(lines).toContain('Other machines can reach it.')
  expect(lines).toContain('Name the address.')
  expect(lines).not.toContain('responds')
})

test('an empty line parts a failure from the step after it', () => {
  const failure = { kind: 'unanswered' } as const
  const lines = drawn(
    { check: first, verdict: { type: 'fails', failure, sent: undefined, error: undefined, cause } },
    { check: second, verdict: { type: 'not-reached' } },
    { check: third, verdict: { type: 'not-reached' } },
  )
  const next = lines.findIndex((line) => line.includes('2. Do more.'))
  expect(lines[next - 1]).toBe('')
  expect(lines[next - 2]).toContain('Name the address.')
})

test('what fails comes first: checks that pass and steps that are done stand below, counted', () => {
  const failure = { kind: 'unanswered' } as const
  const lines = drawn(
    { check: first, verdict: passes },
    { check: second, verdict: passes },
    { check: third, verdict: { type: 'fails', failure, sent: undefined, error: undefined, cause } },
  )
  expect(lines.slice(0, 2)).toEqual(['   2. Do more.   0 of 1', ' ✘ does more'])
  expect(lines.slice(-4, -2)).toEqual([' ✔ 1. Listen.   2 of 2', ''])
  const within = drawn(
    { check: first, verdict: passes },
    {
      check: second,
      verdict: { type: 'fails', failure, sent: undefined, error: undefined, cause },
    },
    { check: third, verdict: { type: 'not-reached' } },
  )
  expect(within.slice(0, 2)).toEqual(['   1. Listen.   1 of 2', ' ✘ responds'])
  expect(within.join('\n')).not.toContain('listens')
})

test('while the checks run, a step has its own number, and is not done by one of its checks', () => {
  expect(drawn({ check: third, verdict: passes }).join('\n')).toMatch(/ 2\. /)
  expect(drawn({ check: first, verdict: passes }).join('\n')).toMatch(/^ {3}1\. .* 1 of 2/m)
})
