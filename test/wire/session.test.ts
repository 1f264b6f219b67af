import { describe, expect, test } from 'vitest'
import type { Exchange } from '../../src/wire/exchange.ts'
import { createSession, type Session } from '../../src/wire/session.ts'
import { countOperations } from '../http/operations.ts'
import { eventsOf, outcomeOf, summary } from './summary.ts'

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

  test('lets the oldest bodies go, and keeps their heads', () => {
    const body = 'x'.repeat(1000)
    const large = `HTTP/1.1 200 OK|Content-Length: 1000||${body}`
    const session = run(
      alike(20, () => 1).replaceAll(ok, large),
      createSession({ maxBytes: 12_000 }),
    )
    const states = session.exchanges.map(captured)
    expect(states.at(0)).toBe('whole cut')
    expect(states.at(-1)).toBe('whole whole')
    expect(states).toEqual([...states].sort())
    expect(states.filter((state) => state === 'whole whole')).toHaveLength(12)
    expect(summary(session).at(0)).toBe('1 on 1: GET /1, 1+28, 200 2+1041, answered')
    const cut = session.exchanges[0]?.response
    expect(cut).toMatchObject({ length: 1041, body: { start: 41, end: 1041 } })
    expect(cut?.bytes).toHaveLength(41)
    expect(cut?.fields).toMatchObject([{ name: 'Content-Length', value: '1000' }])
    expect(cut?.tokens.at(-1)).toEqual({ kind: 'body', start: 41, end: 1041 })
  })

  test('keeps no more than 16 KiB of a head that is old', () => {
    const session = createSession({ maxBytes: 1 })
    run(`1 open; 1 > GET /${'x'.repeat(20_000)} HTTP/1.1|Host: a||`, session)
    const request = session.exchanges[0]?.request
    expect(request).toMatchObject({ captured: 'cut', complete: true })
    expect(request?.bytes).toHaveLength(16 * 1024)
    expect(request?.startLine).toMatchObject({ method: 'GET', target: `/${'x'.repeat(1023)}` })
    expect(request?.tokens.at(-1)?.end).toBe(request?.length)
  })

  test('keeps the start of a message that is too long', () => {
    const session = run(
      `1 open; 1 > ${get('/')}; 1 < HTTP/1.1 200 OK||${'x'.repeat(100)}`,
      createSession({ maxMessageBytes: 50 }),
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
      const session = createSession({ listed: 100, maxBytes: 100_000 })
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
