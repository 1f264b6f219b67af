import { expect, test } from 'vitest'
import type { Result } from '../../../src/checks/explain/failure.ts'
import type { CheckedState, ExerciseState } from '../../../src/session/state.ts'
import { renderWork } from '../../../src/terminal/views/work.ts'
import { checksOf, stage } from '../../checks/fake.ts'
import { plainTheme } from '../theme.ts'

const [first, second] = checksOf(
  'id: first\ncheck: listens\nexpect: { running: true }',
  'id: second\ncheck: responds\nexpect: { running: true }',
)

/** The stage with an exercise whose only step has both checks. */
const withStep = {
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

function drawn(warning: boolean): string[] {
  if (first === undefined || second === undefined) throw new Error('no checks')
  const cause = {
    id: 'open-address',
    what: 'Other machines can reach it.',
    where: undefined,
    why: undefined,
    fix: 'Name the address.',
  }
  const results: Result[] = [
    { check: first, verdict: { type: 'passes', ...(warning && { warning: cause }) } },
    { check: second, verdict: { type: 'passes' } },
  ]
  const last: CheckedState = {
    results,
    savedAt: undefined,
    at: new Date(2026, 0, 1),
    tookMs: 100,
    wires: [],
    isWhole: true,
  }
  return renderWork(exercise, last, withStep, plainTheme(80))
}

test('a step that is done is one line, unless one of its checks has something to say', () => {
  expect(drawn(false).join('\n')).not.toContain('listens')
  const lines = drawn(true).join('\n')
  expect(lines).toContain('listens')
  expect(lines).toContain('Other machines can reach it.')
  expect(lines).toContain('Name the address.')
  expect(lines).not.toContain('responds')
})
