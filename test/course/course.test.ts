import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { findStage } from '../../src/course/course.ts'
import { loadCourse } from '../../src/course/load.ts'
import { chooseLook } from '../../src/terminal/draw/theme.ts'
import { renderAnswers, renderScreen } from '../../src/terminal/views/screen.ts'

const lessons = join(import.meta.dirname, '../../lessons')
const course = loadCourse(lessons)
const look = (columns: number) =>
  chooseLook({ env: { LANG: 'C.UTF-8' }, columns, rows: 24, hasColours: false })

test('the six stages, numbered from 1', () => {
  expect(course.stages.map(({ number, name }) => `${number} ${name}`)).toEqual([
    '1 raw-socket',
    '2 html-string',
    '3 html-file',
    '4 static-server',
    '5 subclass',
    '6 form',
  ])
})

test.each(['3', 'html-file', '3-html-file'])('stage %s is found', (given) => {
  expect(findStage(course, given)?.title).toBe('HTML file')
})

describe.each(course.stages)('stage $number, $title', (stage) => {
  const screens = stage.screens.map((screen, i) => ({
    screen,
    place: { stage, stages: course.stages.length, number: i + 1 },
  }))

  test('its port is 9000 and its number', () => {
    expect(stage.port).toBe(9000 + stage.number)
  })

  test('has one to three questions and a server to run', () => {
    const types = stage.screens.flatMap(({ blocks }) => blocks.map(({ type }) => type))
    const quizzes = types.filter((type) => type === 'quiz').length
    expect(quizzes).toBeGreaterThanOrEqual(1)
    expect(quizzes).toBeLessThanOrEqual(3)
    expect(types).toContain('run')
  })

  test.each(screens)(
    'screen $place.number fits 24 rows of 80 columns, with its keys',
    ({ screen, place }) => {
      const lines = renderScreen(screen, place, look(80))
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(79)
      // A row for what is new, and one for the keys.
      expect(lines.length + 2).toBeLessThanOrEqual(24)
    },
  )

  test.each(screens)('screen $place.number keeps within 40 columns', ({ screen, place }) => {
    const quizzes = screen.blocks.flatMap((block) =>
      block.type === 'quiz' ? renderAnswers(block, look(40)) : [],
    )
    for (const line of [...renderScreen(screen, place, look(40)), ...quizzes])
      expect(stringWidth(line)).toBeLessThanOrEqual(39)
  })

  test('never says that something is easy', () => {
    const words = readFileSync(join(lessons, stage.folder, 'lesson.md'), 'utf8')
    expect(words).not.toMatch(/\b(simply|just|easy|easily|obviously|of course)\b/i)
  })
})
