import { expect, test } from 'vitest'
import type { RequestLine } from '../../src/http/message.ts'
import { targetNotes } from '../../src/notes/target.ts'

const lineFor = (target: string): RequestLine => ({
  type: 'request-line',
  method: 'GET',
  target,
  version: 'HTTP/1.1',
  line: { start: 0, end: 13 + target.length },
  methodRange: { start: 0, end: 3 },
  targetRange: { start: 4, end: 4 + target.length },
  versionRange: { start: 5 + target.length, end: 13 + target.length },
})

test.each([
  ['/hello', 'path: what is asked for, on this server'],
  ['/%EC%95%88%EB%85%95', 'path: what is asked for, here "/안녕"'],
  ['/a%20b?name=%C3%A9', 'path: what is asked for, here "/a b"'],
  ['/%EC%95', 'path: what is asked for, on this server'],
  ['/100%', 'path: what is asked for, on this server'],
])('the path of %s', (target, words) => {
  expect(targetNotes(lineFor(target))[0]).toMatchObject({ words, start: 4 })
})
