import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, Zip, ZipPassThrough, zipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { handInsInZip } from '../../../src/class/grade/unpack-zip.ts'
import { loadCourse } from '../../../src/course/load.ts'

const { stages } = loadCourse(join(import.meta.dirname, '../../../lessons'), 'js')

let place: string
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'learn-webserver-unpack-'))
})
afterEach(() => rmSync(place, { recursive: true, force: true }))

type Content = Readonly<Record<string, Uint8Array>>

/** As a platform makes it on the way to somebody: not packed, and sizes stand behind the files. */
function streamed(content: Content): Uint8Array {
  const chunks: Uint8Array[] = []
  const zip = new Zip((_error, chunk) => chunks.push(chunk))
  for (const [name, bytes] of Object.entries(content)) {
    const file = new ZipPassThrough(name)
    zip.add(file)
    file.push(bytes, true)
  }
  zip.end()
  return Buffer.concat(chunks)
}

const mtime = new Date('2026-11-28')
const work = (text: string) =>
  zipSync({ 'my-webserver/1-raw-socket/server.py': [strToU8(text), { mtime }] })
const server = { '1-raw-socket/server.py': strToU8('one') }

function found(zip: Uint8Array, only: readonly string[] = []) {
  writeFileSync(join(place, 'class 9b.zip'), zip)
  const { handIns, ...rest } = handInsInZip(
    join(place, 'class 9b.zip'),
    stages,
    only,
    join(place, 'to'),
  )
  return { ...rest, names: handIns.map(({ name }) => name), handIns }
}

test('ZIP files in it stay whole, be they packed or streamed', () => {
  for (const zip of [zipSync, streamed]) {
    const { names, handIns, passedOver, leftOut } = found(
      zip({
        'Sent/Kim_1_assignsubmission_file/work.zip': work('kim'),
        'Sent/lee.zip': work('lee'),
        'Sent/marks.csv': strToU8('a,b'),
        '__MACOSX/Sent/._lee.zip': strToU8(''),
      }),
    )
    expect(names).toEqual(['Kim_1_assignsubmission_file', 'lee'])
    expect([passedOver, leftOut]).toEqual([['marks.csv'], []])
    expect(readFileSync(handIns[1]?.path ?? '')).toEqual(Buffer.from(work('lee')))
    rmSync(join(place, 'to'), { recursive: true })
  }
})

test('folders are hand-ins; only some of them', () => {
  const content = { kim: server, lee: { 'my-webserver': server } }
  expect(found(zipSync(content)).names).toEqual(['kim', 'lee'])
  rmSync(join(place, 'to'), { recursive: true })
  expect(found(zipSync(content), ['lee']).names).toEqual(['lee'])
})

test.each([
  ['its own folders', server],
  ['one folder', { 'my-webserver': server }],
])('one student’s work with %s is one hand-in, by the name of the file', (_name, content) => {
  const { names, handIns } = found(zipSync(content))
  expect(names).toEqual(['class 9b'])
  expect(existsSync(join(handIns[0]?.path ?? '', '1-raw-socket/server.py'))).toBe(true)
})

test('a class of one keeps the student’s name', () => {
  expect(found(zipSync({ sent: { kim: { 'work.zip': work('kim') } } })).names).toEqual(['kim'])
})

test('no path leads out of it, nothing is written twice, and what is too large stays', () => {
  const { names, leftOut } = found(
    zipSync({
      '../../up.zip': work('x'),
      '/up.zip': work('x'),
      'kim.zip': work('kim'),
      'lee.zip': work('lee'),
      './lee.zip': work('other'),
      film: new Uint8Array(11 * 1024 ** 2),
    }),
  )
  expect(names).toEqual(['kim', 'lee'])
  expect(leftOut).toEqual(['../../up.zip', '/up.zip', 'lee.zip', 'film'])
  expect(readFileSync(join(place, 'to/class 9b/lee.zip'))).toEqual(Buffer.from(work('lee')))
  expect(existsSync(join(place, 'up.zip'))).toBe(false)
})

test('one that can’t be read is named', () => {
  expect(() => found(strToU8('PK but no more'))).toThrow("class 9b.zip can't be graded")
})
