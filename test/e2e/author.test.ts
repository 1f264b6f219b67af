import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Finding, proveStages } from '../../src/checks/author.ts'
import { readMistakes } from '../../src/checks/mistakes.ts'
import { hintFor, languageNames } from '../../src/course/language.ts'
import { loadCourse } from '../../src/course/load.ts'
import { renderResult } from '../../src/terminal/views/check.ts'
import { plainLook } from '../checks/look.ts'

const root = join(import.meta.dirname, '../..')
const course = loadCourse(join(root, 'lessons'))

test('every start fails a check, every solution passes all, every mistake fails as meant', async () => {
  const findings: Finding[] = []
  for await (const finding of proveStages(course.stages, {
    lessons: join(root, 'lessons'),
    site: join(root, 'fixtures/site'),
    stages: course.stages,
    languages: languageNames,
    say: (result, stage) => renderResult(result, stage, plainLook).join('\n'),
  }))
    findings.push(finding)
  const wrong = findings.filter((finding) => finding.wrong !== undefined)
  expect(
    wrong.map(({ stage, file, said, wrong }) => `${stage.folder}/${file}: ${said}: ${wrong}`),
  ).toEqual([])
  for (const stage of course.stages) {
    const files = findings.filter((finding) => finding.stage === stage).map(({ file }) => file)
    expect(files).toContain('server.ts')
    expect(readMistakes(stage, join(root, 'lessons')).length).toBeGreaterThanOrEqual(25)
  }
}, 240_000)

test('each check of a stage has a hint, and says where in the lesson it comes from', () => {
  for (const { checks, screens } of course.stages)
    for (const { hint, screen } of checks) {
      for (const language of languageNames) expect(hintFor(hint, language)).not.toBe('')
      expect(screens.map(({ title }) => title)).toContain(screen)
    }
})

test('no check says that something is easy', () => {
  for (const { checks } of course.stages)
    for (const { check, why, hint } of checks)
      expect(`${check} ${why} ${JSON.stringify(hint)}`).not.toMatch(
        /\b(simply|just|easy|easily|obviously|of course)\b/i,
      )
})
