import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { countedOf, serverOf, zipOf } from '../../src/class/hand-in.ts'

const filesOf = (...paths: string[]) =>
  new Map(paths.map((path) => [path, { content: Buffer.from(`of ${path}`), isExecutable: false }]))

test('how far the learner is, their place in a class, and what is hidden, does not count', () => {
  const files = filesOf(
    '1-raw-socket/server.js',
    'progress.json',
    'class.json',
    'progress.damaged-2026-11-28T09-18-03-002Z.json',
    '.env',
    '.vscode/settings.json',
    '__proto__',
    'site/progress.json',
    'settings.json',
  )
  expect([...countedOf({ files }).keys()]).toEqual([
    '1-raw-socket/server.js',
    'site/progress.json',
    'settings.json',
  ])
})

test('a stage’s server is found in any language', () => {
  const files = filesOf('1-raw-socket/server.py', '2-html-string/notes.txt')
  expect(serverOf({ folder: '1-raw-socket' }, files)).toBe('1-raw-socket/server.py')
  expect(serverOf({ folder: '2-html-string' }, files)).toBeUndefined()
})

test('a ZIP file gives back what was put into it, whatever its name and whatever the clock says', () => {
  const files = filesOf('1-raw-socket/server.js', 'site/한글 seite.html')
  for (const now of [new Date(), new Date(0)]) {
    const back = unzipSync(zipOf(files, now))
    expect(Object.entries(back).map(([name, bytes]) => [name, strFromU8(bytes)])).toEqual(
      [...files.keys()].map((name) => [name, `of ${name}`]),
    )
  }
})
