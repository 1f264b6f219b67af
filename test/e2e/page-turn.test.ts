import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCourse } from '../../src/course/load.ts'
import { withoutMarkers } from '../../src/course/region.ts'
import { pageWords } from '../../src/words/page.ts'
import { hasBrowser, launchBrowser } from './browser.ts'
import { cli, freePort, makePlace, type TestPlace } from './place.ts'
import { runToEnd, start } from './run.ts'
import { hasTmux, openTestTerminal, type TestTerminal } from './terminal.ts'

const lessons = join(import.meta.dirname, '../../lessons')
const [stage] = loadCourse(lessons).in('js').stages
const screens = stage?.screens ?? []
const title = (number: number) => screens[number - 1]?.title ?? ''
const runs = screens.findIndex(({ blocks }) => blocks.some(({ type }) => type === 'run')) + 1

describe.skipIf(!hasTmux || !hasBrowser)('a session in a terminal and on a page, in turn', () => {
  let place: TestPlace
  let terminal: TestTerminal
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    place = makePlace()
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    terminal = openTestTerminal({ cwd: place.cwd, env: place.env })
    await terminal.command(`node ${cli} --lang js --page --port ${await freePort()}`)
    await terminal.sees('my-webserver')
    await terminal.press('Enter')
    await terminal.sees(title(1))
  })
  afterAll(async () => {
    terminal?.close()
    await browser?.close()
    place?.remove()
  })

  const shows = (number: number) =>
    page.locator(`[data-screen="${screens[number - 1]?.id}"]`).waitFor()
  const action = (id: string) => page.locator(`[data-action="${id}"]`).first()

  test('--page opens it; what one turns, the other turns too', async () => {
    await page.goto(await place.opened())
    await shows(1)
    await terminal.press('n')
    await shows(2)
    await action('back').click()
    await terminal.sees(title(1))
    await shows(1)
  })

  test('a list that the terminal opened is chosen from on the page', async () => {
    await terminal.press('j')
    await page.locator('.choices button').nth(2).click()
    await terminal.sees(title(3))
    await shows(3)
    await terminal.press('j')
    await page
      .locator('.choices button')
      .nth(runs - 1)
      .click()
    await shows(runs)
  })

  test('a server that one starts is the server of both, and what the page sends is seen in both', async () => {
    await action('runIt').click()
    expect(await place.opened()).toContain('http://localhost:')
    const bytes = Buffer.from('GET /from-the-page HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
    const status = await page.evaluate(`fetch('act', {
      method: 'POST',
      headers: { 'X-Act-Token': document.querySelector('meta[name="act-token"]').content },
      body: ${JSON.stringify(JSON.stringify({ type: 'send', bytes: bytes.toString('base64') }))},
    }).then(({ status }) => status)`)
    expect(status).toBe(204)
    await terminal.sees('/from-the-page')
    await page.locator('section[data-exchange] [data-part="response"]').waitFor()
    expect(await page.getByText('/from-the-page').count()).toBeGreaterThan(0)
    // The terminal shows the wire, the page its lesson beside it: both go on from there.
    await action('next').click()
    await terminal.sees(title(runs + 1))
    await shows(runs + 1)
  })

  test('v again opens the same page, and the end is told', async () => {
    await terminal.press('v')
    const again = await place.opened()
    expect(new URL(again).host).toBe(new URL(page.url()).host)
    await terminal.sees('/page/?token=')
    await terminal.press('q')
    await terminal.sees('$')
    await page.getByText(pageWords.header.links.ended).first().waitFor()
  })
})

describe.skipIf(!hasBrowser)('watch --page', () => {
  test('shows the checks of each save, and what they sent, also where there is no terminal', async () => {
    const place = makePlace()
    const browser = await launchBrowser()
    await runToEnd(place, 'init', 'own')
    const options = ['--dir', 'own', '--lang', 'ts', '--port', String(await freePort())]
    const watch = start(place, [...options, 'watch', '1', '--page', '--no-open'])
    try {
      await expect.poll(watch.stdout).toMatch(/\?token=\S+\s/)
      const page = await browser.newPage()
      await page.goto(/http:\S+\?token=\S+/.exec(watch.stdout())?.[0] ?? '')
      await page.locator('[data-verdict="fails"]').waitFor()
      const sent = page.locator('section[data-check]')
      await sent.getByText('No response has come.').waitFor()
      const file = join(stage?.folder ?? '', 'server.ts')
      const solution = withoutMarkers(readFileSync(join(lessons, file), 'utf8'))
      writeFileSync(join(place.cwd, 'own', file), solution)
      await page.getByText(/All \d+ checks pass/).waitFor()
      await sent.waitFor({ state: 'detached' })
    } finally {
      watch.child.kill('SIGTERM')
      await watch.ended
      await browser.close()
      place.remove()
    }
  })
})

const last = loadCourse(lessons).in('ts').stages.at(-1)

describe.skipIf(!hasTmux || !hasBrowser)('the last stage, by terminal and page in turn', () => {
  test('every screen, server and question; then the form of a learner passes its checks', async () => {
    const place = makePlace()
    const browser = await launchBrowser()
    const terminal = openTestTerminal({ cwd: place.cwd, env: place.env, rows: 60 })
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
      const visitor = await browser.newPage()
      const errors: unknown[] = []
      page.on('pageerror', (error) => errors.push(error))
      const port = await freePort()
      await terminal.command(`node ${cli} ${last?.number} --lang ts --page --port ${port}`)
      await terminal.sees('my-webserver')
      await terminal.press('Enter')
      await page.goto(await place.opened())
      const action = (id: string) => page.locator(`[data-action="${id}"]`).first()
      /** Every other one by the terminal. */
      let isByTerminal = false
      const does = async (id: string, key: string) => {
        isByTerminal = !isByTerminal
        // What the page offers, the terminal has drawn or is about to.
        await action(id).waitFor()
        await (isByTerminal ? terminal.press(key) : action(id).click())
      }
      for (const { id, title, blocks } of last?.screens ?? []) {
        await page.locator(`[data-screen="${id}"]`).waitFor()
        await terminal.sees(title)
        for (const block of blocks) {
          if (block.type === 'run') {
            await does('runIt', 'Enter')
            expect((await visitor.goto(await place.opened()))?.ok()).toBe(true)
            await page.locator('section[data-exchange]').waitFor()
          }
          if (block.type === 'quiz') {
            const right = block.choices.findIndex((choice) => choice.right)
            isByTerminal = !isByTerminal
            await (isByTerminal
              ? terminal.press(String(right + 1))
              : page.locator('.choices button').nth(right).click())
            await action('next').waitFor()
          }
          if (block.type === 'exercise') {
            const file = join(last?.folder ?? '', 'server.ts')
            const solution = withoutMarkers(readFileSync(join(lessons, file), 'utf8'))
            writeFileSync(join(place.cwd, 'my-webserver', file), solution)
            await page.getByText(/All \d+ checks pass/).waitFor()
            await terminal.sees(/All \d+ checks pass/)
          }
        }
        if (id !== last?.screens.at(-1)?.id) await does('next', 'Enter')
      }
      expect(errors).toEqual([])
    } finally {
      terminal.close()
      await browser.close()
      place.remove()
    }
  })
})
