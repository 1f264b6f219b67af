import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { messageAsJson } from '../../src/json/wire-json.ts'
import type { SavedSession } from '../../src/page/protocol.ts'
import { tokenWords } from '../../src/words/tokens.ts'
import { capture, type Happening, navigation, sessionOf } from '../notes/exchange.ts'
import { savedFile, savedOf } from '../page/saved.ts'
import { axeOf } from './axe.ts'
import { hasBrowser, launchBrowser } from './browser.ts'

/** What a token of the page says of itself. */
interface Token {
  readonly kind: string
  readonly start: number
  readonly end: number
}

/** The tokens that elements of the page are of, each once, in the order of their bytes. */
const tokensAt = (page: Page, selector: string) =>
  page.evaluate<Token[]>(`
    [...new Map([...document.querySelectorAll(${JSON.stringify(selector)})]
      .map(({ dataset: { token, start, end } }) => [Number(start), { kind: token, start: Number(start), end: Number(end) }]))
      .values()].sort((a, b) => a.start - b.start)`)
const tokensIn = (page: Page, part: 'request' | 'response') =>
  tokensAt(page, `[data-part="${part}"] .bytes [data-token]`)

/** What is lit: in the text, in the hexadecimal, and what the notes are about. */
const litIn = async (page: Page) => ({
  text: await tokensAt(page, '.bytes span.lit'),
  hex: (await page.locator('.hex span.lit').allInnerTexts()).join(' ').replace(/\s+/g, ' '),
  notes: await page.locator('.meaning').getAttribute('data-note'),
})

/** What is lit when the pointer is over each of these fragments, one after the other, as a browser draws it. */
const litUnder = (page: Page, selectors: readonly string[]) =>
  page.evaluate<{ text: Token[]; hex: string; notes: string }[]>(`(async () => {
    const frame = () => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))
    const found = []
    for (const selector of ${JSON.stringify(selectors)}) {
      const fragment = document.querySelector(selector)
      fragment.scrollIntoView({ block: 'center' })
      // One that is broken into lines has no middle of its own.
      const [{ x, y, height }] = fragment.getClientRects()
      const clientX = x + 2, clientY = y + height / 2
      fragment.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, clientX, clientY }))
      for (let drawn = 0; drawn < 3; drawn++) await frame()
      const lit = [...document.querySelectorAll('.bytes span.lit')].map(({ dataset }) => dataset)
      found.push({
        text: lit.map(({ token, start, end }) => ({ kind: token, start: Number(start), end: Number(end) })),
        hex: [...document.querySelectorAll('.hex span.lit')].map((one) => one.innerText).join(' '),
        notes: document.querySelector('.meaning').dataset.note,
      })
    }
    return found
  })()`)

const hexOf = (bytes: Uint8Array, { start, end }: Token) =>
  Buffer.from(bytes.subarray(start, end))
    .toString('hex')
    .replace(/..(?!$)/g, '$& ')

const ok = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi'

describe.skipIf(!hasBrowser)('the wire on the page', () => {
  let browser: Browser
  const done: (() => void | Promise<void>)[] = []

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(async () => {
    for (const undo of done) await undo()
    await browser?.close()
  })

  async function open(saved: SavedSession, options: BrowserContextOptions = {}): Promise<Page> {
    const { url, remove } = savedFile(saved)
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      offline: true,
      ...options,
    })
    done.push(() => context.close(), remove)
    const page = await context.newPage()
    page.on('pageerror', (error) => expect.unreachable(String(error)))
    page.on('dialog', (dialog) => expect.unreachable(dialog.message()))
    await page.goto(url)
    await page.locator('[data-exchange]').waitFor()
    return page
  }
  const show = async (page: Page, number: number) => {
    await page.evaluate(`document.querySelector('.list').scrollTop = ${(number - 2) * 24}`)
    await page.locator(`#exchange-${number}`).click()
    await page.locator(`[data-exchange="${number}"]`).waitFor()
  }

  test('every token of every recorded message is where --json has it', async () => {
    const names = readdirSync(join(import.meta.dirname, '../../fixtures/wire'))
      .filter((file) => file.endsWith('.request.bin'))
      .map((file) => file.replace('.request.bin', ''))
    const connections = names.map((name): Happening[] => [
      { client: capture(name) },
      { server: ok },
      'closed by server',
    ])
    const page = await open(savedOf(...connections))
    const { exchanges } = sessionOf(...connections)
    const firsts = new Map(exchanges.map((one) => [one.connection.id, one] as const).reverse())
    expect(firsts.size).toBe(names.length)
    await page.locator('.list').focus()
    await page.keyboard.press('Home')
    for (const exchange of exchanges) {
      await page.locator(`[data-exchange="${exchange.number}"]`).waitFor()
      const { request } = exchange
      if (request !== undefined) {
        const { tokens } = JSON.parse(JSON.stringify(messageAsJson(request)))
        expect(await tokensIn(page, 'request')).toEqual(tokens)
      }
      await page.keyboard.press('ArrowDown')
    }
  })

  test('what the pointer is over lights up in the text, in the hexadecimal and in the notes', async () => {
    const request = capture('chromium-nav')
    const page = await open(savedOf([{ client: request }, { server: ok }]))
    const tokens = await tokensIn(page, 'request')
    const lit = await litUnder(
      page,
      tokens.map(({ start }) => `[data-part="request"] .bytes [data-at="${start}"]`),
    )
    expect(lit.map(({ text }) => text)).toEqual(tokens.map((token) => [token]))
    expect(lit.map(({ notes }) => notes)).toEqual(tokens.map(({ kind }) => kind))
    expect(lit.map(({ hex }) => hex.replace(/\s+/g, ' ').slice(0, 60))).toEqual(
      tokens.map((token) => hexOf(request, token).slice(0, 60)),
    )
  })

  test('the hexadecimal and the notes light up the text', async () => {
    const page = await open(savedOf([{ client: navigation }, { server: ok }]))
    const path = { kind: 'path', start: 4, end: 10 }
    await page.locator('.hex [data-at="8"]').hover()
    await expect.poll(async () => (await litIn(page)).text).toEqual([path])
    await page.locator('[data-part="request"] [data-note="host"]').hover()
    await expect
      .poll(async () => (await litIn(page)).text.map(({ kind }) => kind))
      .toEqual(['host', 'colon', 'port'])
    expect((await litIn(page)).hex).toBe(
      Buffer.from('localhost:9001')
        .toString('hex')
        .replace(/..(?!$)/g, '$& '),
    )
  })

  test('what was clicked stays when the pointer has left, and the response has its own', async () => {
    const page = await open(savedOf([{ client: navigation }, { server: ok }]))
    await page.locator('[data-part="response"] [data-token="status-code"]').click()
    await page.locator('[data-part="request"] [data-token="method"]').hover()
    await expect.poll(async () => (await litIn(page)).notes).toBe('method')
    await page.locator('.about h2').hover()
    await expect.poll(async () => (await litIn(page)).notes).toBe('status-code')
    await page.getByText('RFC 9110, section 15.3.1').waitFor()
  })

  test('keys lead from byte to byte, from part to part and from line to line', async () => {
    const page = await open(savedOf([{ client: navigation }, { server: ok }]))
    await page.locator('[data-part="request"] [data-token="method"]').focus()
    const press = async (key: string, kind: string) => {
      await page.keyboard.press(key)
      await expect.poll(() => page.evaluate('document.activeElement.dataset.token')).toBe(kind)
    }
    await press('ArrowRight', 'method')
    await expect.poll(() => page.locator('.bytes .here').textContent()).toBe('E')
    await press('Control+ArrowRight', 'space')
    await press('Control+ArrowRight', 'path')
    await press('ArrowDown', 'colon')
    await press('End', 'crlf')
    expect(await page.locator('.bytes .here').textContent()).toBe('LF')
    await press('Control+Home', 'method')
    await press('Control+End', 'blank-line')
    expect(await litIn(page)).toMatchObject({ hex: '0d 0a', notes: 'blank-line' })
  })

  test('a finger does what a pointer does', async () => {
    const page = await open(savedOf([{ client: navigation }, { server: ok }]), {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    })
    await page.locator('[data-part="request"] [data-token="host"]').tap()
    await expect
      .poll(async () => (await litIn(page)).text)
      .toEqual([{ kind: 'host', start: 27, end: 36 }])
    await page.locator('.side').getByText('This computer').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  })

  test('letters of several bytes, and bytes that are none', async () => {
    const bytes = Buffer.concat([
      Buffer.from('GET / HTTP/1.1\r\nHost: x\r\nX-A: 한'),
      Buffer.from([0xed, 0x95, 0x00]),
      Buffer.from('\r\n\r\n'),
    ])
    const page = await open(savedOf([{ client: bytes }]))
    const value = page.locator('[data-part="request"] .row').nth(2).locator('.bytes')
    expect(await value.textContent()).toBe('X-A: 한ed95NULCRLF')
    await value.locator('i', { hasText: '95' }).hover()
    await expect.poll(() => page.locator('.bytes .here').textContent()).toBe('95')
    expect(await page.locator('.hex .here').textContent()).toBe('95')
  })

  test('hostile bytes of every kind are text, and never markup', async () => {
    const markup = '<img src=x onerror=alert(1)><script>alert(2)</script></pre></script><!--'
    const every = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
    const head = `GET /${markup.replaceAll(' ', '\t')} HTTP/1.1\r\nHost: ${markup}\r\n${markup}: ${markup}\r\nX: \u202e\u2066\ufeff\r\n\r\n`
    const html = `<svg onload=alert(3)>${markup}`
    const page = await open(
      savedOf(
        [
          { client: head },
          {
            server: Buffer.concat([
              Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n'),
              every,
            ]),
          },
          'closed by server',
        ],
        [
          {
            client: `POST /?${markup} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${markup.length}\r\n\r\n${markup}`,
          },
          {
            server: `HTTP/1.1 200 ${markup}\r\nContent-Type: application/json\r\nContent-Length: ${JSON.stringify([html]).length}\r\n\r\n${JSON.stringify([html])}`,
          },
        ],
        [
          { client: navigation },
          {
            server: `HTTP/1.1 200 OK\r\nContent-Type: image/svg+xml\r\nContent-Length: ${html.length}\r\n\r\n${html}`,
          },
        ],
      ),
    )
    const number = (await page.locator('[data-exchange]').getAttribute('data-exchange')) ?? ''
    expect(Number(number)).toBeGreaterThan(0)
    for (let at = 1; at <= (await page.locator('.list [role="option"]').count()); at++) {
      await show(page, at)
      const pictures = await page
        .locator('img')
        .evaluateAll((all) => all.map((one) => one.outerHTML))
      expect(pictures.filter((one) => !one.includes('src="blob:'))).toEqual([])
      expect(await page.locator('script').count()).toBe(2)
      expect(await page.locator('.wire-views :is(svg[onload], pre > img)').count()).toBe(0)
    }
    expect(await page.locator('.list').textContent()).toContain('<img')
  })

  test('a connection that speaks TLS says so, with its first bytes and what to do', async () => {
    const hello = Buffer.concat([
      Buffer.from('16030100f6010000f20303', 'hex'),
      Buffer.alloc(300, 65),
    ])
    const page = await open(
      savedOf(
        [{ client: navigation }, { server: ok }],
        [{ client: hello }, { server: 'HTTP/1.1 400 Bad Request\r\n\r\n' }, 'closed by server'],
      ),
    )
    const spoken = page.locator('[data-connection="2"]')
    expect(await spoken.textContent()).toMatch(/TLS.*Write http:\/\/ in the address/s)
    const dumps = await spoken.locator('pre').allTextContents()
    expect(dumps[0]).toMatch(
      /^0000 {2}16 03 01 00 f6 01 00 00 f2 03 03 41 41 41 41 41 {2}·{11}AAAAA\n/,
    )
    expect(dumps[0]?.split('\n')).toHaveLength(16)
    expect(dumps[1]).toContain('HTTP/1.1·400·Bad')
    expect(await spoken.textContent()).toContain('The first 256 of 311 bytes from the client')
    expect(await axeOf(page)).toEqual([])
  })

  test('ten thousand exchanges: only those in sight are drawn, and the last is a key away', async () => {
    const [line] = savedOf([{ client: navigation }, { server: ok }]).exchanges
    const saved = savedOf([{ client: navigation }, { server: ok }])
    if (line === undefined) throw new Error('nothing was exchanged')
    const exchanges = Array.from({ length: 10_000 }, (_, i) => ({
      ...line,
      number: i + 1,
      target: `/${i + 1}`,
    }))
    const page = await open({
      ...saved,
      exchanges,
      details: exchanges
        .slice(-1)
        .flatMap(({ number }) => saved.details.map((one) => ({ ...one, number }))),
    })
    const drawn = () => page.locator('.list [role="option"]').count()
    expect(await drawn()).toBeLessThan(40)
    await page.locator('.list').focus()
    await page.keyboard.press('Home')
    await page.locator('#exchange-1').waitFor()
    await page.getByText('This exchange is not kept any more').waitFor()
    await page.keyboard.press('PageDown')
    await page.locator('#exchange-5[aria-selected="true"]').waitFor()
    await page.keyboard.press('End')
    await page.locator('#exchange-10000[aria-selected="true"]').waitFor()
    expect(await drawn()).toBeLessThan(40)
    await page.getByRole('searchbox').fill('/999')
    await page.locator('#exchange-9999[aria-setsize="11"]').waitFor()
    expect(await drawn()).toBeLessThan(12)
    await page.getByRole('searchbox').fill('404')
    await page.getByText('No exchange fits').waitFor()
  })

  test('whoever hears the page hears an exchange as sentences', async () => {
    const page = await open(savedOf([{ client: navigation }, { server: ok }]))
    await page
      .getByRole('option', {
        name: /^1: GET \/hello\. What came of it: 200, 66 bytes, after 1 ms\. Why it was sent: .+\.$/,
      })
      .waitFor()
    await page
      .getByRole('button', {
        name: /^1: GET \/hello, on connection 1, at \d+ ms\. What came of it/,
      })
      .waitFor()
    const heard = await page.getByRole('region', { name: 'Request, byte by byte' }).ariaSnapshot()
    expect(heard).toMatch(/GET \/hello HTTP\/1\.1 CR LF\n.*method: GET asks for something/)
  })

  test('axe finds nothing, whatever is opened', async () => {
    const packed = gzipSync('{"a":[1,2]}')
    const saved = savedOf(
      [
        { client: capture('chromium-form-post') },
        {
          server: Buffer.concat([
            Buffer.from(
              `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: ${packed.length}\r\n\r\n`,
            ),
            packed,
          ]),
        },
        { client: navigation },
        { server: 'HTTP/1.1 200 OK\nContent-Length: 3\n\nhello' },
      ],
      [],
      [{ client: navigation }],
    )
    const states = [
      { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
      { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
    ] as const
    for (const options of states) {
      const page = await open(saved, options)
      await show(page, 1)
      await page.getByRole('button', { name: 'What changed' }).click()
      await page.getByRole('button', { name: 'Next step' }).click()
      await page.locator('[data-part="response"] [data-token="status-code"]').click()
      expect(await axeOf(page)).toEqual([])
    }
  })

  test('each kind of token has a name, a sentence, and one in more depth', () => {
    for (const words of Object.values(tokenWords)) {
      expect(words.name).toMatch(/^\S.*\S$/)
      expect(words.said).toMatch(/^[A-Z].*\.$/)
      expect(words.more).toMatch(/^[A-Z].*\.$/)
    }
  })
})
