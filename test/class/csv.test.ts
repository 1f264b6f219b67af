import { expect, test } from 'vitest'
import { handInsAsCsv } from '../../src/class/csv.ts'
import type { HandInSummary } from '../../src/class/summary.ts'

const handIn = (name: string, more: Partial<HandInSummary> = {}): HandInSummary => ({
  name,
  stages: [
    { stage: 1, result: 'passes', passed: 18, of: 18 },
    { stage: 2, result: 'not-begun', passed: 0, of: 15 },
  ],
  notes: [],
  ...more,
})

test('a row each, with counts, notes and the nearest', () => {
  const csv = handInsAsCsv(
    [
      handIn('김하나_12345_assignsubmission_file', {
        notes: [
          { about: 'language', languages: ['py'] },
          { about: 'version', version: '1.2.3' },
          { about: 'time', seconds: 2.5 },
          { about: 'near', name: 'lee', percent: 91 },
          { about: 'progress' },
          { about: 'unprotected' },
        ],
      }),
      handIn('lee, "Lee"'),
    ],
    2,
  )
  expect(csv.replaceAll('\r\n', '\n')).toMatchInlineSnapshot(`
    "\ufeffname,language,passed,of,stages_passed,stage_1,stage_1_passed,stage_1_of,stage_2,stage_2_passed,stage_2_of,near_percent,near,seconds,version,notes
    김하나_12345_assignsubmission_file,py,18,33,1,passes,18,18,not-begun,0,15,91,lee,2.5,1.2.3,"Near to lee: of what is not the course's own text, 91 % is the same. It was run without protection, with the rights of the person who graded it."
    "lee, ""Lee""",,18,33,1,passes,18,18,not-begun,0,15,,,,,
    "
  `)
  expect(csv.split('\r\n')).toHaveLength(4)
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])(
  'a spreadsheet takes no name for a formula: %j',
  (name) => {
    const [, row] = handInsAsCsv([handIn(name)], 2).split(/\r\n/)
    expect(row).toMatch(/^"?'/)
  },
)

test('a stage that a hand-in knows nothing of has empty cells', () => {
  const csv = handInsAsCsv([handIn('kim', { stages: [] })], 1)
  expect(csv).toContain('\r\nkim,,0,0,0,,,,')
})
