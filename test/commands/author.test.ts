import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Context } from '../../src/app/context.ts'
import { authorNew } from '../../src/commands/author-new.ts'
import { authorPreview } from '../../src/commands/author-preview.ts'
import { loadCourse } from '../../src/course/load.ts'
import { createPlainTerminal } from '../../src/terminal/io/plain.ts'
import { plainTheme } from '../terminal/theme.ts'
import { placeOf } from './place.ts'

const lessons = join(import.meta.dirname, '../../lessons')
const course = loadCourse(lessons, 'js')

let root: string
let printed = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'learn-webserver-test-'))
  cpSync(lessons, join(root, 'lessons'), { recursive: true })
  printed = ''
})
afterEach(() => rmSync(root, { recursive: true }))

function context(): Context {
  const terminal = createPlainTerminal({
    theme: plainTheme(80),
    input: process.stdin,
    output: new Writable({
      write(bytes, _encoding, done) {
        printed += bytes
        done()
      },
    }),
    interactive: false,
    noKeys: undefined,
  })
  return {
    ...placeOf(terminal, root),
    course,
    files: { ...course, lessons: join(root, 'lessons'), site: '' },
  }
}

test('a new stage is one that can be loaded at once, with a port of its own', () => {
  expect(authorNew(context(), 'web-socket')).toBe(0)
  const { stages } = loadCourse(join(root, 'lessons'), 'js')
  expect(stages.at(-1)).toMatchObject({
    number: 7,
    name: 'web-socket',
    title: 'Web socket',
    port: 9007,
  })
  expect(readFileSync(join(root, 'lessons/7-web-socket/server.ts'), 'utf8')).toContain("'9007'")
})

test.each(['raw-socket', 'Web', '7', '../x'])('%s can’t be the name of a new stage', (name) => {
  expect(() => authorNew(context(), name)).toThrow(/"/)
})

test('a screen is drawn by number or id, at the width that is asked for', async () => {
  const { id, title } = course.stages[0]?.screens[1] ?? {}
  await authorPreview(context(), '1/2', { columns: 40 })
  expect(printed).toContain(title)
  expect(Math.max(...printed.split('\n').map((line) => line.length))).toBeLessThanOrEqual(40)
  printed = ''
  await authorPreview(context(), `1/${id}`, {})
  expect(printed).toContain(title)
})

test('every mistake of the lessons is told at once, with file and line', async () => {
  const before = context()
  for (const stage of ['1-raw-socket', '2-html-string']) {
    const file = join(root, 'lessons', stage, 'lesson.md')
    writeFileSync(
      file,
      `${readFileSync(file, 'utf8')}\n\n## Open {#open}\n\n\`\`\`code server#nowhere\n`,
    )
  }
  await authorPreview(before, '1/2', {})
  expect(printed).toMatch(/1-raw-socket\/lesson\.md:\d+/)
  expect(printed).toMatch(/2-html-string\/lesson\.md:\d+/)
})
