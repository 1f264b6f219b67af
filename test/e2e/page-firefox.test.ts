import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { driveFirefox, hasFirefox, type Tab } from '../browsers/drive.ts'
import { freePort, makePlace, type TestPlace } from './place.ts'
import { jsonLines, type Running, start } from './run.ts'
import { patienceMs } from './slowness.ts'

const server = `
  require('node:http').createServer((request, response) => {
    request.resume().on('end', () => response.end('hello'))
  }).listen(process.env.PORT, '127.0.0.1')
`

describe.skipIf(!hasFirefox)('the page in Firefox', () => {
  let place: TestPlace
  let tap: Running
  let firefox: Awaited<ReturnType<typeof driveFirefox>>
  let tab: Tab
  const faults: string[] = []
  const is = (expression: string) => expect.poll(() => tab.evaluate(expression))
  const isThere = (selector: string) =>
    is(`document.querySelector(${JSON.stringify(selector)}) !== null`).toBe(true)

  beforeAll(async () => {
    place = makePlace()
    writeFileSync(join(place.cwd, 'server.cjs'), server)
    const port = await freePort()
    tap = start(place, [
      ...['--no-open', '--port', String(port), '--page', 'tap', '--json', '--save', 'session.html'],
      ...['--', process.execPath, 'server.cjs'],
    ])
    const waits = { timeout: patienceMs, interval: 50 }
    await vi.waitFor(() => expect(tap.stdout()).toContain('"type":"ready"'), waits)
    await fetch(`http://127.0.0.1:${port}/hello?a=1`).then((response) => response.text())
    firefox = await driveFirefox((text) => faults.push(text))
    tab = await firefox.newTab(30)
  })
  afterAll(async () => {
    await firefox?.close()
    tap?.child.kill('SIGKILL')
    await tap?.ended
    place?.remove()
  })

  /** Looks at the exchange as a person does, by pointer and by keys. */
  async function lookAtIt(): Promise<void> {
    await isThere('[data-exchange="1"] [data-part="response"] [data-token="status-code"]')
    await firefox.point('[data-part="response"] [data-token="status-code"]', 'over')
    await is('document.querySelector(".meaning").dataset.note').toBe('status-code')
    await is('document.querySelector(".hex .lit").textContent').toBe('32 30 30')
    await firefox.point('[data-part="request"] [data-token="method"]')
    await is('document.activeElement.dataset.token').toBe('method')
    await firefox.press('Control', 'ArrowRight')
    await firefox.press('Control', 'ArrowRight')
    await is('document.activeElement.dataset.token').toBe('path')
    await is('document.querySelector(".bytes .here").textContent').toBe('/')
    await firefox.press('?')
    await isThere('dialog[open]')
    await firefox.press('Escape')
    await is('document.querySelector("dialog")').toBe(null)
    expect(await tab.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
  }

  test('live: pointer and keys lead to the meaning of a byte, and a request is sent by hand', async () => {
    const { url = '' } =
      jsonLines<{ type: string; url: string }>(tap).find(({ type }) => type === 'page') ?? {}
    expect(await tab.go(url)).toBe('')
    await lookAtIt()
    await firefox.point('.by-hand')
    await isThere('.send textarea')
    await firefox.point('.send .main')
    await isThere('#exchange-2')
    expect(faults).toEqual([])
  })

  test('the saved file looks the same, without network', async () => {
    tap.child.kill('SIGTERM')
    await tap.ended
    expect(await tab.go(pathToFileURL(join(place.cwd, 'session.html')).href)).toBe('')
    await isThere('#exchange-1')
    await firefox.point('#exchange-1')
    await lookAtIt()
    expect(faults).toEqual([])
  })
})
