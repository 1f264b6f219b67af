import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ExchangeDetail } from '../../src/page/protocol.ts'
import { hasBrowser, launchBrowser } from './browser.ts'
import { freePort, makePlace, type TestPlace } from './place.ts'
import { jsonLines, type Running, runToEnd, start } from './run.ts'
import { patienceMs } from './slowness.ts'

/** What a page must never take for markup, in a path, a header, a body, a name. */
const markup = '<script>hit()</script><img src=x onerror=hit()>"\'><svg onload=hit()>'
const odd = '\u202e\u0000\u001b[31m\u009b'

const server = `
  const { createServer } = require('node:net')
  createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      const [, path] = String(bytes).split(' ')
      const type = /^\\/(svg|html|png)/.exec(path)?.[1] ?? 'plain'
      const types = { svg: 'image/svg+xml', html: 'text/html', png: 'image/png', plain: 'text/plain' }
      const body = ${JSON.stringify(`${markup}${odd}`)}
      socket.end('HTTP/1.1 200 ' + ${JSON.stringify(markup)} + '\\r\\nX-Odd: ' + path + '\\r\\nContent-Type: ' + types[type] +
        '\\r\\nContent-Length: ' + Buffer.byteLength(body) + '\\r\\n\\r\\n' + body)
    })
  }).listen(process.env.PORT, '127.0.0.1')
`

const post = (path: string, type: string, body: string) =>
  `POST /${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
const upload = `--B\r\nContent-Disposition: form-data; name="f"; filename="${markup}"\r\n\r\n${markup}\r\n--B--\r\n`

const requests = [
  `GET /plain${markup.replaceAll(' ', '%20')} HTTP/1.1\r\nHost: localhost\r\nReferer: http://a/${markup}\r\nCookie: session=hunter2\r\n\r\n`,
  `GET /svg HTTP/1.1\r\nHost: ${markup}\r\n\r\n`,
  post('html', 'multipart/form-data; boundary=B', upload),
  post('png', 'application/x-www-form-urlencoded', `password=hunter2&name=${markup}`),
  `${markup} ${odd}\r\n\r\n`,
]

/** Not by expect.poll, which has no place before tests. */
const patience = { timeout: patienceMs, interval: 50 }

interface Line {
  readonly type: string
  readonly number: number
  readonly url: string
  readonly errors: number
  readonly warnings: number
  readonly request?: Message
  readonly response?: Message
  readonly notes?: readonly { readonly severity: string; readonly words: string }[]
}
interface Message {
  readonly bytes: string
  readonly length: number
  readonly tokens: readonly object[]
  readonly notes: readonly { readonly severity: string; readonly words: string }[]
}

describe.skipIf(!hasBrowser)('a session of hostile bytes, live and in a file', () => {
  let place: TestPlace
  let tap: Running
  let browser: Browser
  let page: Page
  let url = ''
  const faults: string[] = []
  const asked: string[] = []
  const lines = () => jsonLines<Line>(tap).filter(({ type }) => type === 'exchange')
  const session = () => join(place.cwd, 'session.html')

  /** Has what goes wrong in a page noted, and what it asks for. */
  async function watched(context: BrowserContext): Promise<Page> {
    const opened = await context.newPage()
    await opened.exposeFunction('hit', () => void faults.push('a script of the wire was run'))
    opened.on('pageerror', (error) => faults.push(String(error)))
    opened.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text())
    })
    opened.on('request', (request) => asked.push(request.url()))
    return opened
  }
  /** Opens every exchange that the page lists, and looks for markup that is not the page's own. */
  async function lookAtAll(opened: Page): Promise<void> {
    for (let number = 1; number <= requests.length; number++) {
      await opened.locator(`#exchange-${number}`).click()
      await opened.locator(`section[data-exchange="${number}"] [data-part]`).first().waitFor()
    }
    expect(await opened.locator('[onerror], [onload], iframe, object, embed').count()).toBe(0)
    expect(await opened.locator('script:not([type="application/json"])').count()).toBe(1)
    expect(faults).toEqual([])
  }

  beforeAll(async () => {
    place = makePlace()
    writeFileSync(join(place.cwd, 'server.cjs'), server)
    const port = await freePort()
    tap = start(place, [
      ...['--no-open', '--port', String(port), '--page', 'tap', '--json', '--save', 'session.html'],
      ...['--', process.execPath, 'server.cjs'],
    ])
    await vi.waitFor(() => expect(tap.stdout()).toContain('"type":"ready"'), patience)
    url =
      jsonLines<{ type: string; url: string }>(tap).find(({ type }) => type === 'page')?.url ?? ''
    for (const [i, request] of requests.entries()) {
      const socket = connect(port, '127.0.0.1')
      socket
        .on('error', () => {})
        .resume()
        .write(Buffer.from(request))
      await vi.waitFor(() => expect(lines()).toHaveLength(i + 1), patience)
    }
    browser = await launchBrowser()
    page = await watched(await browser.newContext())
  })
  afterAll(async () => {
    tap?.child.kill('SIGKILL')
    await tap?.ended
    await browser?.close()
    place?.remove()
  })

  test('on the page nothing of it is markup, and nothing is asked of others', async () => {
    await page.goto(url)
    await lookAtAll(page)
    const { origin } = new URL(url)
    expect(asked.filter((one) => !one.startsWith(origin) && !/^(blob|data):/.test(one))).toEqual([])
  })

  test('the page and --json tell the same bytes, tokens and notes', async () => {
    for (const line of lines()) {
      const detail: ExchangeDetail = await page.evaluate(
        `fetch('exchange/${line.number}').then((response) => response.json())`,
      )
      for (const name of ['request', 'response'] as const) {
        const part = detail.parts.find((one) => one.part === name)
        expect(part?.bytes).toBe(line[name]?.bytes)
        expect(part?.length).toBe(line[name]?.length)
        expect(part?.tokens).toEqual(line[name]?.tokens)
        expect(part?.notes.map(({ words }) => words)).toEqual(
          line[name]?.notes.map(({ words }) => words),
        )
      }
      const all = [...detail.parts.flatMap(({ notes }) => notes), ...detail.notes]
      expect(all.filter(({ severity }) => severity === 'error')).toHaveLength(line.errors)
      expect(all.filter(({ severity }) => severity === 'warning')).toHaveLength(line.warnings)
    }
  })

  test('the file opens from disk without network, and looks the same', async () => {
    // As when the machine is shut down.
    tap.child.kill('SIGTERM')
    await tap.ended
    expect(jsonLines(tap).at(-1)).toEqual({
      type: 'saved',
      file: 'session.html',
      exchanges: 5,
      redacted: false,
    })
    expect(statSync(session()).mode & 0o777).toBe(0o600)
    const context = await browser.newContext({ offline: true })
    const opened = await watched(context)
    asked.length = 0
    await opened.goto(pathToFileURL(session()).href)
    await lookAtAll(opened)
    await opened.getByRole('link', { name: 'Wall' }).click()
    const main = opened.locator('main.wall')
    await main.locator('section[data-exchange]').waitFor()
    await opened.keyboard.press('ArrowLeft')
    await main.locator('section[data-exchange="4"]').waitFor()
    expect(await main.textContent()).toContain('password=.......&')
    expect(await main.textContent()).not.toContain('hunter2')
    await opened.getByRole('button', { name: 'Show passwords' }).click()
    await expect.poll(() => main.textContent()).toContain('hunter2')
    await opened.keyboard.press('Escape')
    await opened.locator('.list').waitFor()
    expect(asked.filter((one) => !/^(file|blob|data):/.test(one))).toEqual([])
    await context.close()
  })

  test('beside its data it takes no more than 200 KB', () => {
    const text = readFileSync(session(), 'utf8')
    const data = /<script type="application\/json">([^<]*)<\/script>/.exec(text)?.[1] ?? ''
    expect(data.length).toBeGreaterThan(1000)
    expect(text.length - data.length).toBeLessThanOrEqual(200 * 1024)
  })

  test('a recorded file becomes a page too, without its secrets where that is asked for', async () => {
    writeFileSync(join(place.cwd, 'request.bin'), requests[3] ?? '')
    const whole = await runToEnd(place, 'explain', 'request.bin', '--save', 'whole.html')
    expect(whole.code).toBe(0)
    const again = await runToEnd(place, 'explain', 'request.bin', '--save', 'whole.html')
    expect(again.code).not.toBe(0)
    expect(again.stderr).toContain('exists already')
    await runToEnd(place, 'explain', 'request.bin', '--redact', '--save', 'redacted.html')
    const secret = Buffer.from('hunter2').toString('base64').slice(0, 8)
    const bytesIn = (file: string) =>
      Array.from(
        readFileSync(join(place.cwd, file), 'utf8').matchAll(/"bytes":"([\w+/=]*)"/g),
        (match) => Buffer.from(match[1] ?? '', 'base64').toString('latin1'),
      ).join('')
    expect(secret).not.toBe('')
    expect(bytesIn('whole.html')).toContain('password=hunter2')
    expect(bytesIn('redacted.html')).toContain('password=.......&')
    expect(readFileSync(join(place.cwd, 'redacted.html'), 'utf8')).not.toContain('hunter2')
  })
})
