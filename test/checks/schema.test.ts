import { describe, expect, test } from 'vitest'
import { readChecks } from '../../src/course/checks.ts'
import { bytesOf } from '../../src/course/escaped.ts'

const rest = 'why: So.\n  hint: Look.\n  screen: here\n  id: it-works\n'
const one = (text: string) => `- check: it works\n  ${text}\n  ${rest}`

const mistake = (source: string): string => {
  const said: string[] = []
  readChecks(source, 'lessons/1-x/checks.yaml', (mistake) =>
    said.push(`${mistake.file}:${mistake.line}: ${mistake.said} ${mistake.expected}`),
  )
  return said.join('\n')
}

test.each([
  [
    'nothing',
    '',
    'lessons/1-x/checks.yaml:1: This is null. Expected: a list of checks, each with id, check, expect, why, hint and screen.',
  ],
  [
    'no expectation',
    one('send: { get: / }'),
    'lessons/1-x/checks.yaml:1: `0.expect` is missing. Add it.',
  ],
  [
    'an empty expectation',
    one('expect: {}'),
    'lessons/1-x/checks.yaml:2: `0.expect` is Object. Expected: something that can be seen from outside.',
  ],
  [
    'two ways to send',
    one("expect: { status: 200 }\n  send: { get: /, raw: 'x' }"),
    'lessons/1-x/checks.yaml:3: `0.send` is Object. Expected: exactly one of: get, target, raw, pieces.',
  ],
  [
    'one piece',
    one("expect: { status: 200 }\n  send: { pieces: ['x'] }"),
    'lessons/1-x/checks.yaml:3: `0.send.pieces` is 1. Expected: two pieces or more.',
  ],
  [
    'a client that leaves in the middle of an answer that is judged',
    one('expect: { status: 200 }\n  send: { get: /, afterwards: leave-midway }'),
    'lessons/1-x/checks.yaml:3: `0.send` is Object. Expected: an answer that is read: leave-midway belongs to `before`.',
  ],
  [
    'a pattern that is none',
    one("expect: { body: { matches: '(' } }"),
    'lessons/1-x/checks.yaml:2: `0.expect.body.matches` is "(". Expected: a regular expression.',
  ],
  [
    'a word that is not known',
    one('expect: { stauts: 200 }'),
    'lessons/1-x/checks.yaml:2: `0.expect.stauts` is not known here. Remove it, or correct its spelling.',
  ],
  [
    'double quotes',
    one('expect: { status: 200 }\n  send: { raw: "GET / HTTP/1.1\\r\\n\\r\\n" }'),
    'lessons/1-x/checks.yaml:3: `0.send.raw` is "GET / HTTP/1.1',
  ],
  [
    'an escape that is none',
    one("expect: { status: 200 }\n  send: { raw: 'GET \\q' }"),
    'lessons/1-x/checks.yaml:3: `0.send.raw` is "GET \\q". Expected: text with \\r \\n \\t \\\\ \\xHH or \\{1500} in it, no other backslash, and no double quotes around it.',
  ],
  [
    'no id',
    one('expect: { status: 200 }').replace('id: it-works', ''),
    'lessons/1-x/checks.yaml:1: `0.id` is missing. Add it.',
  ],
  [
    'an id in words',
    one('expect: { status: 200 }').replace('it-works', 'It works'),
    'lessons/1-x/checks.yaml:6: `0.id` is "It works". Expected: an id such as `in-pieces`.',
  ],
  [
    'the same id twice',
    one('expect: { status: 200 }') +
      one('expect: { status: 200 }').replace('it works', 'it works too'),
    'Expected: an id of its own for every check.',
  ],
  [
    'the same name twice',
    one('expect: { status: 200 }') + one('expect: { status: 200 }'),
    'Expected: a name of its own for every check.',
  ],
])('%s', (_name, source, said) => {
  expect(mistake(source)).toContain(said)
})

test('what is left out has its usual value', () => {
  const source = one('send: { get: / }\n  expect: { status: 200 }')
  expect(readChecks(source, 'x', () => {})?.value[0]).toEqual({
    id: 'it-works',
    check: 'it works',
    files: {},
    send: { get: '/', afterwards: 'wait' },
    expect: { status: 200 },
    why: 'So.',
    hint: 'Look.',
    screen: 'here',
    limit: 2000,
  })
})

describe('text with escapes', () => {
  test.each([
    ['GET / HTTP/1.1\\r\\n', 'GET / HTTP/1.1\r\n'],
    ['a\nb\n', 'ab'],
    ['\\\\\\t', '\\\t'],
    ['\\xED\\x95\\x9C국', '한국'],
    ['\\{5}1', '000001'],
    ['', ''],
  ])('%j', (text, bytes) => {
    expect(Buffer.from(bytesOf(text) ?? []).toString()).toBe(bytes)
  })
  test.each(['\\', '\\q', '\\x4', '\\{x}', '\r\n'])('%j is none', (text) => {
    expect(bytesOf(text)).toBeUndefined()
  })
})
