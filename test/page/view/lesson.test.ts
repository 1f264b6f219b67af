import { expect, test } from 'vitest'
import type { Result } from '../../../src/checks/explain/failure.ts'
import { exercisePage } from '../../../src/page/view/checks.ts'
import { lessonPage } from '../../../src/page/view/lesson.ts'
import { blocksOf } from '../../../src/page/view/markdown.ts'
import { check } from '../../session/course.ts'
import { openDesk } from '../../session/desk.ts'

const lessonOf = ({ session }: ReturnType<typeof openDesk>) => lessonPage(session.state)
const text = (words: string) => [{ type: 'text', text: words }]

test('the list of stages', () => {
  const lesson = lessonOf(openDesk({}))
  expect(lesson?.title).toEqual(text('The stages'))
  expect(lesson?.choices.map(({ text: [first], detail }) => [first, detail])).toEqual([
    [{ type: 'text', text: 'Stage first' }, '10 min'],
    [{ type: 'text', text: 'Stage second' }, '10 min'],
  ])
})

test('a screen stays in the column while the terminal shows the wire', async () => {
  const desk = openDesk({})
  await desk.press('enter', 'enter')
  expect(lessonOf(desk)).toMatchObject({ id: 'run', number: 2, of: 4 })
  await desk.press('enter')
  expect(desk.session.state.shown.at(-1)?.page.type).toBe('wire')
  expect(lessonOf(desk)).toMatchObject({
    id: 'run',
    blocks: [{ type: 'run', urls: ['http://localhost:9001/hello'], isRunning: true }],
  })
  await desk.press('w', '?')
  expect(lessonOf(desk)?.id).toBe('run')
  await desk.stop()
})

test('a question tells why only of the choice that was picked', async () => {
  const desk = openDesk({})
  await desk.press('1', 'n', 'n')
  const quiz = () => lessonOf(desk)?.blocks[0]
  expect(quiz()).toMatchObject({ type: 'quiz', id: 'who-waits' })
  expect(JSON.stringify(quiz())).not.toContain('picked')
  await desk.press('1')
  expect(quiz()).toMatchObject({
    choices: [
      { id: 'browser', picked: { right: false, why: [{ inlines: text('It asks.') }] } },
      { id: 'server' },
    ],
  })
  await desk.stop()
})

test('a hint, the task and the comparison lie on the screen', async () => {
  const desk = openDesk({})
  await desk.press('1', 'n', 'n', 'n', 'h')
  expect(lessonOf(desk)).toMatchObject({
    type: 'hint',
    title: text('Step 1, hint 1 of 2'),
    blocks: [{ inlines: text('First hint.') }],
  })
  await desk.press('escape', 'd', 'y')
  expect(lessonOf(desk)).toMatchObject({
    type: 'diff',
    blocks: [
      {},
      {},
      {
        type: 'differences',
        differences: [
          {
            line: 1,
            lines: [
              { sign: '-', text: 'mine' },
              { sign: '+', text: 'the solution' },
            ],
          },
        ],
      },
    ],
  })
  await desk.stop()
})

const passes = (id: string): Result => ({ check: check(id), verdict: { type: 'passes' } })
const fails = (id: string): Result => ({
  check: check(id),
  verdict: {
    type: 'fails',
    failure: {
      kind: 'wrong-length',
      said: 5,
      bytes: 15,
      characters: 5,
      came: {
        bytes: Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n'),
        wrong: { start: 33, end: 34 },
      },
    },
    sent: { bytes: Buffer.from('GET / HTTP/1.1\r\n\r\n'), again: 'curl http://localhost:9001/' },
    error: undefined,
    cause: {
      id: 'characters',
      what: undefined,
      where: { file: '1-first/server.js', line: 3, column: 5, endColumn: 8, text: '  a(b.c)' },
      why: 'This counts characters.',
      fix: 'Use `Buffer.byteLength`.',
    },
  },
})

test('steps, their checks, and the parts of the one that fails', async () => {
  const desk = openDesk({})
  await desk.press('1', 'n', 'n', 'n')
  const page = () => exercisePage(desk.session.state)
  expect(page()).toMatchObject({ isAtWork: true, of: 2 })

  await desk.save([passes('one'), fails('two')])
  expect(page()?.steps.map(({ number, passed, isOpen }) => [number, passed, isOpen])).toEqual([
    [1, 1, false],
    [2, 0, true],
  ])
  expect(page()?.summary).toBe('1 of 2 checks pass. 1 failed.')
  const [failed] = page()?.steps[1]?.checks ?? []
  expect(failed?.verdict).toBe('fails')
  expect(failed?.parts.map(({ name }) => name)).toEqual([
    'request',
    'you sent',
    'line 3',
    'fix',
    'more',
  ])
  expect(failed?.parts[1]?.blocks).toMatchObject([
    {
      type: 'code',
      lines: [
        {
          parts: [{ text: 'Content-Length: 5␍␊' }],
          labels: [{ start: 16, end: 17, isWrong: true }],
        },
      ],
    },
  ])
  expect(failed?.parts[2]?.blocks).toMatchObject([
    {
      lines: [{ number: 3, labels: [{ start: 2, end: 5, words: 'this counts characters' }] }],
    },
  ])
  await desk.stop()
})

test('no link leads anywhere but to a page', () => {
  const [safe, unsafe] = ['[RFC](https://www.rfc-editor.org)', '[x](javascript:alert(1))'].map(
    (markdown) => blocksOf(markdown)[0],
  )
  expect(safe).toMatchObject({ inlines: [{ type: 'link', href: 'https://www.rfc-editor.org' }] })
  expect(unsafe).toEqual({ type: 'paragraph', inlines: text('[x](javascript:alert(1))') })
})

test('a table, a list and markup in prose', () => {
  expect(blocksOf('| a | `b` |\n| - | - |\n| 1 | *2* |\n\n3. x\n4. **y** <b>\n')).toEqual([
    {
      type: 'table',
      head: [text('a'), [{ type: 'code', text: 'b' }]],
      rows: [[text('1'), [{ type: 'emphasis', inlines: text('2') }]]],
    },
    {
      type: 'list',
      from: 3,
      items: [
        [{ type: 'paragraph', inlines: text('x') }],
        [
          {
            type: 'paragraph',
            inlines: [
              { type: 'strong', inlines: text('y') },
              { type: 'text', text: ' ' },
              { type: 'text', text: '<b>' },
            ],
          },
        ],
      ],
    },
  ])
})
