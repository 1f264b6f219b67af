import { afterEach, expect, test, vi } from 'vitest'
import type { Result } from '../../src/checks/explain/failure.ts'
import { linear } from '../../src/terminal/draw/symbols.ts'
import { playLines } from '../../src/terminal/io/play-lines.ts'
import { check } from '../session/course.ts'
import { type Desk, openDesk } from '../session/desk.ts'
import { plainTheme } from './theme.ts'

let desk: Desk
afterEach(() => desk.stop())

const fails: Result[] = [
  { check: check('one'), verdict: { type: 'passes' } },
  {
    check: check('two'),
    verdict: { type: 'fails', failure: { kind: 'unanswered' }, sent: undefined, error: undefined },
  },
]

/** A session that is read out: what is typed, and what was printed since the last line was asked for. */
function readOut(opened: Desk) {
  const drawn = plainTheme(80)
  const theme = { ...drawn, symbols: linear(drawn.symbols) }
  let printed: string[] = []
  let answer = (_typed: string) => {}
  let tellAsked = (_question: string) => {}
  const asked = () =>
    new Promise<string>((resolve) => {
      tellAsked = resolve
    })
  const first = asked()
  void playLines(opened.session, {
    theme,
    print: (lines) => printed.push(...lines),
    ask: (question) =>
      new Promise((resolve) => {
        answer = resolve
        tellAsked(question)
      }),
  })
  return {
    async type(typed: string) {
      await first
      printed = []
      const next = asked()
      answer(typed)
      return { question: await next, printed: printed.join('\n') }
    },
    async after(happens: Promise<void>) {
      printed = []
      await happens
      await vi.waitFor(() => expect(printed).not.toEqual([]))
      return printed.join('\n')
    },
  }
}

const atWork = async () => {
  desk = openDesk({})
  const reader = readOut(desk)
  await reader.type('1')
  await reader.type('j')
  return { reader, ...(await reader.type('4')) }
}

test('the task names how to get a hint and how to go on', async () => {
  const { question } = await atWork()
  expect(question).toBe('\nh: hint. n: next. ? lists the keys.\n> ')
})

test('a result is told once, its count first, and says where more is', async () => {
  const { reader } = await atWork()
  const told = await reader.after(desk.save(fails))
  expect(told.match(/does two/g)).toHaveLength(1)
  expect(told.indexOf('1 of 2 checks pass')).toBeLessThan(told.indexOf('does two'))
  expect(told).not.toContain('Checking your server')
  const { question } = await reader.type('k')
  expect(question).toContain('g: read more. h: hint.')
})

test('the lines of a comparison say whose they are', async () => {
  const { reader } = await atWork()
  await reader.type('d')
  expect((await reader.type('y')).printed).toMatch(/ yours: mine\n solution: the solution/)
})

test('what asks first is answered by the next line', async () => {
  const { reader } = await atWork()
  expect((await reader.type('z')).question).toContain('(y or n)')
  expect((await reader.type('no')).printed).toContain('Nothing was changed.')
})
