import { expect, test } from 'vitest'
import { readLesson } from '../../src/course/lesson.ts'
import { CourseError } from '../../src/words/errors.ts'

const server = `// #region listen
server.listen(9000)
// #endregion
`
const read = (name: string) => (name === 'server.ts' ? server : undefined)
const front = '---\ntitle: T\nminutes: 5\nport: 9001\nvisit: /\npython: x.py\n---\n'
const lesson = (text: string) => readLesson(text, 'lessons/1-t/lesson.md', read)

/** The error as a person reads it. */
function mistake(text: string): string {
  try {
    lesson(text)
    return 'no mistake'
  } catch (error) {
    if (!(error instanceof CourseError)) throw error
    return `${error.message} ${error.next}`
  }
}

test('a lesson is front matter and a screen for each heading', () => {
  const { screens, ...stage } = lesson(`${front}\n## One\n\nWords.\n\nMore.\n\n## Two\n\nWords.\n`)
  expect(stage).toEqual({ title: 'T', minutes: 5, port: 9001, visit: ['/'], python: 'x.py' })
  expect(screens).toEqual([
    { title: 'One', blocks: [{ type: 'prose', markdown: 'Words.\n\nMore.' }] },
    { title: 'Two', blocks: [{ type: 'prose', markdown: 'Words.' }] },
  ])
})

test('a fence that names a region is filled from the file, its body holds labels', () => {
  const { screens } = lesson(
    `${front}\n## One\n\n\`\`\`ts server.ts#listen\n9000 -> the port\n\`\`\`\n`,
  )
  expect(screens[0]?.blocks).toEqual([
    {
      type: 'code',
      language: 'ts',
      origin: { file: 'server.ts', numbers: [1] },
      lines: ['server.listen(9000)'],
      labels: [{ line: 0, start: 14, end: 18, words: 'the port' }],
    },
  ])
})

test('CR LF makes no difference', () => {
  const text = `${front}\n## One\n\nWords.\n`
  expect(lesson(text.replaceAll('\n', '\r\n'))).toEqual(lesson(text))
})

const quiz = (yaml: string) => `${front}\n## One\n\n\`\`\`quiz\n${yaml}\`\`\`\n`

test.each([
  [
    'no front matter',
    '## One\n',
    'lessons/1-t/lesson.md:1: there is no front matter. Begin the file',
  ],
  [
    'a key that is missing',
    front.replace('port: 9001\n', ''),
    'lessons/1-t/lesson.md:2: `port` is missing. Add it.',
  ],
  ['a key that is misspelt', front.replace('minutes', 'minuets'), 'lessons/1-t/lesson.md:'],
  [
    'a port that is none',
    front.replace('9001', '99001'),
    'lessons/1-t/lesson.md:4: `port` is 99001. Expected: a whole number from 1 to 65535.',
  ],
  [
    'a path without its slash',
    front.replace('visit: /', 'visit: hello'),
    'lessons/1-t/lesson.md:5: `visit` is "hello". Expected: a path that begins with /',
  ],
  ['YAML that is none', front.replace('title: T', 'title: [T'), 'lessons/1-t/lesson.md:'],
  ['no screen', front, 'lessons/1-t/lesson.md:8: there is no screen. Add a `## heading`.'],
  [
    'words before the first screen',
    `${front}\nWords.\n`,
    'lessons/1-t/lesson.md:9: these words belong to no screen. Put a `## heading` before them.',
  ],
  [
    'an empty screen',
    `${front}\n## One\n\n## Two\n\nWords.\n`,
    'lessons/1-t/lesson.md:9: this screen is empty. Say something in it.',
  ],
  [
    'a file that is not there',
    `${front}\n## One\n\n\`\`\`ts other.ts#listen\n\`\`\`\n`,
    'lessons/1-t/lesson.md:11: there is no file other.ts beside the lesson.',
  ],
  [
    'a region that is not there',
    `${front}\n## One\n\n\`\`\`ts server.ts#nope\n\`\`\`\n`,
    'lessons/1-t/lesson.md:11: server.ts has no region "nope". Its regions are: listen.',
  ],
  [
    'a label whose code is not there',
    `${front}\n## One\n\n\`\`\`ts server.ts#listen\n9000 -> port\n9001 -> port\n\`\`\`\n`,
    'lessons/1-t/lesson.md:13: the code has no "9001".',
  ],
  [
    'a run of a server that is not there',
    `${front}\n## One\n\n\`\`\`run\nlook: x\nserver: other.ts\n\`\`\`\n`,
    'lessons/1-t/lesson.md:12: there is no other.ts beside the lesson.',
  ],
  [
    'a quiz without a right answer',
    quiz('question: Q?\nchoices:\n  - { text: A, why: a }\n  - { text: B, why: b }\n'),
    'lessons/1-t/lesson.md:14:',
  ],
  [
    'a choice that does not say why',
    quiz('question: Q?\nchoices:\n  - { text: A, why: a, right: true }\n  - { text: B }\n'),
    'lessons/1-t/lesson.md:15: `choices.1.why` is missing. Add it.',
  ],
  [
    'a key that is not known',
    quiz(
      'question: Q?\nhint: H\nchoices:\n  - { text: A, why: a, right: true }\n  - { text: B, why: b }\n',
    ),
    'lessons/1-t/lesson.md:13: `hint` is not known here. Remove it, or mend its spelling.',
  ],
])('%s is named with file, line and what was expected', (_name, text, said) => {
  expect(mistake(text)).toContain(said)
})
