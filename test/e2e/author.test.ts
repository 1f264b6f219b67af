import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type Finding, proveStages } from '../../src/checks/author.ts'
import { languageNames } from '../../src/course/language.ts'
import { loadCourse } from '../../src/course/load.ts'
import { renderResult } from '../../src/terminal/views/check.ts'
import { plainTheme } from '../checks/theme.ts'

const root = join(import.meta.dirname, '../..')
const course = loadCourse(join(root, 'lessons'))

/** The lessons without their mistakes, which author.soak.ts proves: that takes minutes. */
const lessons = join(mkdtempSync(join(tmpdir(), 'learn-webserver-author-')), 'lessons')
cpSync(join(root, 'lessons'), lessons, {
  recursive: true,
  filter: (path) => !/[\\/]mistakes(\.yaml)?$/.test(path),
})
afterAll(() => rmSync(join(lessons, '..'), { recursive: true }))

test('in each language every start fails a check, and every solution passes all', {
  timeout: 240_000,
}, async () => {
  const findings: Finding[] = []
  for await (const finding of proveStages(course.stages, {
    lessons,
    site: join(root, 'fixtures/site'),
    stages: course.stages,
    languages: languageNames,
    say: (result, stage) => renderResult(result, stage, plainTheme).join('\n'),
  }))
    findings.push(finding)
  const wrong = findings.filter((finding) => finding.wrong !== undefined)
  expect(
    wrong.map(({ stage, file, said, wrong }) => `${stage.folder}/${file}: ${said}: ${wrong}`),
  ).toEqual([])
  for (const stage of course.stages) {
    const files = findings.filter((finding) => finding.stage === stage).map(({ file }) => file)
    expect(files).toEqual(
      expect.arrayContaining(languageNames.flatMap((one) => [`server.${one}`, `start.${one}`])),
    )
  }
})
