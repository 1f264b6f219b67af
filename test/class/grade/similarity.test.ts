import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readCourseTexts } from '../../../src/class/grade/course-texts.ts'
import {
  fingerprintsOf,
  nearHandIns,
  type Program,
  runsOf,
} from '../../../src/class/grade/similarity.ts'
import { tokensOf } from '../../../src/class/grade/tokens.ts'
import { loadCourse } from '../../../src/course/load.ts'
import { solutionOf, startOf } from '../../../src/course/program.ts'
import { mistaken } from '../../e2e/mistakes.ts'

const course = loadCourse(join(import.meta.dirname, '../../../lessons'))
const files = { ...course, site: '' }
const texts = await readCourseTexts(course, files)
const known = runsOf(texts.programs)

const [first, second] = course.stages
if (first === undefined || second === undefined) throw new Error('there are no stages')

test.each([
  [
    'node',
    "const a = 'x // y' // z\n/* q */ b(`$\\`{c}`, 1.5)",
    ['const', 'a', '=', "'x // y'", 'b', '(', '`$\\`{c}`', ',', '1.5', ')'],
  ],
  [
    'python',
    "a = f'# no' # yes\ns = '''it's\nlong''' + b\"\\\"\"",
    ['a', '=', "f'# no'", 's', '=', "'''it's\nlong'''", '+', 'b"\\""'],
  ],
  ['node', "let '\nb `never", ['let', "'", 'b', '`never']],
] as const)('tokens of %s have no comments and no white space: %j', (platform, source, tokens) => {
  expect(tokensOf(source, platform)).toEqual(tokens)
})

test('what is the course’s is known by its text, whatever the comments and the white space', async () => {
  const solution = (await solutionOf(first, 'ts', files)) ?? ''
  const others = `// mine\n${solution.replace(/\n/g, '\r\n\r\n')}`
  expect(texts.sameAs(1, { language: 'ts', source: others })).toBe('solution')
  expect(texts.sameAs(1, { language: 'js', source: solution })).toBe('solution')
  const next = (await startOf(second, 'py', files)) ?? ''
  expect(texts.sameAs(1, { language: 'py', source: next })).toBe('next-start')
  expect(texts.sameAs(2, { language: 'py', source: next })).toBe('start')
  expect(texts.sameAs(1, { language: 'ts', source: mistaken(1, 'no-empty-line') })).toBeUndefined()
})

/** Forty functions that nobody else would write; `name` makes their names. */
const own = (name: (i: number) => string): Program => ({
  language: 'js',
  source: Array.from({ length: 40 }, (_, i) => {
    const [a, b] = [name(i), name(i + 50)]
    const body = `if (${a} ${'<>'[i % 2]} ${i % 3 ? '!' : ''}${b}.x) for (const z of ${a}) { ${b}${'.y'.repeat(i % 7)}(z${', z'.repeat((i * 3) % 5)}) }`
    return `function f(${a}, ${b}) { ${body} ${'return '.repeat(i % 2)}${a} }`
  }).join('\n'),
})
/** As many lines of something else. */
const other: Program = {
  language: 'js',
  source: Array.from(
    { length: 40 },
    (_, i) =>
      `class C${i} { static m = [${'1, '.repeat(i % 9)}]; async *n() { yield* this.m.map((q) => q ** ${i}${' ? q : q'.repeat(i % 3)}) } }`,
  ).join('\n'),
}
const printed = (name: string, ...programs: Program[]) => ({
  name,
  fingerprints: fingerprintsOf(programs, known),
})

test('the course’s own text, its beginnings and a mistake in it are near to nothing', async () => {
  const handIns = await Promise.all(
    (['ts', 'js', 'py'] as const).map(async (language) =>
      printed(language, { language, source: (await solutionOf(first, language, files)) ?? '' }),
    ),
  )
  expect(handIns.flatMap(({ fingerprints }) => fingerprints)).toEqual([])
  const wrong = ['a', 'b'].map((name) =>
    printed(name, { language: 'ts', source: mistaken(1, 'no-empty-line') }),
  )
  expect(nearHandIns(wrong)).toEqual(new Map())
})

test('the same under other names is near; another program is not', async () => {
  const solution = { language: 'js', source: (await solutionOf(first, 'js', files)) ?? '' } as const
  const near = nearHandIns([
    printed(
      'kim',
      own((i) => `a${i}`),
      solution,
    ),
    printed(
      'lee',
      own((i) => `wert${i}`),
    ),
    printed('park', other, solution),
  ])
  expect(near).toEqual(
    new Map([
      ['kim', [{ name: 'lee', percent: 100 }]],
      ['lee', [{ name: 'kim', percent: 100 }]],
    ]),
  )
})

test('what many share comes from what all of them have read', () => {
  const many = Array.from({ length: 11 }, (_, i) =>
    printed(
      `student ${i}`,
      own((n) => `a${n}`),
    ),
  )
  expect(nearHandIns(many)).toEqual(new Map())
  expect(nearHandIns(many.slice(0, 3)).size).toBe(3)
})
