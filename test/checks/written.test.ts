import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hintFor, languageNames } from '../../src/course/language.ts'
import { loadCourse } from '../../src/course/load.ts'

const course = loadCourse(join(import.meta.dirname, '../../lessons'))

test('each check of a stage has a hint, and says where in the lesson it comes from', () => {
  for (const { checks, screens } of course.stages)
    for (const { hint, screen } of checks) {
      for (const language of languageNames) expect(hintFor(hint, language)).not.toBe('')
      expect(screens.map(({ id }) => id)).toContain(screen)
    }
})

test('no check says that something is easy', () => {
  for (const { checks } of course.stages)
    for (const { check, why, hint } of checks)
      expect(`${check} ${why} ${JSON.stringify(hint)}`).not.toMatch(
        /\b(simply|just|easy|easily|obviously|of course)\b/i,
      )
})
