import { join } from 'node:path'
import { expect, test } from 'vitest'
import { languageNames } from '../../src/course/language.ts'
import { loadCourse } from '../../src/course/load.ts'
import { hasStartOfItsOwn, startFromOwn } from '../../src/course/program.ts'

const root = join(import.meta.dirname, '../..')
const lessons = join(root, 'lessons')
const { stages } = loadCourse(lessons, 'py')
const stage = (number: number) => stages[number - 1] ?? expect.fail(`no stage ${number}`)

test('the own server of the stage before says so in its first line, once, and has the new port', () => {
  const second = startFromOwn("\uFEFFPORT = '9001'\n", stage(1), stage(2))
  expect(second).toBe("# Your own server of stage 1. Go on from here.\nPORT = '9002'\n")
  expect(startFromOwn(second, stage(2), stage(3))).toBe(
    "# Your own server of stage 2. Go on from here.\nPORT = '9003'\n",
  )
})

test("comments on steps of the stage before are left out, and the learner's own stay", () => {
  const begun = '# Step 1. Write it:\n# a line.\nx = 1\n\n    # Step 2. Send it.\n\ny = 2\n'
  const own = `# mine\n${begun.replace('a line.\n', 'a line.\n# Step 3 is mine.\n')}`
  expect(startFromOwn(own, stage(1), stage(2), begun)).toBe(
    '# Your own server of stage 1. Go on from here.\n# mine\n# Step 3 is mine.\nx = 1\n\ny = 2\n',
  )
})

test('stages 1 and 4 begin with a file made for them, in each language', () => {
  const files = { stages, lessons, site: join(root, 'fixtures/site') }
  for (const language of languageNames)
    expect(
      stages.filter((one) => hasStartOfItsOwn(one, language, files)).map(({ number }) => number),
    ).toEqual([1, 4])
})
