import { writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toText } from '../../src/page/client/wire/line-ends.ts'
import { thingsToTry } from '../../src/page/client/wire/try-it.ts'
import { axeOf } from './axe.ts'
import { hasBrowser, launchBrowser } from './browser.ts'
import { freePort, makePlace, type TestPlace } from './place.ts'
import { type Running, start } from './run.ts'

/** A server that responds with the bytes that it got, in hexadecimal. */
const echo = `
import { createServer } from 'node:net'
createServer((connection) => {
  connection.on('error', () => {})
  connection.once('data', (bytes) => {
    const body = bytes.toString('hex')
    connection.end('HTTP/1.1 200 OK\\r\\nContent-Type: text/plain\\r\\nContent-Length: ' + body.length + '\\r\\n\\r\\n' + body)
  })
}).listen(process.env.PORT, '127.0.0.1')
`
const hex = (text: string | Uint8Array) => Buffer.from(text).toString('hex')

/** A request whose bytes are changed on the page and sent through the tap to a server that says what it got. */
describe.skipIf(!hasBrowser)('a request sent by hand', () => {
  let place: TestPlace
  let tap: Running
  let browser: Browser
  let page: Page
  let port: number
  let sent: string

  beforeAll(async () => {
    place = makePlace()
    writeFileSync(join(place.cwd, 'echo.mjs'), echo)
    port = await freePort()
    sent = `GET /a HTTP/1.1\r\nHost: localhost:${port}\r\nX-Letters: 한\r\nConnection: keep-alive\r\n\r\n`
    tap = start(place, ['tap', '--page', '--port', String(port), '--', 'node', 'echo.mjs'])
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.on('pageerror', (error) => expect.unreachable(String(error)))
  })
  afterAll(async () => {
    tap?.child.kill()
    await tap?.ended
    await browser?.close()
    place?.remove()
  })

  const visit = (path: string) =>
    new Promise((came, fail) => {
      const headers = { 'X-Letters': Buffer.from('한').toString('latin1') }
      get({ port, path, headers }, (response) => response.resume().on('end', came)).on(
        'error',
        fail,
      )
    })
  const field = () => page.locator('.send textarea')
  const text = () => field().inputValue()
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  /** Sends, and gives what the server got, as the page shows it beside the response before. */
  const send = async () => {
    const last = Number(await page.locator('.list [role="option"] .number').last().textContent())
    await button('Send').click()
    const now = page.locator('.responses div').filter({ hasText: `Response of ${last + 1}, now` })
    await now.locator('pre', { hasText: '200 OK' }).waitFor()
    return (await now.locator('pre').textContent())?.trimEnd().split('\n').at(-1)
  }

  test('as it was: its bytes, with each line end to be seen', async () => {
    await page.goto(await place.opened())
    await page.getByText('Nothing has come yet').waitFor()
    await visit('/a')
    await page.locator('[data-exchange="1"] [data-part="response"]').waitFor()
    await button('Change and send').click()
    const [, rest = ''] = sent.split('X-Letters')
    expect(await text()).toContain('GET /a HTTP/1.1␍␊\n')
    expect(await text()).toContain(`X-Letters${toText(Buffer.from(rest)).split('\n')[0]}\n`)
    const before = await text()
    const got = await send()
    expect(toText(Buffer.from(got ?? '', 'hex'))).toBe(before)
    await page.getByText('The two responses are the same').waitFor()
    expect(await axeOf(page)).toEqual([])
  })

  test('keys break line ends, make whole ones, and Ctrl+Z takes it back', async () => {
    await button('Request 1 as it was').click()
    const before = await text()
    await field().focus()
    const cursorTo = (at: number) =>
      page.evaluate(`document.querySelector('.send textarea').setSelectionRange(${at}, ${at})`)
    const [line = ''] = before.split('␍')
    await cursorTo(line.length)
    await page.keyboard.press('Delete')
    expect(await text()).toBe(before.replace('␍␊', '␊'))
    await page.keyboard.press('Delete')
    expect(await text()).toBe(before.replace('␍␊\n', ''))
    await page.keyboard.press('Enter')
    expect(await text()).toBe(before)
    await page.keyboard.press('Backspace')
    expect(await text()).toBe(before.replace('␍␊\n', '␍'))
    await page.keyboard.press('Control+z')
    expect(await text()).toBe(before)
    await cursorTo(line.length)
    await page.keyboard.type('⟨ff⟩')
    const got = await send()
    expect(got).toContain(`${hex(line)}ff0d0a`)
    await page.getByText('What differs is marked.').waitFor()
    await page.locator('.responses mark').first().waitFor()
  })

  test('things to try send what they say', async () => {
    await button('Request 1 as it was').click()
    const was = Buffer.from((await send()) ?? '', 'hex')
    for (const { name, apply, look } of thingsToTry) {
      await button(name).click()
      await page.getByText(look).waitFor()
      expect(await text()).toBe(toText(apply(was)))
      expect(await send()).toBe(hex(apply(was)))
    }
  })

  test('a blank request names this server', async () => {
    await button('A blank request').click()
    expect(await send()).toBe(hex(`GET / HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`))
    await button('Close').click()
    await button('Send a request by hand').click()
    expect(await text()).toBe(`GET / HTTP/1.1␍␊\nHost: localhost:${port}␍␊\n␍␊\n`)
  })

  test('a page that is paused or read counts what is new, and shows it when it is asked to', async () => {
    const rows = () => page.locator('.list [role="option"]').last().getAttribute('aria-setsize')
    const shown = () => page.locator('[data-exchange]').getAttribute('data-exchange')
    const before = Number(await rows())
    await button('Pause').click()
    await visit('/paused')
    await button('Show 1 new exchange').waitFor()
    expect(await rows()).toBe(String(before))
    await button('Show 1 new exchange').click()
    await expect.poll(shown).toBe(String(before + 1))
    // Who reads a byte is not led away from it.
    await page.locator('[data-part="request"] [data-token="method"]').click()
    await visit('/read')
    await button('Show 1 new exchange').waitFor()
    expect(await rows()).toBe(String(before + 2))
    expect(await shown()).toBe(String(before + 1))
  })
})
