import { writeFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { launchBrowser } from '../e2e/browser.ts'
import { cli, makePlace, type TestPlace } from '../e2e/place.ts'
import { openTestTerminal, type TestTerminal } from '../e2e/terminal.ts'

const target = (name: string) => join(import.meta.dirname, `../../fixtures/picture/${name}.png`)

interface Session {
  readonly place: TestPlace
  readonly terminal: TestTerminal
  readonly browser: Browser
  /** The page of the session, and a tab that visits its server. */
  readonly page: Page
  readonly visitor: Page
}

/** A session of the course with its page, from a stage on. */
async function withPage(stage: number, args: string, use: (session: Session) => Promise<void>) {
  const place = makePlace()
  const terminal = openTestTerminal({ cwd: place.cwd, env: place.env })
  const browser = await launchBrowser()
  try {
    await terminal.command(`node ${cli} --lang js ${args} ${stage}`)
    await terminal.sees('Where should your servers be saved?')
    await terminal.press('Enter')
    await terminal.sees('all keys')
    await terminal.press('v')
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(await place.opened())
    await page.locator('[data-screen]').waitFor()
    await use({ place, terminal, browser, page, visitor: await browser.newPage() })
  } finally {
    await browser.close()
    terminal.close()
    place.remove()
  }
}

const shoot = (page: Page, name: string, fullPage = false) =>
  page.screenshot({ path: target(name), fullPage })

test('a lesson with the wire, a check that fails, narrow, and on paper', async () => {
  await withPage(1, '', async ({ place, page, visitor }) => {
    await page.keyboard.press('Enter')
    await visitor.goto(await place.opened())
    await page.locator('.list .asked').getByText('/favicon.ico').waitFor()
    for (const id of ['what-happened', 'request']) {
      await page.keyboard.press('Enter')
      await page.locator(`[data-screen="${id}"]`).waitFor()
    }
    await page.locator('[data-exchange="1"] [data-token="path"]').first().click()
    await shoot(page, 'page-lesson')
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 800, height: 1130 })
    await shoot(page, 'page-print')
    await page.emulateMedia({ media: 'screen' })
    await page.setViewportSize({ width: 390, height: 844 })
    await shoot(page, 'page-narrow')
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.emulateMedia({ colorScheme: 'dark' })
    for (;;) {
      if (await page.locator('.checks').isVisible()) break
      const before = await page.locator('[data-screen]').getAttribute('data-screen')
      await page.keyboard.press('n')
      await expect
        .poll(() => page.locator('[data-screen]').getAttribute('data-screen'))
        .not.toBe(before)
    }
    writeFileSync(join(place.cwd, 'my-webserver/1-raw-socket/server.js'), tooShort)
    await page.getByText(/1 failed/).waitFor()
    await page.locator('section[data-check]').waitFor()
    await page.locator('.state a').waitFor()
    await shoot(page, 'page-checks')
  })
})

/** A server that counts letters where bytes are to be counted. */
const tooShort = `import { createServer } from 'node:net'

const HOST = process.env.HOST ?? '127.0.0.1'
const PORT = Number(process.env.PORT ?? '9001')

const text = 'Hello, 세계!\\n'
const httpResponse =
  'HTTP/1.1 200 OK\\r\\nContent-Length: ' + text.length + '\\r\\n\\r\\n' + text

createServer((clientConnection) => {
  clientConnection.on('error', (error) => console.log(error.message))
  let request = ''
  clientConnection.on('data', (bytes) => {
    request += bytes
    if (!request.includes('\\r\\n\\r\\n')) return
    console.log(request)
    clientConnection.end(httpResponse)
  })
}).listen(PORT, HOST, () => console.log('Serving HTTP on port', PORT, '...'))
`

test('a form in steps, and the wall of a room', async () => {
  await withPage(6, '--host 0.0.0.0', async ({ place, page, visitor, browser }) => {
    await page.keyboard.press('Enter')
    const url = new URL(await place.opened())
    await visitor.goto(url.href)
    await visitor.locator('[name="firstname"]').fill('Zoë 김')
    await visitor.locator('[type="submit"], button').first().click()
    await page.locator('.list .asked').getByText('firstname').waitFor()
    await page.locator('.walk').scrollIntoViewIfNeeded()
    await page.locator('.walk').getByRole('button', { name: 'Next' }).click()
    await shoot(page, 'page-form')

    const other = Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal)?.address
    if (other !== undefined) {
      const guest = await browser.newPage()
      await guest.goto(`http://${other}:${url.port}/html1.html`)
    }
    await page.setViewportSize({ width: 1920, height: 1080 })
    await page.getByRole('link', { name: 'Wall' }).click()
    await page.locator('.wall [data-exchange]').waitFor()
    await shoot(page, 'page-wall')
  })
})
