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
const screens = stage?.screens ?? []

/** A learner who opens the page, and does all of stage 1 there. */
describe.skipIf(!hasTmux || !hasBrowser)('stage 1, by the page alone', () => {
  let place: TestPlace
  let terminal: TestTerminal
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    place = makePlace()
    browser = await launchBrowser()
    terminal = openTestTerminal({ cwd: place.cwd, env: place.env })
    await terminal.command(`node ${cli} --lang ts --port ${await freePort()}`)
    await terminal.sees('my-webserver')
    await terminal.press('Enter')
    await terminal.sees('Your first request')
    await terminal.press('v')
  })
  afterAll(async () => {
    terminal?.close()
    await browser?.close()
    place?.remove()
  })

  const action = (id: string) => page.locator(`[data-action="${id}"]`)
  const file = () => join(place.cwd, 'my-webserver', stage?.folder ?? '', 'server.ts')
  const solution = () =>
    withoutMarkers(readFileSync(join(lessons, stage?.folder ?? '', 'server.ts'), 'utf8'))

  test('screens, servers and questions, by keys and by buttons in turn', async () => {
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.on('pageerror', (error) => expect.unreachable(String(error)))
    await page.goto(await place.opened())
    for (const [i, { id, blocks }] of screens.entries()) {
      await page.locator(`[data-screen="${id}"]`).waitFor()
      const isByKey = i % 2 === 0
      for (const block of blocks) {
        if (block.type === 'run') {
          if (isByKey) await page.keyboard.press('Enter')
          else await action('runIt').click()
          const visit = await browser.newPage()
          expect((await visit.goto(await place.opened()))?.ok()).toBe(true)
          await visit.close()
        }
        if (block.type === 'quiz') {
          const right = block.choices.findIndex((choice) => choice.right)
          if (isByKey) await page.keyboard.press(String(right + 1))
          else await page.locator('.choices button').nth(right).click()
          await page.getByText('Right:').waitFor()
        }
        if (block.type === 'exercise') return
      }
      if (isByKey) await page.keyboard.press('Enter')
      else await action('next').click()
    }
  })

  test('checks fail, with where and why; a hint helps; then all pass', async () => {
    writeFileSync(file(), solution().replace('HTTP/1.1 200 OK', 'HTTP/1.1 404 Not Found'))
    await page.locator('[data-verdict="fails"]').waitFor()
    expect(await axeOf(page)).toEqual([])
    await page.keyboard.press('h')
    await page.getByRole('heading', { name: 'Step 1, hint 1' }).waitFor()
    await page.keyboard.press('Escape')
    writeFileSync(file(), solution())
    await page.getByText(/All \d+ checks pass/).waitFor()
    await action('next').click()
  })
})
