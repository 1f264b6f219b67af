import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCourse } from '../../src/course/load.ts'
import { withoutMarkers } from '../../src/course/region.ts'
import { hasBrowser, launchBrowser } from './browser.ts'
import { cli, freePort, makePlace, type TestPlace } from './place.ts'
import { hasTmux, openTestTerminal, type TestTerminal } from './terminal.ts'

const lessons = join(import.meta.dirname, '../../lessons')
const { stages } = loadCourse(lessons).in('ts')

/** A learner in a real terminal, with a real browser, goes through the whole course. */
describe.skipIf(!hasTmux || !hasBrowser)('the course, from the first key to the last', () => {
  let place: TestPlace
  let terminal: TestTerminal
  let browser: Browser
  let page: Page | undefined

  beforeAll(async () => {
    place = makePlace()
    browser = await launchBrowser()
    terminal = openTestTerminal({ cwd: place.cwd, env: place.env, columns: 100, rows: 60 })
    await terminal.command(`node ${cli} --lang ts --port ${await freePort()}`)
    await terminal.sees('my-webserver')
    await terminal.press('Enter')
  })
  afterAll(async () => {
    terminal?.close()
    await browser?.close()
    place?.remove()
  })

  const press = async (key: string) => {
    const before = await terminal.screen()
    await terminal.press(key)
    await expect.poll(() => terminal.screen()).not.toBe(before)
  }

  test.each(stages)('stage $number, $title', async ({ number, folder, screens }) => {
    for (const [i, { blocks }] of screens.entries()) {
      await terminal.sees(
        new RegExp(`Stage ${number} of 6.* ${i + 1}/${screens.length}\\n[\\s\\S]*(q quit|y yes)`),
      )
      for (const block of blocks) {
        if (block.type === 'run') {
          await press('Enter')
          await terminal.sees(/is running/)
          // A page of its own has an empty cache: all stages have the same port here.
          await page?.close()
          page = await browser.newPage()
          expect((await page.goto(await place.opened()))?.ok()).toBe(true)
          await terminal.sees(/GET \/[\s\S]*HTTP\/1\.[01] (200 OK|304 Not Modified)/)
        }
        if (block.type === 'quiz')
          for (const [choice, { right }] of block.choices.entries())
            if (right) await press(String(choice + 1))
        if (block.type === 'exercise') {
          // The learner's own server of the stage before can be gone on from.
          if ((await terminal.screen()).includes('y yes')) await press('n')
          await terminal.sees('Your file:')
          const server = readFileSync(join(lessons, folder, 'server.ts'), 'utf8')
          writeFileSync(
            join(place.cwd, 'my-webserver', folder, 'server.ts'),
            `${withoutMarkers(server)}// mine\n`,
          )
          await terminal.sees(/All \d+ checks pass\./)
        }
      }
      await terminal.sees(/↵ (next|to the stages)/)
      await press('Enter')
    }
  })

  test('the end: all six are done, and q leaves', async () => {
    await terminal.sees('6 of 6 stages done')
    await terminal.press('q')
    await terminal.sees(/Your place is kept[\s\S]*\$\s*$/)
  })
})
