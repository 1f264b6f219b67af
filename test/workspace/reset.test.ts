import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadCourse } from '../../src/course/load.ts'
import { resetFiles } from '../../src/workspace/files.ts'

const root = join(import.meta.dirname, '../..')
const lessons = join(root, 'lessons')
const { stages } = loadCourse(lessons).in('js')
const files = { stages, lessons, site: join(root, 'fixtures/site') }
const [stage] = stages
if (stage === undefined) throw new Error('there is no stage 1')
let place: string
let server: string
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'learn-webserver-reset-'))
  mkdirSync(join(place, 'mine', stage.folder), { recursive: true })
  server = join(place, 'mine', stage.folder, 'server.js')
})
afterEach(() => rmSync(place, { recursive: true }))

const reset = async () => {
  const [done] = await resetFiles(stage, join(place, 'mine'), 'js', files, new Date(0))
  return done?.backup === undefined ? undefined : readFileSync(join(place, 'mine', done.backup))
}

test.skipIf(process.platform === 'win32')(
  'a server that is a link: its content is kept, and what it leads to is not touched',
  async () => {
    const mine = join(place, 'mine.js')
    writeFileSync(mine, '// an hour of my work')
    symlinkSync(mine, server)
    expect(String(await reset())).toBe('// an hour of my work')
    expect(readFileSync(mine, 'utf8')).toBe('// an hour of my work')
    expect(lstatSync(server).isFile()).toBe(true)
  },
)

test('what is kept has the bytes that it had, whatever they are', async () => {
  const bytes = Buffer.from([0xff, 0xfe, 0x61, 0x00, 0xe9])
  writeFileSync(server, bytes)
  expect(await reset()).toEqual(bytes)
})

test('what is the same is not kept again', async () => {
  await reset()
  expect(await reset()).toBeUndefined()
})
