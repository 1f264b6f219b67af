import { chownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkFolder, findFolder, makeFolder, typedFolder } from '../../src/workspace/folder.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'learn-webserver-test-'))
})
afterEach(() => rmSync(root, { recursive: true }))

/** A learner's folder with one server; its progress file is there or not. */
function folderOfOurs(name: string, hasProgress = true): string {
  const path = join(root, name)
  mkdirSync(join(path, '1-raw-socket'), { recursive: true })
  writeFileSync(join(path, '1-raw-socket/server.py'), '')
  if (hasProgress) writeFileSync(join(path, 'progress.json'), '{}')
  return path
}

const search = (cwd: string, last?: string) =>
  findFolder({ dir: undefined, cwd, remembered: () => last })

test('inside a stage’s folder, that folder is used and not the last one', () => {
  const [a, b] = [folderOfOurs('a'), folderOfOurs('b')]
  expect(search(join(a, '1-raw-socket'), b)).toEqual({ type: 'there', path: a, by: 'place' })
  expect(search(root, b)).toEqual({ type: 'there', path: b, by: 'memory' })
})

test.skipIf(process.getuid?.() !== 0)(
  'the folder of another user is used only where it is named',
  () => {
    const [a, b] = [folderOfOurs('a'), folderOfOurs('b')]
    chownSync(a, 12345, 12345)
    expect(() => search(a, b)).toThrow('a belongs to another user, so it was not used.')
    expect(search(root, a)).toMatchObject({ type: 'new' })
    expect(findFolder({ dir: 'a', cwd: root, remembered: () => b })).toMatchObject({
      type: 'there',
      path: a,
    })
  },
)

test('a folder without a progress file is ours by the servers in it', () => {
  const a = folderOfOurs('a', false)
  expect(search(a)).toMatchObject({ type: 'there', path: a })
  expect(checkFolder(a)).toMatchObject({ type: 'there', path: a })
})

test('a folder of other files is not ours, and is named', () => {
  mkdirSync(join(root, 'x'))
  writeFileSync(join(root, 'x/notes.txt'), '')
  expect(() => checkFolder(join(root, 'x'))).toThrow('x has other files in it')
})

test('a file, and a link that leads nowhere, are no folder', () => {
  writeFileSync(join(root, 'file'), '')
  symlinkSync(join(root, 'gone'), join(root, 'link'))
  expect(() => checkFolder(join(root, 'file'))).toThrow('is a file')
  expect(() => checkFolder(join(root, 'link'))).toThrow('not a folder')
  expect(checkFolder(join(root, 'file/below'))).toMatchObject({ type: 'new' })
  expect(() => makeFolder(join(root, 'file/below'))).toThrow('Could not write')
})

const typed: [string, string][] = [
  ['~', '/home/me'],
  ['~/내 서버', '/home/me/내 서버'],
  ['"my servers"', '/work/my servers'],
  ["'a b'", '/work/a b'],
  [' web ', '/work/web'],
  ['$HOME/y', '/home/me/y'],
  ['%USERPROFILE%/y', '/home/me/y'],
  ['/tmp/x', '/tmp/x'],
  ['~other', '/work/~other'],
  ['quiz', '/work/quiz'],
]
test.each(typed)('%s is the folder %s', (given, path) => {
  expect(typedFolder(given, { cwd: '/work', home: '/home/me' })).toEqual({ type: 'folder', path })
})

test.each(['q', 'Q', 'quit', 'exit', ':q', ':q!', 'exit()', 'bye'])('%s leaves', (given) => {
  expect(typedFolder(given, { cwd: '/work', home: '/home/me' })).toEqual({ type: 'leave' })
})

test.runIf(process.platform === 'linux')('a folder below /proc is refused, and at once', () => {
  expect(() => makeFolder('/proc/x/y')).toThrow('Could not write')
})
