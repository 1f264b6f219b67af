import { describe, expect, test } from 'vitest'
import type { Exchange } from '../../src/wire/exchange.ts'
import { outcomeOf } from '../../src/wire/outcome.ts'
import { createSession, type Session } from '../../src/wire/session.ts'
import { countOperations } from '../http/operations.ts'
import { eventsOf, summary } from './summary.ts'

const get = (target: string) => `GET ${target} HTTP/1.1|Host: a||`
const ok = 'HTTP/1.1 200 OK|Content-Length: 2||hi'

describe('a long session', () => {
  const exchange = (number: number, connection = number) =>
    `${connection} > ${get(`/${number}`)}; ${connection} < ${ok}`
  const alike = (count: number, connectionOf: (number: number) => number) =>
    Array.from({ length: count }, (_, i) => {
      const connection = connectionOf(i + 1)
      const open = i === 0 || connectionOf(i) !== connection ? `${connection} open; ` : ''
      return open + exchange(i + 1, connection)
    }).join('; ')
  const run = (script: string, session: Session) => {
    for (const event of eventsOf(script)) session.take(event)
    return session
  }
  const captured = ({ request, response }: Exchange) => `${request?.captured} ${response?.captured}`

  test('lets the oldest messages go, and keeps what they were', () => {
    const session = run(
      alike(20, () => 1),
      createSession({ captureLimit: 12_000 }),
    )
    const states = session.exchanges.map(captured)
    expect(states.at(0)).toBe('released released')
    expect(states.at(-1)).toBe('whole whole')
    expect(states).toEqual([...states].sort())
    expect(summary(session).at(0)).toBe('1 on 1: GET /1, 1+28, 200 2+40, answered')
    const released = session.exchanges[0]?.request
    expect(released).toMatchObject({
      length: 28,
      fields: [],
      tokens: [],
      problems: [],
      body: undefined,
    })
    expect(released?.bytes).toHaveLength(0)
  })

  test.each<[name: string, message: string]>([
    ['plain', `GET /x HTTP/1.1|Host: a||`],
    ['odd', `GET /x HTTP/1.0|Host: a||`],
  ])('forgets the tokens of a %s message with its bytes', (_, message) => {
    const session = createSession({ captureLimit: 1 })
    run(`1 open; 1 > ${message}`, session)
    const before = session.exchanges[0]?.request
    expect(before?.tokens.length).toBeGreaterThan(5)
    run(`2 open; 2 > ${message}`, session)
    expect(session.exchanges[0]?.request?.tokens).toEqual([])
    expect(session.exchanges[0]?.request?.startLine).toMatchObject({ method: 'GET', target: '/x' })
    expect(session.exchanges[1]?.request?.captured).toBe('whole')
  })

  test('lets the messages of broken connections go, too', () => {
    const broken = (id: number) =>
      `${id} open; ${id} > POST / HTTP/1.1|Content-Length: 9||a; ${id} reset client`
    const session = run([1, 2, 3].map(broken).join('; '), createSession({ captureLimit: 1 }))
    expect(session.exchanges.map(({ request }) => request?.captured)).toEqual([
      'released',
      'released',
      'whole',
    ])
  })

  test('keeps the start of a message that is too long', () => {
    const session = run(
      `1 open; 1 > ${get('/')}; 1 < HTTP/1.1 200 OK||${'x'.repeat(100)}`,
      createSession({ messageLimit: 50 }),
    )
    expect(session.exchanges[0]?.response).toMatchObject({ captured: 'cut', length: 119 })
    expect(session.exchanges[0]?.response?.bytes).toHaveLength(50)
  })

  test.each<[name: string, connectionOf: (number: number) => number]>([
    ['one connection', () => 1],
    ['many', (number) => number],
  ])('forgets the oldest exchanges on %s, but none that is not over', (_, connectionOf) => {
    const session = createSession({ listed: 10 })
    run(`999 open; 999 > ${get('/open')}`, session)
    const closed = alike(200, connectionOf).replaceAll(
      /; (\d+) open/g,
      (open) => `; ${Number(open.slice(2, -5)) - 1} reset client${open}`,
    )
    run(closed, session)
    const [oldest, ...others] = session.exchanges
    expect(oldest && summary(session)[0]).toContain('GET /open')
    expect(others.length).toBeLessThanOrEqual(12)
    expect(others.at(-1)?.number).toBe(201)
    expect(session.connections.length).toBeLessThanOrEqual(13)
    expect(others.at(-1)?.connection.exchanges.length).toBeLessThanOrEqual(12)
    run(`999 < ${ok}`, session)
    expect(outcomeOf(session.exchanges[0] ?? others[0] ?? fail())).toBe('answered')
  })

  test('says which exchanges came before one', () => {
    const session = run(
      alike(30, () => 1),
      createSession(),
    )
    const [, second] = session.exchanges
    const last = session.exchanges.at(-1)
    expect(session.before(second ?? fail()).map(({ number }) => number)).toEqual([1])
    expect(session.before(last ?? fail(), 3).map(({ number }) => number)).toEqual([27, 28, 29])
    expect(session.before(last ?? fail())).toHaveLength(20)
  })

  test.each<[name: string, connectionOf: (number: number) => number]>([
    ['one connection', () => 1],
    ['many', (number) => number],
  ])('costs as much for each exchange as a short one, on %s', async (_, connectionOf) => {
    const work = async (count: number) => {
      const events = eventsOf(alike(count, connectionOf))
      const session = createSession({ listed: 100, captureLimit: 100_000 })
      return countOperations(
        () => {
          for (const event of events) session.take(event)
        },
        (url) => url.includes('/src/wire/'),
      )
    }
    const [short, long] = [await work(500), await work(2000)]
    expect(short).toBeGreaterThan(500 * 40)
    expect(long).toBeLessThan(short * 4.4)
  })
})

function fail(): never {
  throw new Error('there is no such exchange')
}
