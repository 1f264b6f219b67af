import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyState, fold, type PageState } from '../../../src/page/client/store.ts'
import type { PageEvent } from '../../../src/page/protocol.ts'
import { openedPage, statusOf } from './opened.ts'

let page: Awaited<ReturnType<typeof openedPage>>
let streams: Socket[] = []
beforeEach(async () => {
  page = await openedPage()
})
afterEach(async () => {
  for (const stream of streams) stream.destroy()
  streams = []
  await page.close()
})

/** A page that is told of the session, and folds what it is told. */
async function opened(): Promise<{
  readonly state: PageState
  readonly events: PageEvent[]
  socket: Socket
}> {
  const socket = connect(Number(page.host.split(':')[1]), '127.0.0.1')
  streams.push(socket)
  const events: PageEvent[] = []
  let state = emptyState
  let text = ''
  socket.on('data', (bytes) => {
    text += bytes
    const lines = text.split('\n')
    text = lines.pop() ?? ''
    for (const line of lines) {
      if (!line.startsWith('data: ')) continue
      const event: PageEvent = JSON.parse(line.slice(6))
      events.push(event)
      state = fold(state, event)
    }
  })
  socket.write(page.head('GET /page/events HTTP/1.1', { Cookie: page.cookie }))
  await expect.poll(() => events.length).toBeGreaterThan(0)
  return {
    socket,
    events,
    get state() {
      return state
    },
  }
}

const hello = { client: 'GET /hello HTTP/1.1\r\nHost: a\r\n\r\n' }
const ok = { server: 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok' }
const targets = (state: PageState) => state.exchanges.map(({ target }) => target)

test('a page is told all that there is, and then what is new', async () => {
  page.visit(hello, ok, 'closed by server')
  page.source.take({ type: 'printed', lines: ['one', 'two'] })
  const seen = await opened()
  await expect.poll(() => targets(seen.state)).toEqual(['/hello'])
  expect(seen.events[0]).toEqual({ type: 'cleared' })
  expect(seen.state.session?.kind).toBe('tap')
  await expect.poll(() => seen.state.printed).toEqual(['one', 'two'])

  page.visit({ client: 'GET /more HTTP/1.1\r\nHost: a\r\n\r\n' })
  page.source.take({ type: 'printed', lines: ['three'] })
  await expect.poll(() => targets(seen.state)).toEqual(['/hello', '/more'])
  await expect.poll(() => seen.state.printed).toEqual(['one', 'two', 'three'])
  page.source.take({ type: 'printed-cleared' })
  page.source.take({ type: 'printed', lines: ['four'] })
  await expect.poll(() => seen.state.printed).toEqual(['four'])
  await expect.poll(() => seen.state.connections.map(({ id }) => id)).toEqual([1, 2])
  expect(seen.state.exchanges.map(({ status }) => status)).toEqual([200, undefined])
})

test('several pages are told the same, and one that comes back is made whole', async () => {
  const [first, second] = [await opened(), await opened()]
  page.visit(hello, ok)
  await expect.poll(() => targets(first.state)).toEqual(['/hello'])
  await expect.poll(() => targets(second.state)).toEqual(['/hello'])
  second.socket.destroy()
  page.visit({ client: 'GET /meanwhile HTTP/1.1\r\nHost: a\r\n\r\n' })
  const again = await opened()
  await expect.poll(() => targets(again.state)).toEqual(['/hello', '/meanwhile'])
})

test('a page that does not read holds nothing up and gets each exchange as it is now', async () => {
  const seen = await opened()
  seen.socket.pause()
  const many = 1500
  for (let i = 0; i < many; i++)
    page.visit({ client: `GET /${i}?${'x'.repeat(900)} HTTP/1.1\r\nHost: a\r\n\r\n` }, ok)
  const quick = await opened()
  await expect.poll(() => quick.state.exchanges.length).toBe(many)
  const before = seen.state.exchanges.length
  expect(before).toBeLessThan(many)
  seen.socket.resume()
  await expect.poll(() => seen.state.exchanges.length).toBe(many)
  expect(seen.state.exchanges.every(({ status }) => status === 200)).toBe(true)
})

test('the end is told, and no page is waited for', async () => {
  const seen = await opened()
  page.source.close()
  await expect.poll(() => seen.state.link).toBe('ended')
  await page.close()
})

test('more pages than anybody looks at are turned away', async () => {
  await Promise.all(Array.from({ length: 32 }, opened))
  expect(statusOf(await page.ask('GET /page/events', { Cookie: page.cookie }))).toBe(503)
})

test('what comes faster than anybody reads has its line, and the latest are told whole', async () => {
  const many = 5000
  for (let i = 1; i <= many; i++)
    page.visit({ client: `GET /${i} HTTP/1.1\r\nHo st: a\r\n\r\n` }, ok)
  const headers = { Cookie: page.cookie }
  expect(statusOf(await page.ask(`GET /page/exchange/${many}`, headers))).toBe(200)
  expect(statusOf(await page.ask('GET /page/exchange/1', headers))).toBe(200)
  expect(statusOf(await page.ask('GET /page/exchange/40000', headers))).toBe(404)
  const seen = await opened()
  await expect.poll(() => seen.state.exchanges.length).toBe(many)
  expect(seen.state.exchanges[3999]).toMatchObject({ target: '/4000', status: 200 })
  // Its notes come once there is time, the latest first.
  await expect.poll(() => seen.state.exchanges[many - 1]?.severity).toBe('error')
})

test('an exchange is told whole as long as it is kept, and its line longer', async () => {
  await page.close()
  page = await openedPage(64 * 1024)
  for (let i = 1; i <= 400; i++)
    page.visit(
      {
        client: `POST /${i} HTTP/1.1\r\nHost: a\r\nContent-Length: 4000\r\n\r\n${'y'.repeat(4000)}`,
      },
      ok,
    )
  const headers = { Cookie: page.cookie }
  const newest = await page.ask('GET /page/exchange/400', headers)
  expect(statusOf(newest)).toBe(200)
  expect(newest).toContain('"number":400')
  const oldest = await page.ask('GET /page/exchange/1', headers)
  expect(statusOf(oldest)).toBe(404)
  expect(oldest).toContain('not kept any more')
  const seen = await opened()
  await expect.poll(() => seen.state.exchanges.length).toBe(400)
  expect(seen.state.exchanges[0]).toMatchObject({ method: 'POST', target: '/1', status: 200 })
})
