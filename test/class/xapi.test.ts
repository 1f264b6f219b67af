import { randomUUID } from 'node:crypto'
// Of Learning Locker, a record store that passes the conformance tests of the specification.
import { statement as mistakesIn } from '@learninglocker/xapi-validation/dist/factory.js'
import { expect, test } from 'vitest'
import { xapiStatements } from '../../src/class/xapi.ts'
import { loadCourse } from '../../src/course/load.ts'

const { stages } = loadCourse('lessons', 'js')
const options = {
  stages,
  at: new Date('2026-11-28T10:00:00Z'),
  newId: randomUUID,
}
const students = [
  {
    name: 'Kim Hyun-woo 김현우 "<&',
    stages: [
      { stage: 1, result: 'passes', passed: 18, of: 18 },
      { stage: 2, result: 'fails', passed: 3, of: 14 },
      { stage: 3, result: 'fails', passed: 0, of: 19 },
      { stage: 4, result: 'not-begun', passed: 0, of: 21 },
      { stage: 5, result: 'could-not-run', passed: 0, of: 10 },
      { stage: 6, result: 'passes', passed: 0, of: 0 },
    ],
    notes: [{ about: 'version', version: '0.1.0' }],
  },
  {
    name: 'lee',
    stages: [{ stage: 1, result: 'passes', passed: 18, of: 18 }],
    notes: [{ about: 'reported' }],
  },
] as const

test('each statement keeps the rules of the specification', () => {
  const statements = xapiStatements(students, options)
  expect(statements).toHaveLength(4)
  // As it is written: what JSON leaves out is not there.
  for (const each of statements)
    expect(mistakesIn(JSON.parse(JSON.stringify(each)), ['statement'])).toEqual([])
})

test('the validator notices what is against the rules', () => {
  const [first] = xapiStatements(students, options)
  const wrong = { ...first, verb: { id: 'passed' }, actor: { name: 'kim' }, more: 1 }
  expect(mistakesIn(wrong, ['statement']).length).toBeGreaterThan(2)
})

test('who passed and who failed what, and with how many checks', () => {
  expect(xapiStatements(students, { ...options, newId: () => 'id' })[1]).toMatchObject({
    id: 'id',
    timestamp: '2026-11-28T10:00:00.000Z',
    actor: { account: { name: students[0].name } },
    verb: { id: 'http://adlnet.gov/expapi/verbs/failed' },
    object: {
      id: 'https://www.npmjs.com/package/learn-webserver#html-string',
      definition: { name: { 'en-US': 'HTML string' } },
    },
    result: { score: { raw: 3, min: 0, max: 14, scaled: 3 / 14 }, success: false },
    context: { platform: 'learn-webserver 0.1.0' },
  })
})

test('what only the student’s own course has told is marked so', () => {
  const mark = '"https://www.npmjs.com/package/learn-webserver#reported-by-student":true'
  const statements = xapiStatements(students, options)
  expect(statements.map((each) => JSON.stringify(each).includes(mark))).toEqual([
    false,
    false,
    false,
    true,
  ])
})
