import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Finding, proveStages } from '../../src/checks/author.ts'
import { readMistakes } from '../../src/checks/mistakes.ts'
import { languageNames } from '../../src/course/language.ts'
import { loadCourse } from '../../src/course/load.ts'
import { renderResult } from '../../src/terminal/views/check.ts'
import { plainTheme } from '../checks/theme.ts'

const root = join(import.meta.dirname, '../..')
const lessons = join(root, 'lessons')
const course = loadCourse(lessons)

test.each(course.stages)(
  '$folder: every mistake fails the check that is meant, for the cause that is meant',
  async (stage) => {
    const wrong: Finding[] = []
    for await (const finding of proveStages([stage], {
      lessons,
      site: join(root, 'fixtures/site'),
      stages: course.stages,
      languages: languageNames,
      say: (result, of) => renderResult(result, of, plainTheme).join('\n'),
    }))
      if (finding.wrong !== undefined) wrong.push(finding)
    expect(wrong.map(({ file, said, wrong }) => `${file}: ${said}: ${wrong}`)).toEqual([])
    expect(readMistakes(stage, lessons).length).toBeGreaterThanOrEqual(25)
  },
)
