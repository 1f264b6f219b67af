import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withoutMarkers } from '../../src/course/region.ts'
import { hasBrowser, launchBrowser } from './browser.ts'
import { mistaken } from './mistakes.ts'
import { cli, freePort, makePlace, type TestPlace } from './place.ts'
import { hasTmux, openTestTerminal, type TestTerminal } from './terminal.ts'

const lessons = join(import.meta.dirname, '../../lessons')

/** A learner in a real terminal, with a real browser, goes through the whole course. */
describe.skipIf(!hasTmux || !hasBrowser)('the course, from the first key to the last', () => {
  let place: TestPlace
  let terminal: TestTerminal
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    place = makePlace()
    browser = await launchBrowser()
    page = await browser.newPage()
    terminal = openTestTerminal({ cwd: place.cwd, env: place.env, columns: 100, rows: 140 })
    await terminal.type(`node ${cli} --port ${await freePort()}`)
    await terminal.press('Enter')
  })
  afterAll(async () => {
    terminal?.close()
    await browser?.close()
    place?.remove()
  })

  /** Presses Enter from screen to screen until one can be run, and runs it. */
  const toTheServer = async (stage: number) => {
    await onward(stage, /↵ run it/)
    await terminal.press('Enter')
    await terminal.sees(/is running/)
    return page.goto(await place.opened())
  }

  /** Goes on until the screen shows `goal`; answers quizzes by trying one choice after another. */
  const onward = async (stage: number, goal: RegExp) => {
    for (let steps = 0; steps < 60; steps++) {
      await terminal.sees(/q quit\s*$/)
      const screen = await terminal.screen()
      expect(screen).toContain(`Stage ${stage} of 6`)
      if (goal.test(screen)) return
      if (screen.includes('your answer') && !screen.includes('Right:')) await answer()
      else await step(/↵ next/.test(screen) ? 'Enter' : 'n')
    }
    throw new Error(`stage ${stage} never showed ${goal}`)
  }
  const step = async (key: string) => {
    const before = await terminal.screen()
    await terminal.press(key)
    await expect.poll(() => terminal.screen(), { timeout: 10_000 }).not.toBe(before)
  }
  const answer = async () => {
    for (const choice of ['1', '2', '3']) {
      const tried = await count(/Right:|Not quite:/g)
      await terminal.press(choice)
      await expect.poll(() => count(/Right:|Not quite:/g), { timeout: 10_000 }).toBe(tried + 1)
      await terminal.sees(/q quit\s*$/)
      if (/Right:/.test(await terminal.screen())) return
    }
    throw new Error('no choice was right')
  }
  const count = async (what: RegExp) => (await terminal.screen()).match(what)?.length ?? 0
  const nextStage = async (stage: number) => {
    await onward(stage, /↵ next stage/)
    await terminal.press('Enter')
    await terminal.sees(`Stage ${stage + 1} of 6`)
  }

  test('the welcome asks where the servers go, and stage 1 begins', async () => {
    await terminal.sees('Which folder')
    await terminal.press('Enter')
    await terminal.sees('What a web server is')
    await terminal.sees('听而易忘 见而易记 做而易懂')
    expect(readdirSync(join(place.cwd, 'my-webserver')).sort()).toEqual([
      '1-raw-socket',
      'README.md',
      'package.json',
      'progress.json',
      'site',
    ])
  })

  test('stage 1: the page says Hello world!, and the second request is explained', async () => {
    await toTheServer(1)
    expect(await page.textContent('body')).toContain('Hello world!')
    await terminal.sees(/→ request {3}\d+ bytes/)
    await terminal.sees('GET /hello HTTP/1.1␍␊')
    await terminal.sees('└ method: GET asks to be given something')
    await terminal.sees('← empty line: the request ends here')
    await terminal.sees('HTTP/1.1 200 OK␍␊')
    await terminal.sees('closed by the server')
  })

  test('f unfolds every field of the request', async () => {
    await terminal.press('f')
    await terminal.sees(/Which one\?|unfolded/)
    if ((await terminal.screen()).includes('Which one?')) await terminal.press('Enter')
    await terminal.showed('Sec-Fetch-Mode: navigate␍␊')
    await terminal.showed(/unfolded/)
  })

  test('stage 1: the learner writes it, is told what holds, and goes on', async () => {
    const file = join(place.cwd, 'my-webserver/1-raw-socket/server.ts')
    const lesson = (name: string) =>
      withoutMarkers(readFileSync(join(lessons, '1-raw-socket', name), 'utf8'))
    await onward(1, /Now build it[\s\S]*n next/)
    await terminal.sees('Your file:   my-webserver/1-raw-socket/server.ts')
    expect(readFileSync(file, 'utf8')).toBe(lesson('start.ts'))
    writeFileSync(file, mistaken(1, 'line-feed-alone'))
    await terminal.sees('✘ ends its lines with')
    await terminal.sees(/n next/)
    // Enter leads on once all holds, and not before.
    await terminal.press('Enter')
    writeFileSync(file, lesson('server.ts').replace('Hello world!', 'Hello, me!'))
    await terminal.sees(/All 13 checks pass\.[\s\S]*↵ next/)
    await terminal.press('o')
    await page.goto(await place.opened())
    expect(await page.textContent('body')).toContain('Hello, me!')
    await terminal.sees(/GET \/hello HTTP\/1\.1[\s\S]*Hello, me!/)
    await nextStage(1)
  })

  test('stage 2: a title and a blue heading, by sniffing', async () => {
    const response = await toTheServer(2)
    expect(response?.headers()['content-type']).toBeUndefined()
    expect(await page.title()).toBe('My TypeScript server')
    expect(await page.evaluate(`getComputedStyle(document.querySelector('h1')).color`)).toBe(
      'rgb(0, 0, 255)',
    )
    await terminal.sees('<html>␊')
    await step('Enter')
  })

  test('stage 2: the same bytes as text/plain are shown as they are', async () => {
    await toTheServer(2)
    expect(await page.title()).toBe('')
    expect(await page.textContent('body')).toContain('<h1 style="color:blue">')
    await terminal.sees('Content-Type: text/plain␍␊')
    await nextStage(2)
  })

  test('stage 3: the data is the file, byte for byte', async () => {
    const response = await toTheServer(3)
    const file = readFileSync(join(place.cwd, 'my-webserver/site/html6.html'))
    expect(Buffer.compare((await response?.body()) ?? Buffer.alloc(0), file)).toBe(0)
    await terminal.sees('Content-Type: text/html; charset=utf-8␍␊')
    await nextStage(3)
  })

  test('stage 4: the site, its picture, and the log line', async () => {
    await toTheServer(4)
    expect(await page.textContent('h1')).toBe('HTML files')
    await page.getByText('html3.html').click()
    await page.waitForURL(/html3/)
    await expect
      .poll(() => page.evaluate(`document.querySelector('img').naturalWidth > 0`))
      .toBe(true)
    await terminal.showed('a link on / was followed')
    await terminal.showed(/GET \/\S+\.png +\d+ bytes +the page \/html3\.html shows a picture/)
    await terminal.showed(/127\.0\.0\.1 - - \[.*\] "GET \/html3\.html HTTP\/1\.1" 200 -/)
  })

  test('stage 4: x sends bytes that no browser would, and nothing gets out', async () => {
    await step('Enter')
    await toTheServer(4)
    await terminal.sees('q quit')
    await terminal.press('x')
    await terminal.showed('GET /../../../etc/passwd HTTP/1.1␍␊')
    await terminal.showed(/status 404: there is nothing at this path/)
    expect(await terminal.text()).not.toContain('root:')
    await nextStage(4)
  })

  test('stage 5: the subclass prints after the page was sent', async () => {
    await toTheServer(5)
    expect(await page.textContent('h1')).toBe('HTML files')
    await terminal.showed(/server\.ts │ doGET/)
    await nextStage(5)
  })

  test('stage 6: the form is empty, then it is sent, and the password is on the wire', async () => {
    await toTheServer(6)
    await terminal.showed(/server\.ts │ \{\}/)
    await page.fill('[name=firstname]', 'John')
    await page.fill('[name=lastname]', 'Smith')
    await page.fill('[name=password]', 'dddd')
    await page.check('[value=Tacos]')
    await page.click('button')
    await page.waitForURL(/food=Tacos/)
    await terminal.showed('John, go to TacoBell tonight!')
    await terminal.showed(
      'GET /formsInput1.html?firstname=John&lastname=Smith&password=dddd&food=Tacos',
    )
    await terminal.showed(/a form on \/formsInput1\.html was sent/)
    await terminal.showed(/password: "dddd", readable/)
  })

  test('the end: all six are done, and q leaves', async () => {
    await onward(6, /↵ to the stages/)
    await terminal.press('Enter')
    await terminal.sees('6 of 6 done')
    const progress = JSON.parse(readFileSync(join(place.cwd, 'my-webserver/progress.json'), 'utf8'))
    const stages: Record<string, { done?: string }> = progress.stages
    expect(Object.values(stages).filter(({ done }) => done !== undefined)).toHaveLength(6)
  })
})
