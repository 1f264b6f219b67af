import { afterEach, describe, expect, test, vi } from 'vitest'

/** Before any words are read: from here on each sentence of the catalogue stands in marks, here and in the command. */
vi.hoisted(() => {
  process.env['LEARN_WEBSERVER_WORDS'] = 'marked'
})

import { join } from 'node:path'
import stringWidth from 'fast-string-width'
import type { Result } from '../../src/checks/explain/failure.ts'
import type { Course } from '../../src/course/course.ts'
import { loadCourse } from '../../src/course/load.ts'
import { marked } from '../../src/words/marked.ts'
import { check, smallCourse } from '../session/course.ts'
import { type Desk, openDesk } from '../session/desk.ts'
import { playOn } from '../terminal/device.ts'
import { makePlace } from './place.ts'
import { runToEnd } from './run.ts'

/** What is not in marks: letters that no catalogue has given. Marks may stand in marks, and a line may end in one. */
function outsideMarks(text: string): string {
  let depth = 0
  let outside = ''
  for (const character of text) {
    if (character === '⟦') depth += 1
    else if (character === '⟧') depth -= 1
    else if (depth <= 0) outside += character
  }
  return outside
}

/** Names, addresses and values, which are the same in every language. */
const values =
  /https?:\S+|learn-webserver|my-webserver|JavaScript|TypeScript|Python|\b(?:Esc|Space|server\.(?:js|ts|py)|GET|HTTP|Host|OK|Hi|ms|Content-Length|localhost|cli\.cjs|node)\b\S*|\S*\/\S*/g

const unmarked = (text: string) =>
  outsideMarks(text)
    .replaceAll(values, ' ')
    .match(/\p{L}{2,}/gu) ?? []

/** The lessons' own text is marked too, as it comes from no catalogue and is no sentence of the program's. */
const own = ['title', 'markdown', 'look', 'question', 'text', 'why', 'intro', 'task', 'hints']
function withMarks<T>(value: T): T
function withMarks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMarks)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      own.includes(key) ? marked(one) : withMarks(one),
    ]),
  )
}
const course: Course = {
  ...smallCourse,
  stages: withMarks(smallCourse.stages),
  in: () => course,
}

const fails: Result[] = [
  { check: marked(check('one')), verdict: { type: 'passes' } },
  {
    check: { ...check('two'), check: '⟦does two⟧', why: '⟦Because⟧', hint: '⟦Do⟧' },
    verdict: { type: 'fails', failure: { kind: 'unanswered' }, sent: undefined, error: undefined },
  },
]

let desk: Desk
afterEach(() => desk.stop())

describe('each sentence comes from the catalogue, and the screen fits 80x24 though the marks make it longer', () => {
  const isWhole = (screen: string) => {
    expect(unmarked(screen), screen).toEqual([])
    for (const line of screen.split('\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(80)
    expect(screen.trimEnd().split('\n').at(-1)).toMatch(/ q | Esc | [↵?] /)
  }
  const open = () => {
    desk = openDesk({ course, results: fails })
    return playOn(desk.session, 80, 24)
  }

  test('the menu, its keys, and leaving them', async () => {
    const terminal = open()
    isWhole(await terminal.drawn())
    isWhole(await terminal.type('?'))
  })

  test.each([
    ['prose', []],
    ['a server to run', ['\r']],
    ['a question', ['\r', 'n']],
    ['a question, answered wrongly', ['\r', 'n', '1']],
    ['a question, answered rightly', ['\r', 'n', '2']],
    ['the exercise', ['\r', 'n', '2', '\r']],
    ['the exercise, its task', ['\r', 'n', '2', '\r', 't']],
    ['the exercise, a hint', ['\r', 'n', '2', '\r', 'h']],
    ['the keys of the exercise', ['\r', 'n', '2', '\r', '?']],
    ['watching', ['\r', '\r']],
    ['the keys of watching', ['\r', '\r', '?']],
    ['what the server printed', ['\r', '\r', 'p']],
    ['all keys', ['?']],
  ])('a lesson: %s', async (_what, keys) => {
    const terminal = open()
    let screen = await terminal.type('1')
    for (const key of keys) screen = await terminal.type(key)
    isWhole(screen)
  })

  test('the exercise, where a check fails', async () => {
    const terminal = open()
    for (const key of ['1', '\r', 'n', '2', '\r']) await terminal.type(key)
    await desk.save(fails)
    isWhole(await terminal.drawn())
  })

  test('watching, with a request and its response', async () => {
    const terminal = open()
    for (const key of ['1', '\r', '\r']) await terminal.type(key)
    await desk.visit(
      { client: 'GET /hello HTTP/1.1\r\nHost: localhost:9001\r\n\r\n' },
      { server: 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nHi\n' },
      'closed by server',
    )
    isWhole(await terminal.drawn())
    isWhole(await terminal.type('f'))
  })
})

describe('the commands', () => {
  const { stages } = loadCourse(join(import.meta.dirname, '../../lessons'))
  const titles = new RegExp(stages.map(({ title }) => title).join('|'), 'g')
  /** What a person types: commands, options, and the names of what follows them. */
  const typed = /^ {2}[a-z-]+|(?<=learn-webserver )[a-z-]+|--[a-z-]+|<\w+>|\[[\w.]+\]/gm

  test.each([
    [['list']],
    [['status']],
    [['doctor']],
    [['--help']],
    [['check', '--help']],
    [['check', '1']],
    [['hint', '1']],
    [['9']],
  ])('%j', async (args) => {
    const place = makePlace()
    try {
      const { stdout, stderr } = await runToEnd(place, ...args)
      const said = (stdout + stderr).replaceAll(titles, '').replaceAll(typed, '')
      expect(said).toContain('⟦')
      expect(unmarked(said)).toEqual([])
    } finally {
      place.remove()
    }
  })
})
