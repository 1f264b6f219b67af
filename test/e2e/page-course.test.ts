import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCourse } from '../../src/course/load.ts'
import { withoutMarkers } from '../../src/course/region.ts'
import { axeOf } from './axe.ts'
import { hasBrowser, launchBrowser } from './browser.ts'
import { cli, freePort, makePlace, type TestPlace } from './place.ts'
import { hasTmux, openTestTerminal, type TestTerminal } from './terminal.ts'

const lessons = join(import.meta.dirname, '../../lessons')
const [stage] = loadCourse(lessons).in('ts').stages
const folder = stage?.folder ?? ''
const screens = stage?.screens ?? []

const wide = { width: 1440, height: 900 }

/** A learner who opens the page, and does all of stage 1 there. */
describe.skipIf(!hasTmux || !hasBrowser)('stage 1, by the page alone', () => {
  let place: TestPlace
  let terminal: TestTerminal
  let browser: Browser
  let page: Page
  let visitor: Page

  beforeAll(async () => {
    place = makePlace()
    browser = await launchBrowser()
    terminal = openTestTerminal({ cwd: place.cwd, env: place.env })
    await terminal.command(`node ${cli} --lang ts --port ${await freePort()}`)
    await terminal.sees('my-webserver')
    await terminal.press('Enter')
    await terminal.sees('Your first request')
    await terminal.press('v')
    page = await browser.newPage({ viewport: wide })
    visitor = await browser.newPage()
  })
  afterAll(async () => {
    terminal?.close()
    await browser?.close()
    place?.remove()
  })

  const action = (id: string) => page.locator(`[data-action="${id}"]`)
  const screen = (id: string) => page.locator(`[data-screen="${id}"]`)
  const fails = () => page.locator('[data-verdict="fails"]')
  const file = () => join(place.cwd, 'my-webserver', folder, 'server.ts')
  const solution = () => withoutMarkers(readFileSync(join(lessons, folder, 'server.ts'), 'utf8'))
  /** Nothing is wider than the page, and axe finds nothing. */
  const isWell = async () => {
    expect(await axeOf(page)).toEqual([])
    expect(
      await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
    ).toBeLessThanOrEqual(0)
  }

  test('screens, servers and questions, by keys and by buttons in turn', async () => {
    const errors: unknown[] = []
    page.on('pageerror', (error) => errors.push(error))
    await page.goto(await place.opened())
    for (const [i, { id, blocks }] of screens.entries()) {
      await screen(id).waitFor()
      const isByKey = i % 2 === 0
      for (const block of blocks) {
        if (block.type === 'run') {
          if (isByKey) await page.keyboard.press('Enter')
          else await action('runIt').click()
          expect((await visitor.goto(await place.opened()))?.ok()).toBe(true)
          await page.locator('[data-exchange]').first().waitFor()
        }
        if (block.type === 'quiz') {
          const right = block.choices.findIndex((choice) => choice.right)
          if (isByKey) await page.keyboard.press(String(right + 1))
          else await page.locator('.choices button').nth(right).click()
          await page.getByText('Right:').waitFor()
        }
        if (block.type === 'exercise') return expect(errors).toEqual([])
      }
      if (i === 0 || i === 6) await isWell()
      if (isByKey) await page.keyboard.press('Enter')
      else await action('next').click()
    }
  })

  test('checks fail, with where and why; a hint helps; then all pass', async () => {
    writeFileSync(file(), solution().replace('HTTP/1.1 200 OK', 'HTTP/1.1 404 Not Found'))
    await fails().waitFor()
    expect(await fails().getAttribute('data-check')).toBe('ok')
    expect(await fails().textContent()).toMatch(/404 came, 200 was expected[\s\S]*line \d+/)
    // Its end, which says what to do, is in sight, above the keys.
    const room =
      "document.querySelector('.actions').getBoundingClientRect().top - document.querySelector('.fails').getBoundingClientRect().bottom"
    await expect.poll(() => page.evaluate<number>(room)).toBeGreaterThan(0)
    await isWell()
    // What the check sent is shown, with what came back, until a visitor comes.
    const sent = page.locator('section[data-check]')
    expect(await sent.getAttribute('data-check')).toBe('ok')
    await sent.locator('[data-part="response"] [data-token="status-code"]').click()
    await page.locator('.meaning[data-note="status-code"]').waitFor()
    await visitor.goto((await page.locator('.state a').getAttribute('href')) ?? '')
    await page.locator('section[data-exchange]:not([data-check])').waitFor()
    await page
      .getByRole('button', { name: /^Show the bytes of the check/ })
      .first()
      .click()
    await sent.waitFor()
    expect(await page.evaluate('document.activeElement.textContent')).toContain('Sent by the check')
    await page.getByRole('button', { name: 'Back to what visitors sent' }).click()
    await page.locator('section[data-exchange]:not([data-check])').waitFor()
    await page.keyboard.press('h')
    await page.getByRole('heading', { name: 'Step 1, hint 1' }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('s')
    await page.getByText('Show the solution?').waitFor()
    await isWell()
    await action('no').click()
    // Whoever goes on by Tab goes on from the keys.
    await expect
      .poll(() => page.evaluate('document.activeElement.closest(".actions") !== null'))
      .toBe(true)
    writeFileSync(file(), solution())
    await page.getByText(/All \d+ checks pass/).waitFor()
  })

  test('every key is listed, and no two do the same', async () => {
    await page.keyboard.press('?')
    const keys = page.getByRole('dialog').locator('kbd')
    await keys.first().waitFor()
    const names = await keys.allInnerTexts()
    expect(names).toContain('?')
    expect(new Set(names).size).toBe(names.length)
    await isWell()
    await page.keyboard.press('Escape')
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  test('light and dark, narrow and very wide', async () => {
    for (const colorScheme of ['dark', 'light'] as const)
      for (const [width, height] of [
        [320, 640],
        [3840, 2160],
      ] as const) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize({ width, height })
        await page.locator(`[data-theme="${colorScheme}"]`).waitFor()
        await isWell()
      }
    await page.setViewportSize(wide)
    await page.getByRole('button', { name: 'Colors: system' }).click()
    await page.getByRole('button', { name: 'Colors: light' }).click()
    await page.locator('[data-theme="dark"]').waitFor()
    // The address has its token no more, and the page is read again by its cookie.
    expect(page.url()).not.toContain('token')
    await page.reload()
    await page.locator('[data-theme="dark"]').waitFor()
    await page.getByRole('button', { name: 'Colors: dark' }).click()
    await page.locator('[data-theme="light"]').waitFor()
  })

  test('the wall shows who asked for what, and dots for passwords until they are asked for', async () => {
    await action('next').click()
    await action('open').click()
    await visitor.goto(await place.opened())
    await visitor.evaluate(`
      document.body.innerHTML = '<form method=post action="/login?password=swordfish"><input name=password value=swordfish></form>'
      document.forms[0].submit()`)
    await page.getByRole('link', { name: 'Wall' }).click()
    await page.getByRole('heading', { name: /POST \/login/ }).waitFor()
    const text = () => page.locator('main').textContent()
    await expect.poll(text).toContain('password=.........')
    expect(await text()).not.toContain('swordfish')
    expect(await text()).not.toContain('73 77 6f 72 64')
    await expect.poll(text).toMatch(/blue this computer/)
    await isWell()
    await page.getByRole('button', { name: 'Show passwords' }).click()
    await expect.poll(text).toContain('password=swordfish')
    await page.keyboard.press('.')
    await page.getByText('Paused').waitFor()
    await page.keyboard.press('Escape')
    await screen('play').waitFor()
  })

  test('a handout has the screen and the exchange, and nothing that can only be pressed', async () => {
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.lesson').isVisible()).toBe(true)
    await page.locator('section[data-exchange]').waitFor()
    for (const locator of [page.locator('nav'), page.locator('.actions'), page.locator('.printed')])
      expect(await locator.isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })
    const pdf = await page.pdf({ outline: true, tagged: true })
    const titles = titlesIn(pdf.toString('latin1'))
    expect(titles).toContain('Play with it')
    expect(titles.join()).toMatch(/Request, \d+ bytes.*Response, \d+ bytes/)
  })

  test('a byte that was chosen, a request by hand, and the page as a file', async () => {
    await page.locator('[data-token="method"]').first().click()
    await isWell()
    await page.getByRole('button', { name: 'Send a request by hand' }).click()
    await page.locator('textarea').waitFor()
    await isWell()
    const saved = await page.request.get(new URL('save?redact=1', page.url()).href)
    const file = join(place.cwd, 'session.html')
    writeFileSync(file, await saved.body())
    await page.goto(`file://${file}`)
    await screen('play').waitFor()
    await page.locator('section[data-exchange]').waitFor()
    await isWell()
    expect(await page.locator('.actions').count()).toBe(0)
  })
})

/** The headings in a PDF's outline: text, or UTF-16 in hexadecimal. */
const titlesIn = (pdf: string): string[] =>
  [...pdf.matchAll(/\/Title (?:\((.*?)\)|<FEFF([0-9A-F]*)>)/g)].map(([, text, utf16 = '']) =>
    text === undefined ? Buffer.from(utf16, 'hex').swap16().toString('utf16le') : text,
  )

test('what a browser loads for the page is small', async () => {
  const { gzipSync } = await import('node:zlib')
  const sizes = ['page.js', 'page.css'].map(
    (name) => gzipSync(readFileSync(join(cli, '..', name))).length,
  )
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(60 * 1024)
})
