import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLifetime } from '../../src/app/lifetime.ts'
import { readCourseWith } from '../../src/app/read-course.ts'
import { loadCourse } from '../../src/course/load.ts'

const installed = loadCourse(join(import.meta.dirname, '../../lessons'), 'js')

let folder: string
let lifetime = createLifetime()
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-course-'))
  cpSync(join(installed.lessons, '3-html-file'), at('mine/3-pages'), { recursive: true })
  edit('Pages')
})
afterEach(async () => {
  await lifetime.end()
  lifetime = createLifetime()
  rmSync(folder, { recursive: true })
})

const at = (path: string) => join(folder, path)
const lesson = () => at('mine/3-pages/lesson.md')
const edit = (title: string) =>
  writeFileSync(lesson(), readFileSync(lesson(), 'utf8').replace(/^title: .*$/m, `title: ${title}`))
const read = (version = '1.0.0') =>
  readCourseWith(
    'mine',
    'js',
    {
      installed: { version, wanted: '', site: '', readCourse: () => installed },
      cwd: folder,
      lifetime,
      now: () => new Date(),
    },
    at('cache'),
  )
const titleOf = async (version?: string) => (await read(version)).stages[2]?.title
const kept = () => readdirSync(at('cache')).map((name) => join(at('cache'), name))

/** What is kept is written over, so that one sees where a course was read from. */
function mark() {
  for (const file of kept())
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"title":"Pages"', '"title":"Kept"'))
}

test('what did not change is not read a second time; a change and a damaged file are seen', async () => {
  expect(await titleOf()).toBe('Pages')
  expect(kept()).toHaveLength(1)
  mark()
  const again = await read()
  expect(again.stages[2]?.title).toBe('Kept')
  expect(again.in('py').stages[2]?.title).toBe('Kept')
  expect(again.stages.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6])
  expect(readdirSync(again.lessons)).toContain('3-pages')

  appendFileSync(at('mine/3-pages/server.py'), '\n')
  expect(await titleOf()).toBe('Pages')
  for (const file of kept()) writeFileSync(file, '{"js":[]}')
  expect(await titleOf('1.0.1')).toBe('Pages')
})

test('a mistake is named, and nothing is kept', async () => {
  appendFileSync(lesson(), '\n```rum\n```\n')
  await expect(read()).rejects.toThrow(`${lesson()}:`)
  expect(existsSync(at('cache'))).toBe(false)
})

test('where nothing can be kept, the course is read each time', async () => {
  writeFileSync(at('cache'), '')
  expect(await titleOf()).toBe('Pages')
})
