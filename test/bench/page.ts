// The page with 10,000 exchanges in a real Chromium: frames a second while the list is scrolled from its beginning to
// its end, the CPU time that a frame takes the tab, and its memory. Frames are few where the machine is busy with
// other things; CPU time is not. SECONDS says how long it scrolls.
import type { Page } from 'playwright-core'
import { hasBrowser, launchBrowser } from '../e2e/browser.ts'
import { savedFile, savedOf } from '../page/saved.ts'
import { machine, publish, table } from './markdown.ts'

const seconds = Number(process.env['SECONDS'] ?? 5)
const count = 10_000
const goal = { framesPerSecond: 50, megabytes: 200 }

if (hasBrowser) await measure()
else console.log('There is no Chromium.')

async function measure(): Promise<void> {
  const { url, remove } = savedFile(manyExchanges(), 'dist')
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(url)
    await page.locator('[data-exchange]').waitFor()
    const { frames, ms, busyMs, megabytes } = await scrolled(page)
    const perSecond = (frames / ms) * 1000
    const met = (isMet: boolean) => (isMet ? 'met' : 'missed')
    const text = table([
      [`${count} exchanges`, 'figure'],
      [
        'frames a second while the list is scrolled',
        `${perSecond.toFixed(0)} (goal ${goal.framesPerSecond}: ${met(perSecond >= goal.framesPerSecond)})`,
      ],
      [
        'CPU time of the tab for a frame, ms',
        `${(busyMs / frames).toFixed(1)} (goal ${1000 / goal.framesPerSecond}: ${met(busyMs / frames <= 1000 / goal.framesPerSecond)})`,
      ],
      [
        'memory of the tab, MB',
        `${megabytes.toFixed(0)} (goal ${goal.megabytes}: ${met(megabytes < goal.megabytes)})`,
      ],
    ])
    publish('page', `${text}\n\nScrolled for ${seconds} s. ${machine()}.`)
  } finally {
    await browser.close()
    remove()
  }
}

/** Exchanges, each on a connection of its own, as a saved page holds them; one in ten has its bytes. */
function manyExchanges() {
  const request = 'GET / HTTP/1.1\r\nHost: localhost:9001\r\nUser-Agent: bench\r\n\r\n'
  const response = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi'
  const saved = savedOf([{ client: request }, { server: response }, 'closed by server'])
  const later = <T extends object>(
    given: readonly T[],
    change: (i: number) => Partial<T>,
    of = count,
  ) => Array.from({ length: of }, (_, i) => given.map((one) => ({ ...one, ...change(i) }))).flat()
  return {
    ...saved,
    exchanges: later(saved.exchanges, (i) => ({
      number: i + 1,
      connection: i + 1,
      target: `/page/${i + 1}`,
      requestAt: i * 20 + 1,
      requestDoneAt: i * 20 + 1,
      responseAt: i * 20 + 5,
      responseDoneAt: i * 20 + 6,
    })),
    connections: later(saved.connections, (i) => ({
      id: i + 1,
      openedAt: i * 20,
      firstByteAt: i * 20 + 1,
      closedAt: i * 20 + 8,
    })),
    details: later(saved.details, (i) => ({ number: count - i }), count / 10),
  }
}

async function scrolled(page: Page) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const metric = async (name: string) => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    return metrics.find((one) => one.name === name)?.value ?? Number.NaN
  }
  const before = await metric('TaskDuration')
  const { frames, ms } = await page.evaluate<{
    frames: number
    ms: number
  }>(`new Promise((done) => {
    const list = document.querySelector('.list')
    const begin = performance.now()
    let frames = 0
    const next = (now) => {
      const part = (now - begin) / ${seconds * 1000}
      list.scrollTop = part * list.scrollHeight
      frames++
      if (part < 1) requestAnimationFrame(next)
      else done({ frames, ms: now - begin })
    }
    requestAnimationFrame(next)
  })`)
  const busyMs = ((await metric('TaskDuration')) - before) * 1000
  await devtools.send('HeapProfiler.enable')
  await devtools.send('HeapProfiler.collectGarbage')
  const {
    usedSize,
    backingStorageSize = 0,
    embedderHeapUsedSize = 0,
  } = await devtools.send('Runtime.getHeapUsage')
  const megabytes = (usedSize + backingStorageSize + embedderHeapUsedSize) / 2 ** 20
  return { frames, ms, busyMs, megabytes }
}
