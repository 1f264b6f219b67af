import { join } from 'node:path'
import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { exerciseOf } from '../../src/course/course.ts'
import { languageNames } from '../../src/course/language.ts'
import { loadCourse } from '../../src/course/load.ts'
import { renderProse } from '../../src/terminal/draw/prose.ts'
import { chooseTheme } from '../../src/terminal/draw/theme.ts'

const course = loadCourse(join(import.meta.dirname, '../../lessons'))
const stages = languageNames.flatMap((language) => course.in(language).stages)
const look = (columns: number) =>
  chooseTheme({ env: { LANG: 'C.UTF-8' }, columns, rows: 24, hasColours: false })

describe.each(stages)('the exercise of stage $number in $language', (stage) => {
  const { steps = [] } = exerciseOf(stage) ?? {}
  const hints = steps.flatMap((step) => step.hints)

  test('is the only one, and each of its steps has hints', () => {
    const types = stage.screens.flatMap(({ blocks }) => blocks.map(({ type }) => type))
    expect(types.filter((type) => type === 'exercise')).toHaveLength(1)
    for (const step of steps) expect(step.hints.length, step.id).toBeGreaterThanOrEqual(1)
  })

  test('its last hint shows code', () => {
    expect(hints.at(-1)).toMatch(/^ {4}\S/m)
  })

  test.each(hints)('a hint is short, and its code is not folded', (hint) => {
    const lines = renderProse(hint, look(80))
    expect(lines.length).toBeLessThanOrEqual(14)
    const code = hint.split('\n').filter((line) => line.startsWith('    '))
    for (const line of code) expect(lines).toContain(line)
    for (const line of renderProse(hint, look(40)))
      expect(stringWidth(line)).toBeLessThanOrEqual(39)
  })
})
