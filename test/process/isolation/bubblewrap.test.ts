import { describe, expect, test } from 'vitest'
import { familyOf } from '../../../src/process/family.ts'
import { asItEnded } from '../../../src/process/isolation/bubblewrap.ts'
import { foldersAbove } from '../../../src/process/isolation/view.ts'
import { createJudge } from '../../../src/process/isolation/watch-use.ts'

test.each([
  [0, { type: 'exited', code: 0 }],
  [1, { type: 'exited', code: 1 }],
  [137, { type: 'killed', signal: 'SIGKILL' }],
  [139, { type: 'killed', signal: 'SIGSEGV' }],
  // A program may end so by itself, and usually does.
  [130, { type: 'exited', code: 130 }],
])('exit code %i of bubblewrap', (code, end) => {
  expect(asItEnded({ type: 'exited', code })).toEqual(end)
})

test('the folders above a path, the uppermost first', () => {
  expect(foldersAbove('/a/b/c')).toEqual(['/a', '/a/b'])
  expect(foldersAbove('/a')).toEqual([])
})

test('a family: the group, and what its members started, in whichever group', () => {
  const all = [
    { pid: 10, parent: 1, group: 10 },
    { pid: 11, parent: 10, group: 10 },
    { pid: 12, parent: 13, group: 12 },
    { pid: 13, parent: 11, group: 13 },
    // Its starter has ended, and it has stayed in the group.
    { pid: 14, parent: 1, group: 10 },
    { pid: 20, parent: 1, group: 20 },
  ]
  expect(familyOf(10, all).sort()).toEqual([10, 11, 12, 13, 14])
})

describe('what a program uses too much of', () => {
  const usual = { memoryBytes: 80e6, processes: 14, files: 40, running: 2 }

  test('a usual one of nothing, look after look', () => {
    const judge = createJudge()
    for (let look = 0; look < 50; look++) expect(judge(usual)).toBeUndefined()
  })

  test.each([
    ['memory', { memoryBytes: 800 * 1024 ** 2 }],
    ['processes', { processes: 300 }],
    ['files', { files: 30_000 }],
  ])('%s', (what, more) => {
    expect(createJudge()({ ...usual, ...more })).toBe(what)
  })

  test('processors: only where many threads run for longer than a moment', () => {
    const judge = createJudge()
    const busy = { ...usual, running: 60 }
    for (let look = 0; look < 4; look++) expect(judge(busy)).toBeUndefined()
    expect(judge(usual)).toBeUndefined()
    for (let look = 0; look < 4; look++) expect(judge(busy)).toBeUndefined()
    expect(judge(busy)).toBe('processor')
  })
})
