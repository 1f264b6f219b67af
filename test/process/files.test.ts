import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readRegular, readRegularText } from '../../src/process/read-regular.ts'
import { writeAtomic } from '../../src/process/write-atomic.ts'
import { filesIn } from '../words/tree.ts'

const isWindows = process.platform === 'win32'
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'learn-webserver-files-'))
})
afterEach(() => rmSync(folder, { recursive: true }))
const at = (name: string) => join(folder, name)
const modeOf = (name: string) => statSync(at(name)).mode & 0o777

test('a file is written whole, and nothing else is left', () => {
  writeAtomic(at('a'), 'old')
  writeAtomic(at('a'), 'new')
  expect(readFileSync(at('a'), 'utf8')).toBe('new')
  expect(readdirSync(folder)).toEqual(['a'])
})

test('where it cannot be written, the old one stays and nothing is left', () => {
  expect(() => writeAtomic(at('none/a'), 'new')).toThrow('ENOENT')
  expect(readdirSync(folder)).toEqual([])
})

test.skipIf(isWindows)(
  'a new file has the mode that is asked for, an old one keeps its own',
  () => {
    writeAtomic(at('private'), '', 0o600)
    expect(modeOf('private')).toBe(0o600)
    writeFileSync(at('old'), '')
    chmodSync(at('old'), 0o640)
    writeAtomic(at('old'), 'new', 0o600)
    expect(modeOf('old')).toBe(0o640)
  },
)

test.skipIf(isWindows)('a link is replaced, and what it leads to is not touched', () => {
  writeFileSync(at('precious'), 'precious')
  symlinkSync(at('precious'), at('a'))
  writeAtomic(at('a'), 'new')
  expect(readFileSync(at('precious'), 'utf8')).toBe('precious')
  expect(readFileSync(at('a'), 'utf8')).toBe('new')
})

test('reading gives the bytes of a file', () => {
  writeFileSync(at('a'), Buffer.from([0, 255, 10]))
  expect(readRegular(at('a'))).toEqual(Buffer.from([0, 255, 10]))
  expect(() => readRegular(at('b'))).toThrow('ENOENT')
})

test.skipIf(isWindows)('a pipe and a device are not waited for', () => {
  execFileSync('mkfifo', [at('pipe')])
  expect(() => readRegularText(at('pipe'))).toThrow(/pipe is not an ordinary file/)
  symlinkSync('/dev/zero', at('zeros'))
  expect(() => readRegular(at('zeros'))).toThrow(/is not an ordinary file/)
  expect(existsSync(at('pipe'))).toBe(true)
})

test('only what the system or the course itself has made is read in another way', () => {
  const readers = filesIn('src', /\.ts$/).filter((file) =>
    /^import \{[^}]*\b(readFileSync|createReadStream|copyFileSync)\b[^}]*\} from 'node:fs'/m.test(
      readFileSync(file, 'utf8'),
    ),
  )
  expect(readers).toEqual([
    'src/app/installed.ts',
    'src/app/read-input.ts',
    'src/app/session-effects.ts',
    'src/checks/mistakes.ts',
    'src/commands/author-new.ts',
    'src/commands/author-readme.ts',
    'src/course/load.ts',
    'src/course/overlay.ts',
    'src/course/program.ts',
    'src/course/read.ts',
    'src/page/server/assets.ts',
    'src/process/family.ts',
    'src/process/isolation/container.ts',
    'src/process/isolation/find-isolation.ts',
    'src/process/isolation/watch-use.ts',
    'src/process/kill-with-parent.ts',
    'src/process/port-holder.ts',
    'src/process/read-regular.ts',
    'src/process/usage.ts',
    'src/workspace/files.ts',
  ])
})
