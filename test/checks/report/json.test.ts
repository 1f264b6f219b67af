import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Failure, Result, Verdict } from '../../../src/checks/explain/failure.ts'
import { resultAsJson } from '../../../src/checks/report/json.ts'
import { junitReport } from '../../../src/checks/report/junit.ts'
import { mistakesIn } from '../../json/schema.ts'
import { checksOf, stage } from '../fake.ts'

const root = join(import.meta.dirname, '../../..')
const came = { bytes: Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), wrong: { start: 9, end: 12 } }
const printed = { stdout: 'x', stderr: '' }

/** A failure of every kind: the compiler asks for one that is added. */
const failures: { readonly [Kind in Failure['kind']]: Failure & { kind: Kind } } = {
  'not-started': { kind: 'not-started', reason: 'line 3' },
  'not-listening': { kind: 'not-listening', limit: 1000 },
  crashed: {
    kind: 'crashed',
    error: { message: 'TypeError: no', at: undefined },
  },
  exited: { kind: 'exited', end: { type: 'exited', code: 1 }, last: undefined },
  refused: { kind: 'refused' },
  hung: { kind: 'hung', limit: 1000, pieces: 1 },
  reset: { kind: 'reset', came },
  unanswered: { kind: 'unanswered' },
  answered: { kind: 'answered', came },
  early: { kind: 'early', after: 1, of: 2, came },
  unfinished: { kind: 'unfinished', limit: 1000, came },
  'left-open': { kind: 'left-open', limit: 1000, came },
  'not-kept': { kind: 'not-kept', length: true, came },
  malformed: { kind: 'malformed', code: 'bare-lf', came },
  'wrong-status': { kind: 'wrong-status', status: 200, expected: 404, came },
  'missing-field': { kind: 'missing-field', name: 'Content-Type', came },
  'wrong-field': { kind: 'wrong-field', name: 'Content-Type', came },
  'wrong-length': { kind: 'wrong-length', said: 1, bytes: 3, characters: 1, came },
  'wrong-body': { kind: 'wrong-body', at: 0, length: 1, expected: Buffer.from('x'), came },
  'wrong-charset': { kind: 'wrong-charset', came },
  'wrong-coding': { kind: 'wrong-coding', coding: 'gzip', came },
  'other-address': { kind: 'other-address', hosts: ['::1'] },
  busy: { kind: 'busy' },
  'error-printed': { kind: 'error-printed', message: 'write after end' },
  'printed-early': { kind: 'printed-early', printed },
  'no-file': { kind: 'no-file', file: 'picture.png' },
  'wrong-output': { kind: 'wrong-output', printed },
}

const [check] = checksOf('check: answers\nsend: { get: / }\nexpect: { status: 200 }')
const resultOf = (verdict: Verdict): Result => {
  if (check === undefined) throw new Error('no check')
  return { check, verdict }
}
const failing = (failure: Failure) =>
  resultOf({
    type: 'fails',
    failure,
    sent: { bytes: Buffer.from('GET / HTTP/1.1\r\n\r\n'), again: 'curl localhost' },
    error: undefined,
  })
/** As a reader of the JSON gets it. */
const lineOf = (result: Result) => JSON.parse(JSON.stringify(resultAsJson(result, stage)))

test.each(Object.values(failures))('$kind is in the schema and in docs/json.md', (failure) => {
  expect(mistakesIn(lineOf(failing(failure)))).toEqual([])
  expect(readFileSync(join(root, 'docs/json.md'), 'utf8')).toContain(`\`${failure.kind}\``)
})

test('each property of the schema of a check is described in docs/json.md', () => {
  const { $defs } = JSON.parse(readFileSync(join(root, 'schema/json.schema.json'), 'utf8'))
  const docs = readFileSync(join(root, 'docs/json.md'), 'utf8')
  const names = ['checkHead', 'passedCheck', 'failedCheck', 'warning', 'where'].flatMap((name) =>
    Object.keys($defs[name].properties),
  )
  expect(names.filter((name) => !docs.includes(`\`${name}\``))).toEqual([])
})

test('a line with a property that the schema does not know is a mistake', () => {
  expect(mistakesIn({ ...lineOf(failing({ kind: 'busy' })), odd: 1 })).not.toEqual([])
  expect(mistakesIn({ ...lineOf(failing({ kind: 'busy' })), kind: 'odd' })).not.toEqual([])
})

test('of a large response the first bytes are written, and how many are left out', () => {
  const bytes = Buffer.alloc(16 * 1024 * 1024, 'x')
  const line = lineOf(failing({ kind: 'reset', came: { bytes, wrong: { start: 0, end: 1 } } }))
  expect(mistakesIn(line)).toEqual([])
  expect(Buffer.from(line.response.bytes, 'base64')).toHaveLength(64 * 1024)
  expect(line.response.left).toEqual({ bytes: bytes.length - 64 * 1024, because: 'size' })
  expect(line.sent).not.toHaveProperty('left')
})

const warned = resultOf({
  type: 'passes',
  warning: {
    id: 'open-to-all',
    what: 'Other machines can reach it.',
    where: {
      file: '1-test/server.ts',
      line: 3,
      column: 1,
      endColumn: 7,
      text: 'listen(80)',
    },
    why: 'no address is named',
    fix: 'Name it.',
  },
})

test('what to know of a check that passes is in its line', () => {
  const line = lineOf(warned)
  expect(mistakesIn(line)).toEqual([])
  expect(line.warning).toMatchObject({ cause: 'open-to-all', fix: 'Name it.' })
})

test("what to know of a check that passes is in JUnit's report", () => {
  const say = ({ verdict }: Result) => `<${verdict.type}>`
  const passing = resultOf({ type: 'passes' })
  const report = junitReport([{ stage, results: [passing, warned] }], say)
  expect(report).toContain('tests="2" failures="0"')
  expect(report.split('\n').slice(3, 7)).toEqual([
    '    <testcase name="answers" classname="1-test"/>',
    '    <testcase name="answers" classname="1-test">',
    '      <system-out>&lt;passes&gt;</system-out>',
    '    </testcase>',
  ])
})

test('each type of a line in the schema is named in docs/json.md', () => {
  const { $defs } = JSON.parse(readFileSync(join(root, 'schema/json.schema.json'), 'utf8'))
  const docs = readFileSync(join(root, 'docs/json.md'), 'utf8')
  const types = Object.values<{ properties?: { type?: { const?: string } } }>($defs).flatMap(
    ({ properties }) => properties?.type?.const ?? [],
  )
  expect(types).toContain('waiting')
  expect(types.filter((type) => !docs.includes(`\`${type}\``))).toEqual([])
})
