import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readHandIn } from '../../../src/class/grade/read-hand-in.ts'
import { Unreadable } from '../../../src/class/grade/unreadable.ts'

const isWindows = process.platform === 'win32'
let place: string
let folder: string
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'learn-webserver-intake-'))
  folder = join(place, 'kim')
  mkdirSync(folder)
})
afterEach(() => rmSync(place, { recursive: true, force: true }))

function put(path: string, content: string | Uint8Array = ''): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), content)
  return join(folder, path)
}

const hasServer = (paths: Iterable<string>) => [...paths].some((path) => path.endsWith('server.py'))
const read = (path = folder) => {
  const { files, leftOut } = readHandIn(path, hasServer)
  const texts = [...files].map(([file, { content }]) => [file, Buffer.from(content).toString()])
  return { files: Object.fromEntries(texts), leftOut }
}

describe('a folder', () => {
  test('is read, without what no server needs', () => {
    put('1-raw-socket/server.py', 'one')
    put('김.html', 'two')
    for (const path of ['.git/a', 'node_modules/a/b', 'x/.learn-webserver/a', '__MACOSX/a', '._a'])
      put(path)
    expect(read()).toEqual({
      files: { '1-raw-socket/server.py': 'one', '김.html': 'two' },
      leftOut: [],
    })
  })

  test('what is too large is left out, and so is what is too much', () => {
    put('server.py', 'one')
    truncateSync(put('film'), 3 * 1024 ** 3)
    for (let i = 0; i < 8; i++) truncateSync(put(`part-${i}`), 9 * 1024 ** 2)
    const { files, leftOut } = read()
    expect(Object.keys(files)).toHaveLength(8)
    expect(leftOut).toEqual([
      { file: 'film', because: 'large' },
      { file: 'part-7', because: 'many' },
    ])
  })

  test.skipIf(isWindows)('pipes, and links that lead out of it or nowhere, are left out', () => {
    put('1-raw-socket/server.py', 'one')
    writeFileSync(join(place, 'secret'), 'secret')
    symlinkSync('../secret', join(folder, 'a'))
    symlinkSync('/etc', join(folder, 'b'))
    symlinkSync('nowhere', join(folder, 'c'))
    symlinkSync('1-raw-socket', join(folder, 'd'))
    symlinkSync('..', join(folder, '1-raw-socket/up'))
    symlinkSync('1-raw-socket/server.py', join(folder, 'e'))
    execFileSync('mkfifo', [join(folder, 'pipe')])
    const { files, leftOut } = read()
    expect(files).toEqual({ '1-raw-socket/server.py': 'one', e: 'one' })
    expect(leftOut).toEqual([
      { file: 'a', because: 'link' },
      { file: 'b', because: 'link' },
      { file: 'c', because: 'link' },
      { file: 'pipe', because: 'special' },
    ])
  })

  test.skipIf(isWindows || process.getuid?.() === 0)('what can’t be read is left out', () => {
    put('server.py', 'one')
    chmodSync(put('closed'), 0)
    expect(read()).toEqual({
      files: { 'server.py': 'one' },
      leftOut: [{ file: 'closed', because: 'unreadable' }],
    })
  })

  test('a ZIP file in it is read where the folder has no server', () => {
    const zip = zipSync({ 'mine/server.py': strToU8('zipped') })
    put('Work.ZIP', zip)
    expect(read().files).toEqual({ 'Work/mine/server.py': 'zipped' })
    put('server.py', 'one')
    expect(read().files).toEqual({ 'server.py': 'one' })
  })
})

describe('a ZIP file', () => {
  const zipped = (content: Uint8Array): string => {
    const path = join(place, 'kim.zip')
    writeFileSync(path, content)
    return path
  }

  test('is read, packed or not, with names in every alphabet', () => {
    const path = zipped(
      zipSync({
        '1-raw-socket': { 'server.py': strToU8('one'), '김.html': [strToU8('two'), { level: 0 }] },
        'node_modules/a': strToU8(''),
      }),
    )
    expect(read(path)).toEqual({
      files: { '1-raw-socket/server.py': 'one', '1-raw-socket/김.html': 'two' },
      leftOut: [],
    })
  })

  test('paths that lead out of it are left out; backslashes part folders', () => {
    const path = zipped(
      zipSync({
        '../../up.py': strToU8(''),
        'a/../../up.py': strToU8(''),
        '/etc/passwd': strToU8(''),
        'C:\\Windows\\a': strToU8(''),
        'stage 1\\server.py': strToU8('one'),
        './b': strToU8('two'),
      }),
    )
    const { files, leftOut } = read(path)
    expect(files).toEqual({ 'stage 1/server.py': 'one', b: 'two' })
    expect(leftOut.map(({ because }) => because)).toEqual(Array(4).fill('outside'))
  })

  test('a bomb is not unpacked, whatever it says of its sizes', () => {
    const zeros = new Uint8Array(40 * 1024 ** 2)
    const honest = zipSync({ 'server.py': strToU8('one'), bomb: zeros })
    expect(read(zipped(honest))).toEqual({
      files: { 'server.py': 'one' },
      leftOut: [{ file: 'bomb', because: 'large' }],
    })
    // The same, which says that it is 10 bytes long: in both of its headers.
    const lying = Buffer.from(honest)
    const size = Buffer.alloc(4)
    size.writeUInt32LE(zeros.length)
    for (let at = lying.indexOf(size); at >= 0; at = lying.indexOf(size, at))
      lying.writeUInt32LE(10, at)
    expect(read(zipped(lying))).toEqual({
      files: { 'server.py': 'one' },
      leftOut: [{ file: 'bomb', because: 'large' }],
    })
  })

  test('many files in it are no trouble', () => {
    const many = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, i) => [`node_modules/${i}.js`, strToU8('')]),
    )
    const path = zipped(zipSync({ ...many, 'server.py': strToU8('one') }, { level: 0 }))
    expect(read(path).files).toEqual({ 'server.py': 'one' })
  })

  test.each([
    ['no ZIP file', Buffer.from('hello')],
    [
      'cut off',
      zipSync({ 'server.py': new Uint8Array(5000).map((_, i) => i * i) }).subarray(0, 60),
    ],
    ['empty', Buffer.alloc(0)],
  ])('one that is %s can’t be read', (_name, content) => {
    expect(() => read(zipped(content))).toThrow(Unreadable)
  })
})
