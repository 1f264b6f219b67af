import { expect, test } from 'vitest'
import type { Language } from '../../src/course/language.ts'
import { type Lesson, readLesson } from '../../src/course/lesson.ts'
import type { Mistake } from '../../src/course/mistakes.ts'

const files: Readonly<Record<string, string>> = {
  'server.ts': '// #region listen\nserver.listen(9000)\n// #endregion\n',
  'server.js': '// #region listen\nserver.listen(9000)\n// #endregion\n',
  'server.py': '# #region listen\nlisten_socket.listen()\n# #endregion\n',
}
const front = '---\ntitle: T\nexercise: 5\nport: 9001\nvisit: /\nslides: x.py\n---\n'

function read(text: string, language: Language = 'ts') {
  const found: Mistake[] = []
  const lesson = readLesson(text, {
    language,
    file: 'lesson.md',
    find: (name) => ({ file: `${name}.${language}`, text: files[`${name}.${language}`] }),
    checks: ['ok', 'crlf'],
    tell: (mistake) => found.push(mistake),
  })
  const said = found.map((each) => `${each.line}: ${each.said} ${each.expected}`)
  return { lesson, said }
}

function screensOf(text: string, language?: Language): Lesson['screens'] {
  const { lesson, said } = read(text, language)
  expect(said).toEqual([])
  return lesson?.screens ?? expect.fail('no lesson')
}

test('a lesson is front matter and a screen for each heading', () => {
  const text = `${front}\n## One {#one}\n\nWords.\n\nMore.\n\n## Two {#two}\n\nWords.\n`
  expect(read(text).lesson).toEqual({
    title: 'T',
    exercise: 5,
    port: 9001,
    visit: ['/'],
    slides: 'x.py',
    screens: [
      { id: 'one', title: 'One', blocks: [{ type: 'prose', markdown: 'Words.\n\nMore.' }] },
      { id: 'two', title: 'Two', blocks: [{ type: 'prose', markdown: 'Words.' }] },
    ],
  })
})

test.each([
  ['ts', 'server.ts', 'server.listen(9000)', [14, 18]],
  ['py', 'server.py', 'listen_socket.listen()', [0, 13]],
] as const)(
  'a region is filled from the file of the language: %s',
  (language, file, line, [start, end]) => {
    const text = `${front}\n## One {#one}\n\n\`\`\`code server#listen\n::: node\n9000 -> the port\n:::\n::: py\nlisten_socket -> the socket\n:::\n\`\`\`\n`
    expect(screensOf(text, language)[0]?.blocks).toMatchObject([
      {
        type: 'code',
        language,
        origin: { file, numbers: [1] },
        lines: [line],
        labels: [{ start, end }],
      },
    ])
  },
)

test('words of one language are left out in another, and so is a screen that has no others', () => {
  const text = `${front}\n## One {#one}\n\nCall {console.log|print}, in {a.ts|a.js|a.py}.\n\n::: py\nPython.\n:::\n\n## Two {#two}\n\n::: node\nNode.\n:::\n`
  expect(screensOf(text, 'js')).toEqual([
    {
      id: 'one',
      title: 'One',
      blocks: [{ type: 'prose', markdown: 'Call console.log, in a.js.' }],
    },
    { id: 'two', title: 'Two', blocks: [{ type: 'prose', markdown: 'Node.' }] },
  ])
  expect(screensOf(text, 'py')).toEqual([
    {
      id: 'one',
      title: 'One',
      blocks: [{ type: 'prose', markdown: 'Call print, in a.py.\n\nPython.' }],
    },
  ])
})

test('an exercise has steps, each with its checks and its hints', () => {
  const text = `${front}\n## One {#one}\n\n\`\`\`exercise\nintro: Begin.\nsteps:\n  - id: send\n    task: Send it.\n    checks: [ok]\n    hints:\n      - |\n        ::: py\n        With sendall.\n        :::\n      - |\n        ::: node\n        With end.\n        :::\n  - id: lines\n    task: End it.\n    checks: [crlf]\n\`\`\`\n`
  expect(screensOf(text, 'py')[0]?.blocks).toEqual([
    {
      type: 'exercise',
      intro: 'Begin.',
      steps: [
        { id: 'send', task: 'Send it.', checks: ['ok'], hints: ['With sendall.'] },
        { id: 'lines', task: 'End it.', checks: ['crlf'], hints: [] },
      ],
      task: 'Begin.\n\n1. Send it.\n2. End it.',
    },
  ])
})

test('CR LF makes no difference', () => {
  const text = `${front}\n## One {#one}\n\nWords.\n`
  expect(read(text.replaceAll('\n', '\r\n'))).toEqual(read(text))
})

const screen = (text: string) => `${front}\n## One {#one}\n\n${text}`
const fence = (info: string, body: string) => screen(`\`\`\`${info}\n${body}\`\`\`\n`)
const quiz = (choices: string) => fence('quiz', `id: q\nquestion: Q?\nchoices:\n${choices}`)

test.each([
  ['no front matter', '## One\n', '1: there is no front matter. Begin the file'],
  ['a missing key', front.replace('port: 9001\n', ''), '2: `port` is missing. Add it.'],
  [
    'a misspelt key',
    front.replace('exercise', 'excercise'),
    '3: `excercise` is not known here. Remove it, or correct its spelling. Known are: title, exercise, port, visit, slides.',
  ],
  [
    'a port that is none',
    front.replace('9001', '99001'),
    '4: `port` is 99001. Expected: a whole number from 1 to 65535.',
  ],
  [
    'a path without its slash',
    front.replace('visit: /', 'visit: hello'),
    '5: `visit` is "hello". Expected: a path that begins with /',
  ],
  ['YAML that is none', front.replace('title: T', 'title: [T'), 'Write it as YAML.'],
  ['no screen', front, '8: there is no screen.'],
  ['words before the first screen', `${front}\nWords.\n`, '9: these words belong to no screen.'],
  [
    'an empty screen',
    `${front}\n## One {#one}\n\n## Two {#two}\n\nWords.\n`,
    '9: this screen is empty.',
  ],
  ['a screen without an id', `${front}\n## One\n\nWords.\n`, '9: the screen "One" has no id.'],
  [
    'two screens with one id',
    screen('Words.\n\n## Two {#one}\n\nWords.\n'),
    '13: the screen id "one" is used twice.',
  ],
  [
    'a misspelt fence',
    fence('excercise', 'steps: []\n'),
    '11: there is no fence called "excercise".',
  ],
  ['a fence that is not closed', screen('```run\nlook: x\n'), '11: this fence is not closed.'],
  ['a fence without a region', fence('code server', ''), '11: "server" names no region of a file.'],
  [
    'a file that is not there',
    fence('code other#listen', ''),
    '11: there is no file other.ts beside the lesson.',
  ],
  [
    'a region that is not there',
    fence('code server#nope', ''),
    '11: server.ts has no region "nope". Its regions are: listen.',
  ],
  [
    'a label whose code is not there',
    fence('code server#listen', '9000 -> port\n9001 -> port\n'),
    '13: server.ts has no "9001" in this region.',
  ],
  [
    'a label without an arrow',
    fence('code server#listen', '9000 port\n'),
    '12: a label has no " -> ".',
  ],
  [
    'a run of no program',
    fence('run', 'look: x\nserver: other\n'),
    '12: there is no file other.ts',
  ],
  [
    'a quiz without a right answer',
    quiz('  - { id: a, text: A, why: a }\n  - { id: b, text: B, why: b }\n'),
    '15: `choices` is Array. Expected: exactly one choice with `right: true`.',
  ],
  [
    'a choice that does not say why',
    quiz('  - { id: a, text: A, why: a, right: true }\n  - { id: b, text: B }\n'),
    '16: `choices.1.why` is missing. Add it.',
  ],
  [
    'two choices with one id',
    quiz('  - { id: a, text: A, why: a, right: true }\n  - { id: a, text: B, why: b }\n'),
    '16: the choice id "a" is used twice.',
  ],
  [
    'a check that is not there',
    fence('exercise', 'steps:\n  - { id: s, task: T, checks: [ok, clrf] }\n'),
    '13: checks.yaml has no check with the id "clrf". Use one of these: ok, crlf.',
  ],
  [
    'a check without a step',
    fence('exercise', 'steps:\n  - { id: s, task: T, checks: [ok] }\n'),
    '12: the check "crlf" belongs to no step of the exercise.',
  ],
  [
    'a block that is not closed',
    screen('::: py\nWords.\n'),
    '11: this block for one language is not closed.',
  ],
  [
    'a block for no language',
    screen('::: python\nWords.\n:::\n'),
    '11: "python" is no language of the course.',
  ],
  ['an end of no block', screen('Words.\n:::\n'), '12: this ::: closes nothing.'],
  [
    'a block in a block',
    screen('::: py\n::: node\n:::\n'),
    '12: a block for one language begins inside another.',
  ],
])('%s is told with its line and what was expected', (_name, text, said) => {
  expect(read(text).said.join('\n')).toContain(said)
})

test('all mistakes are told in one run', () => {
  const text = fence('code server#nope', '').replace('port: 9001', 'port: x')
  const { said } = read(`${text}\n## One {#one}\n\n::: py\nWords.\n`)
  expect(said).toHaveLength(4)
})

const toRead = (...ids: string[]) =>
  ids.map((id) => `## Screen ${id} {#${id}}\n\nWords.\n`).join('\n')
const toRun = '## Run {#run}\n\n```run\nlook: Look at it.\nshow: []\n```\n'

test('at most three screens of reading stand between two things to do', () => {
  const { said } = read(`${front}\n${toRead('a', 'b', 'c')}\n${toRun}\n${toRead('d', 'e', 'f')}`)
  expect(said).toEqual([])
})

test('a fourth screen of reading is told once, with its line', () => {
  const text = `${front}\n${toRun}\n${toRead('a', 'b', 'c', 'd', 'e')}`
  const line = text.split('\n').indexOf('## Screen d {#d}') + 1
  expect(read(text).said).toEqual([
    `${line}: before the screen "Screen d" there are 3 screens to read, and nothing to do. Put a run or a question before it, or make it shorter and join two screens.`,
  ])
})

test('a screen for another language is not counted as reading', () => {
  const text = `${front}\n${toRead('a', 'b', 'c')}\n## Screen d {#d}\n\n::: node\nNode.\n:::\n`
  expect(read(text, 'py').said).toEqual([])
  expect(read(text, 'ts').said).toHaveLength(1)
})
