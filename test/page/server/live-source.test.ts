import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Result, Verdict } from '../../../src/checks/explain/failure.ts'
import type { ExchangeDetail, ExchangeLine, PageAct } from '../../../src/page/protocol.ts'
import { createLiveSource } from '../../../src/page/server/live-source.ts'
import type { SourceNews } from '../../../src/page/server/source.ts'
import { pageOf } from '../../../src/session/state.ts'
import { sessionOf } from '../../notes/exchange.ts'
import { check } from '../../session/course.ts'
import { type Desk, openDesk } from '../../session/desk.ts'

let desk: Desk
let source: ReturnType<typeof createLiveSource>
let news: SourceNews['type'][]
beforeEach(async () => {
  desk = openDesk({})
  source = createLiveSource(desk.session, (port) => [`http://192.0.2.1:${port}/`])
  news = []
  source.subscribe(({ type }) => void news.push(type))
  await desk.press('enter')
})
afterEach(async () => {
  source.close()
  await desk.stop()
})

const hello = { client: 'GET /hello HTTP/1.1\r\nHost: a\r\n\r\n' }
const ok = { server: 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok' }
const act = (id: string, key: string): PageAct => ({ type: 'act', id, key })
const actions = () => source.session.actions.map(({ id }) => id)
const lines = () => [...source.exchangeNumbers()].map((number) => source.exchange(number))

test('what the page can do is what the terminal offers, but for what the page has other means for', () => {
  expect(actions()).toContain('screens')
  for (const id of ['wire', 'scroll', 'more', 'help', 'filter', 'page', 'quit'])
    expect(actions()).not.toContain(id)
  expect(source.act(act('quit', 'q'))).toBe(false)
})

test('an action that is not offered now does nothing', () => {
  const before = desk.session.state
  expect(source.act(act('no', 'n'))).toBe(false)
  expect(source.act(act('next', 'q'))).toBe(false)
  expect(source.act(act('constructor', 'enter'))).toBe(false)
  expect(source.act({ type: 'pick', number: 99 })).toBe(false)
  expect(source.act({ type: 'send', bytes: '' })).toBe(false)
  expect(desk.session.state).toBe(before)
})

test('what is pressed on the page is seen in the terminal, and told to the page', async () => {
  const { screen } = desk.session.state
  expect(source.act(act('skip', 'n'))).toBe(true)
  await expect.poll(() => desk.session.state.screen).toBe(screen + 1)
  expect(news).toContain('session')
  expect(source.session.lesson?.number).toBe(screen + 1)
})

test('an action of the page leaves what lies on the lesson in the terminal', async () => {
  await desk.press('r')
  expect(pageOf(desk.session.state).type).toBe('wire')
  expect(source.session.lesson?.type).toBe('screen')
  expect(source.act(act('screens', 'j'))).toBe(true)
  expect(desk.session.state.shown.map(({ page }) => page.type)).toEqual(['screen', 'screens'])
  expect(source.act({ type: 'pick', number: 1 })).toBe(true)
  await expect.poll(() => pageOf(desk.session.state).type).toBe('screen')
})

test('what is sent goes to the server of this session', async () => {
  await desk.press('r')
  const bytes = Buffer.from('GET / HTTP/1.1\r\n\r\n').toString('base64')
  expect(source.act({ type: 'send', bytes })).toBe(true)
  const port = source.session.server?.port
  expect(desk.did.at(-1)).toBe(`send ${port} GET / HTTP/1.1\r\n\r\n`)
  expect(source.session.server?.others).toMatchObject([{ url: `http://192.0.2.1:${port}/` }])
})

describe('what checks sent', () => {
  const login =
    'POST /login HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 13\r\n\r\npassword=open'
  const passed = sessionOf(
    [{ client: 'GET /one HTTP/1.1\r\nHost: a\r\n\r\n' }, ok],
    [{ client: login }, ok, { client: login.replace('POST', 'PUT') }],
  ).exchanges
  const failure: Verdict = {
    type: 'fails',
    failure: { kind: 'refused' },
    sent: undefined,
    error: undefined,
  }
  const checks = () => source.session.exercise?.steps.flatMap((step) => step.checks) ?? []
  const bytesIn = (detail: ExchangeDetail | undefined) =>
    Buffer.from(detail?.parts[0]?.bytes ?? '', 'base64').toString()

  beforeEach(async () => {
    await desk.press('n', 'n', 'n')
    const results: Result[] = [
      { check: check('one'), verdict: { type: 'passes' } },
      { check: check('two'), verdict: failure },
    ]
    await desk.save(results, [passed.slice(0, 1), passed.slice(1)])
    await desk.visit(hello, ok)
  })

  test('has numbers of its own in each check, and is none of what visitors sent', async () => {
    expect(checks().map(({ id, wire }) => [id, wire?.exchanges.map(targetOf)])).toEqual([
      ['one', ['1 GET /one 200']],
      ['two', ['1 POST /login 200', '2 PUT /login undefined']],
    ])
    expect(checks()[1]?.wire?.connections.map(({ id }) => id)).toEqual([2])
    await expect.poll(lines).toMatchObject([{ number: 1, target: '/hello' }])
    expect(bytesIn(source.detail(1, false))).toContain('GET /hello')
    expect(bytesIn(source.checkDetail('two', 1, false))).toBe(login)
    expect(source.checkDetail('two', 2, false)).toMatchObject({ check: 'two', number: 2 })
    for (const [id, number] of [
      ['two', 3],
      ['three', 1],
      ['constructor', 1],
    ] as const)
      expect(source.checkDetail(id, number, false)).toBeUndefined()
  })

  test('is in a file, without its secrets where that is asked for', () => {
    const whole = source.saved(false)
    expect(whole.details.filter((one) => one.check === 'two').map(bytesIn)).toEqual([
      login,
      expect.stringContaining('PUT'),
    ])
    expect(whole.dotted).toEqual([])
    const [, redacted] = source.saved(true).details.filter((one) => one.check !== undefined)
    expect(bytesIn(redacted)).toContain('password=....')
    expect(bytesIn(source.checkDetail('two', 1, true))).toBe(bytesIn(redacted))
  })
})

const targetOf = ({ number, method, target, status }: ExchangeLine) =>
  `${number} ${method} ${target} ${status}`

test('another server begins anew: its exchanges alone are there', async () => {
  await desk.press('r')
  await desk.visit(hello, ok, 'closed by server')
  await expect.poll(lines).toMatchObject([{ target: '/hello', status: 200 }])
  await desk.prints('started\n')
  expect(source.printed().lines).toEqual(['started'])
  await desk.session.act('stages', 'l')
  expect(lines()).toEqual([])
  expect(source.printed().lines).toEqual([])
  expect(news.at(-1)).toBe('session')
  expect(news).toContain('cleared')
})

test('a page that is opened later knows what came before', async () => {
  await desk.press('r')
  await desk.visit(hello, ok, 'closed by server')
  await desk.prints('started\n')
  const later = createLiveSource(desk.session, () => [])
  await expect.poll(() => [...later.exchangeNumbers()]).toEqual([1])
  expect(later.printed().lines).toEqual(['started'])
  expect(later.detail(1, false)?.parts.map(({ part }) => part)).toEqual(['request', 'response'])
  later.close()
})

test('where no page can be had, the session says so and goes on', async () => {
  const other = openDesk({ noPage: 'too many open files' })
  await other.press('enter', 'v')
  expect(other.session.state.notices).toEqual([
    { tone: 'warning', text: 'The page could not be opened: too many open files.' },
  ])
  await other.press('n')
  expect(other.session.state.screen).toBe(2)
  await other.stop()
})

test('where the page is, is said in the terminal alone, and in no file', async () => {
  await desk.press('v')
  expect(desk.did).toContain('page')
  expect(desk.session.state.notices.map(({ text }) => text).join()).toContain('?token=')
  expect(JSON.stringify(source.session)).not.toContain('token=')
  const saved = JSON.stringify(source.saved(false))
  expect(saved).not.toContain('token=')
})
