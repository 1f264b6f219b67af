import { createConnection } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mistakesIn } from '../json/schema.ts'
import { hasBrowser, launchBrowser } from './browser.ts'
import { freePort, makePlace, type TestPlace } from './place.ts'
import { jsonLines, printed, type Running, start } from './run.ts'

let place: TestPlace
let port: number
let running: Running
beforeEach(async () => {
  place = makePlace()
  port = await freePort()
})
afterEach(async () => {
  running.child.kill('SIGTERM')
  await running.ended
  place.remove()
})

interface Line {
  readonly type: string
  readonly event?: string
  readonly url?: string
  readonly why?: { readonly type: string }
  readonly request?: Side
  readonly response?: Side
}
interface Side {
  readonly length: number
  readonly bytes: string
  readonly tokens: readonly { kind: string; start: number; end: number }[]
  readonly notes: readonly { about: string; words: string; severity: string }[]
}

const lines = () => jsonLines<Line>(running)
const exchanges = () => lines().filter(({ type }) => type === 'exchange')

/** Sends bytes as they are and gives back what came until the connection closed. */
const send = (text: string, host = '127.0.0.1') =>
  new Promise<string>((resolve, reject) => {
    let answer = ''
    createConnection({ port, host })
      .on('connect', function (this: import('node:net').Socket) {
        this.write(text)
      })
      .on('data', (bytes) => {
        answer += bytes
      })
      .on('end', () => resolve(answer))
      .on('error', reject)
  })

test('run --json: ready, connections, exchanges with bytes, tokens and notes', async () => {
  running = start(place, ['run', '1', '--json', '--port', String(port)])
  await printed(running, '"ready"')
  expect(lines().find(({ type }) => type === 'ready')?.url).toBe(`http://localhost:${port}/hello`)

  const sent = 'GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n'
  const came = await send(sent)
  await printed(running, '"closed"')
  expect(lines().flatMap((line) => mistakesIn(line))).toEqual([])
  const [exchange] = exchanges()
  for (const [side, text] of [
    [exchange?.request, sent],
    [exchange?.response, came],
  ] as const) {
    expect(Buffer.from(side?.bytes ?? '', 'base64').toString()).toBe(text)
    // Tokens cover every byte once, in order.
    let at = 0
    for (const token of side?.tokens ?? []) {
      expect(token.start).toBe(at)
      at = token.end
    }
    expect(at).toBe(text.length)
  }
  expect(exchange?.request?.notes.map(({ about }) => about)).toEqual([
    'method',
    'target',
    'version',
    'host',
    'blank-line',
  ])
  expect(
    lines()
      .filter(({ type }) => type === 'connection')
      .map(({ event }) => event),
  ).toEqual(['opened', 'closed'])
})

test('the tap listens on 127.0.0.1 and on ::1', async () => {
  running = start(place, ['run', '1', '--json', '--port', String(port)])
  await printed(running, '"ready"')
  for (const host of ['127.0.0.1', '::1'])
    expect(await send('GET / HTTP/1.1\r\n\r\n', host)).toContain('Hello world!')
})

test('a request in many reads is one request', async () => {
  running = start(place, ['run', '1', '--port', String(port), '--no-open'])
  await printed(running, 'is running')
  const socket = createConnection(port, '127.0.0.1').setNoDelay(true).resume()
  for (const [i, piece] of ['GET /hello HT', 'TP/1.1\r\nHo', 'st: x\r\n\r\n'].entries()) {
    socket.write(piece)
    // The next piece goes out when the server has had the last: the tap says what it read.
    if (i === 0) await new Promise((resolve) => socket.once('connect', resolve))
    await new Promise((resolve) => setImmediate(resolve))
  }
  await printed(running, 'closed by the server')
  expect(running.stdout()).toMatch(/→ request {3}32 bytes/)
})

test('a request whose blank line does not come is told of', async () => {
  running = start(place, ['run', '1', '--port', String(port), '--no-open'])
  await printed(running, 'is running')
  const socket = createConnection(port, '127.0.0.1').on('error', () => {})
  socket.write('GET /hello HTTP/1.1\r\nHost: localhost\r\n')
  await printed(running, 'The empty line that ends the headers')
  expect(running.stdout()).toMatch(/→ request {3}38 bytes {3}so far/)
  socket.destroy()
})

test('control characters never reach the terminal', async () => {
  running = start(place, ['run', '1', '--port', String(port), '--no-open'])
  await printed(running, 'is running')
  await send('GET /\x1b[2J\x07 HTTP/1.1\r\nX: \x1b]0;title\x07\u009b31m\r\n\r\n')
  await printed(running, 'closed by the server')
  expect(running.stdout()).toContain('GET /␛[2J␇')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  expect(running.stdout()).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/)
})

describe.skipIf(!hasBrowser)('with a real browser', () => {
  const whys = () => exchanges().map(({ why }) => why?.type)

  test('a navigation, its favicon, a reload: each is told apart', async () => {
    running = start(place, ['run', '4', '--json', '--port', String(port)])
    await printed(running, '"ready"')
    const browser = await launchBrowser()
    try {
      const page = await browser.newPage()
      await page.goto(`http://localhost:${port}/`)
      await expect.poll(whys).toContain('favicon')
      await page.reload()
      await page.click('text=html3.html')
      await page.waitForURL(/html3/)
      await expect.poll(whys).toEqual(expect.arrayContaining(['picture', 'reload', 'link']))
    } finally {
      await browser.close()
    }
    expect(whys()[0]).toBe('navigation')
  })
})
