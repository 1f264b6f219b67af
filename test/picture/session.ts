import { join } from 'node:path'
import { AnsiUp } from 'ansi_up'
import { expect, test } from 'vitest'
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
    rows: 44,
  })
  const browser = await launchBrowser()
  try {
    await terminal.type(`node ${cli} 1`)
    await terminal.press('Enter')
    await terminal.sees('Which folder')
    await terminal.press('Enter')
    await terminal.sees('What a web server is')
    while (!/↵ run it/.test(await terminal.screen())) {
      const before = await terminal.screen()
      await terminal.press('Enter')
      await expect.poll(() => terminal.screen()).not.toBe(before)
      await terminal.sees('q quit')
    }
    await terminal.press('Enter')
    const page = await browser.newPage()
    await page.goto(await place.opened())
    await terminal.sees('you did not ask for this')
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
