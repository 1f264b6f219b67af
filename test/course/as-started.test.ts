import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { courseAsStarted, stageOnPort } from '../../src/course/as-started.ts'
import { type Code, type Stage, screenNumber } from '../../src/course/course.ts'
import { loadCourse } from '../../src/course/load.ts'

const course = loadCourse(join(import.meta.dirname, '../../lessons'), 'js')
const [first] = course.stages
if (first === undefined) throw new Error('the course has no stage')

const codeOn = (stage: Stage, id: string) =>
  (stage.screens[(screenNumber(stage, id) ?? 0) - 1]?.blocks ?? []).find(
    (block): block is Code => block.type === 'code',
  )

describe.each([9011, 80, 19001])('a stage on port %i', (port) => {
  const moved = stageOnPort(first, port)

  test('says it wherever it says a port', () => {
    const said = JSON.stringify(
      moved.screens.map(({ blocks }) => blocks.filter((block) => block.type !== 'code')),
    )
    expect(said).not.toMatch(/\b9001\b/)
    expect(said).toContain(`http://localhost:${port}/hello`)
    expect(moved.port).toBe(port)
  })

  test('keeps drawings in their columns, and labels under what they explain', () => {
    const texts = moved.screens.flatMap(({ blocks }) =>
      blocks.flatMap((block) =>
        block.type === 'code' && block.origin === undefined ? block.lines : [],
      ),
    )
    const drawing = texts.find((line) => line.includes(`port ${port}`))
    expect(drawing?.indexOf('<---  another')).toBe('              <---  port 9001   '.length)
    const request = codeOn(moved, 'request')
    const label = request?.labels.find(({ words }) => words.startsWith('a header'))
    expect(request?.lines[label?.line ?? -1]?.slice(label?.start, label?.end)).toBe(
      `Host: localhost:${port}`,
    )
  })

  test('leaves its programs as they are', () => {
    expect(codeOn(moved, 'environment')).toEqual(codeOn(first, 'environment'))
  })
})

test('a course names its commands as they are typed', () => {
  const typed = courseAsStarted(course, undefined, (text) =>
    text.replaceAll('`learn-webserver ', '`npm start -- '),
  )
  expect(JSON.stringify(typed.stages)).toContain('`npm start -- tap -- COMMAND`')
  expect(JSON.stringify(typed.in('py').stages)).not.toContain('`learn-webserver ')
})
