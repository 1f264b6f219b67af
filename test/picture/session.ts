import { join } from 'node:path'
import { AnsiUp } from 'ansi_up'
import { test } from 'vitest'
import { launchBrowser } from '../e2e/browser.ts'
import { cli, makePlace } from '../e2e/place.ts'
import { openTestTerminal } from '../e2e/terminal.ts'

const target = join(import.meta.dirname, '../../fixtures/picture/session.png')

/** Renders the README's picture: stage 1 in a real terminal, visited by a real browser. */
test('the picture of a real session', async () => {
  const place = makePlace()
  const terminal = openTestTerminal({
    cwd: place.cwd,
    env: { ...place.env, COLORTERM: '' },
    columns: 84,
    rows: 33,
  })
  const browser = await launchBrowser()
  try {
    await terminal.type(`node ${cli} --lang js`)
    await terminal.press('Enter')
    await terminal.sees('Where should your servers be saved?')
    await terminal.press('Enter')
    await terminal.sees('Your first request')
    await terminal.press('Enter')
    const page = await browser.newPage()
    await page.goto(await place.opened())
    await terminal.sees('/favicon.ico')
    await terminal.sees('q quit')
    await page.setContent(html(new AnsiUp().ansi_to_html(await terminal.painted())))
    await page.locator('pre').screenshot({ path: target })
  } finally {
    await browser.close()
    terminal.close()
    place.remove()
  }
})

const html = (screen: string) => `<!DOCTYPE html>
<style>
  @font-face { font-family: Control; src: local('Unifont'); unicode-range: U+2400-2426; }
  body { margin: 0; background: #1b1e24; }
  pre {
    margin: 0; padding: 20px 24px; width: max-content; border-radius: 8px;
    background: #1b1e24; color: #d7dae0; font: 15px/1.28 Control, 'DejaVu Sans Mono', monospace;
  }
</style>
<pre>${screen.trimEnd()}</pre>`
