import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { type Block, exerciseOf, findStage, stageIn } from '../../src/course/course.ts'
import { languageNames, languages } from '../../src/course/language.ts'
import { loadCourse } from '../../src/course/load.ts'
import { readProgram } from '../../src/course/program.ts'
import { chooseTheme } from '../../src/terminal/draw/theme.ts'
import { renderAnswers, renderScreen } from '../../src/terminal/views/screen.ts'

const lessons = join(import.meta.dirname, '../../lessons')
const course = loadCourse(lessons)
const stages = languageNames.flatMap((language) => course.in(language).stages)
const look = (columns: number, LANG = 'C.UTF-8') =>
  chooseTheme({ env: { LANG }, columns, rows: 24, hasColours: false })

/** Rows below a screen: one for what is new, and one for the keys. */
const footerRows = 2

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

test('a stage is to be had in another language', () => {
  const [first] = course.stages
  expect(first && stageIn(first, 'py', course).language).toBe('py')
})

const isToDo = ({ type }: Block) => type === 'run' || type === 'quiz' || type === 'exercise'

describe.each(stages)('stage $number, $title, in $language', (stage) => {
  const screens = stage.screens.map((screen, i) => ({
    screen,
    place: { stage, stages: course.stages.length, number: i + 1 },
  }))

  test('its port is 9000 and its number', () => {
    expect(stage.port).toBe(9000 + stage.number)
  })

  test('begins with a server that runs', () => {
    expect(stage.screens[0]?.blocks.map(({ type }) => type)).toEqual(['run'])
  })

  test('has at most three screens of reading between two things to do', () => {
    const reading = stage.screens
      .map(({ id, blocks }) => (id === 'play' || blocks.some(isToDo) ? ' ' : 'r'))
      .join('')
      .split(' ')
    expect(Math.max(...reading.map((run) => run.length))).toBeLessThanOrEqual(3)
  })

  test.each(screens)('screen $place.number fits 24 rows of 80 columns', ({ screen, place }) => {
    const lines = renderScreen(screen, place, look(80))
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(79)
    expect(lines.length + footerRows, screen.id).toBeLessThanOrEqual(24)
  })

  test.each(['C.UTF-8', 'C'])('each screen keeps within 40 columns: %s', (LANG) => {
    for (const { screen, place } of screens) {
      const quizzes = screen.blocks.flatMap((block) =>
        block.type === 'quiz' ? renderAnswers(block, look(40, LANG)) : [],
      )
      for (const line of [...renderScreen(screen, place, look(40, LANG)), ...quizzes])
        expect(stringWidth(line), line).toBeLessThanOrEqual(39)
    }
  })

  test('shows each line of a program where the learner finds it', async () => {
    for (const block of stage.screens.flatMap(({ blocks }) => blocks)) {
      if (block.type !== 'code' || block.origin === undefined) continue
      const { file, numbers } = block.origin
      const stem = file.replace(/\.\w+$/, '')
      const name = stem === 'http-server' ? stem : `${stage.folder}/${stem}`
      const program = await readProgram(name, stage.language, { stages: [], lessons, site: '' })
      const lines = program?.split('\n') ?? []
      for (const [i, number] of numbers.entries())
        if (number !== undefined) expect(lines[number - 1]?.trim()).toBe(block.lines[i]?.trim())
    }
  })

  test('speaks of no other language', () => {
    const screensHere = stage.screens.filter(({ id }) => id !== 'next')
    const words = JSON.stringify([screensHere, exerciseOf(stage)])
    const foreign =
      languages[stage.language].platform === 'python'
        ? /\bNode\b|clientConnection|console\.log|\bawait\b|TypeScript|JavaScript|doGET|\.[tj]s\b/
        : /client_connection|\bself\b|os\.environ|\bprint\(|do_GET|\.py\b|\bPython\b/
    expect(words.match(foreign)?.[0]).toBe(undefined)
  })
})

test('the slides are followed, and nothing is called easy', () => {
  for (const { folder } of course.stages) {
    const words = readFileSync(join(lessons, folder, 'lesson.md'), 'utf8')
    expect(words).not.toMatch(/\b(simply|just|easy|easily|obviously|of course)\b/i)
  }
})
