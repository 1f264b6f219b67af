import { join } from 'node:path'
import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { exerciseOf } from '../../src/course/course.ts'
import { hintFor } from '../../src/course/language.ts'
import { loadCourse } from '../../src/course/load.ts'
import { exerciseKeys } from '../../src/session/exercise-keys.ts'
import { leavingKeys } from '../../src/session/lesson-keys.ts'
import { renderProse } from '../../src/terminal/draw/prose.ts'
import { chooseLook } from '../../src/terminal/draw/theme.ts'
import { keyBar } from '../../src/terminal/views/keys.ts'
import { renderScreen } from '../../src/terminal/views/screen.ts'

const course = loadCourse(join(import.meta.dirname, '../../lessons'))
const look = (columns: number) =>
  chooseLook({ env: { LANG: 'C.UTF-8' }, columns, rows: 24, hasColours: false })

describe.each(course.stages)('the exercise of stage $number, $title', (stage) => {
  const { task = '', hints = [] } = exerciseOf(stage) ?? {}
  const words = {
    node: hints.map((hint) => hintFor(hint, 'ts')),
    python: hints.map((hint) => hintFor(hint, 'py')),
  }

  test('is the only one, after the questions, with three to five hints', () => {
    const types = stage.screens.map(({ blocks }) => blocks.map(({ type }) => type))
    const at = types.findIndex((each) => each.includes('exercise'))
    expect(types.flat().filter((type) => type === 'exercise')).toHaveLength(1)
    expect(stage.screens[at]?.title).toBe('Now build it')
    expect(types.findLastIndex((each) => each.includes('quiz'))).toBeLessThan(at)
    expect(hints.length).toBeGreaterThanOrEqual(3)
    expect(hints.length).toBeLessThanOrEqual(5)
  })

  test('is for every language: the task and the first hint name no call of either', () => {
    expect(task).not.toMatch(/\.(ts|js|py)\b/)
    for (const text of [task, words.node[0]]) {
      expect(text).not.toMatch(
        /clientConnection|client_connection|console\.log|print\(|\bdo_?GET\b/,
      )
    }
    expect(words.python[0]).toBe(words.node[0])
  })

  test('its strongest hint shows code, in Node for the one and in Python for the other', () => {
    expect(words.node.at(-1)).toMatch(/^ {4}\S/m)
    expect(words.python.at(-1)).toMatch(/^ {4}\S/m)
    expect(words.python.at(-1)).not.toBe(words.node.at(-1))
    expect(words.node.join('\n')).not.toMatch(/client_connection|\bself\b|\bos\.|print\(|do_GET/)
    expect(words.python.join('\n')).not.toMatch(/clientConnection|console|\bawait\b|doGET|\bnew\b/)
  })

  test('sends a reader to screens that there are', () => {
    const titles = stage.screens.map(({ title }) => title)
    for (const text of [task, ...words.node, ...words.python]) {
      const prose = text.replace(/^ {4}.*$/gm, '').replace(/`[^`]*`/g, '')
      for (const [, title] of prose.matchAll(/_([^_]+)_/g))
        expect(titles).toContain(title?.replaceAll('\n', ' '))
    }
  })

  test('fits 24 rows of 80 columns, with the file and the keys below', () => {
    const number = stage.screens.findIndex(({ title }) => title === 'Now build it') + 1
    const screen = stage.screens[number - 1] ?? expect.fail('no such screen')
    const lines = renderScreen(screen, { stage, stages: course.stages.length, number }, look(80))
    const place = { stage, stages: course.stages.length, number }
    const keys = [...Object.values(exerciseKeys), ...leavingKeys(place, false)]
    const below = ['', 'the file', 'the address', 'what it prints at its start', '']
    const whole = [...lines, ...below, ...keyBar(keys, look(80))]
    expect(whole.length).toBeLessThanOrEqual(24)
  })

  test.each([...words.node, ...words.python])(
    'a hint is short, and its code is not folded',
    (hint) => {
      const lines = renderProse(hint, look(80))
      expect(lines.length).toBeLessThanOrEqual(12)
      const code = hint.split('\n').filter((line) => line.startsWith('    '))
      for (const line of code) expect(lines).toContain(line)
      for (const line of renderProse(hint, look(40)))
        expect(stringWidth(line)).toBeLessThanOrEqual(39)
    },
  )
})
