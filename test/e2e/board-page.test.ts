import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readAssets } from '../../src/page/server/assets.ts'
import { fillClass } from '../class/board/made-class.ts'
import { openBoard, type TestBoard } from '../class/board/open-board.ts'
import { failing, report } from '../class/board/students.ts'
import { axeOf } from './axe.ts'
import { hasBrowser, launchBrowser } from './browser.ts'

const assets = () => readAssets(join(import.meta.dirname, '../../dist'), 'board')

describe.skipIf(!hasBrowser)('the page of the board', () => {
  let browser: Browser
  let tested: TestBoard
  let page: Page
  const faults: string[] = []
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    tested = await openBoard({ assets: assets() })
    page = await browser.newPage()
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text())
    })
  })
  afterEach(async () => {
    await page.close()
    await tested.close()
    expect(faults.splice(0)).toEqual([])
  })

  const at = (path: string) => `http://127.0.0.1:${tested.server.port}${path}`
  const open = () => page.goto(at(`/board/?token=${tested.board.identity.secrets.address}`))
  const idOf = (name: string) => tested.who(name).id
  const row = (name: string) => page.locator(`[data-student="${idOf(name)}"]`)
  const nowMs = Date.now()
  const tell = (name: string, change: object) =>
    tested.board.report(idOf(name), {
      ...report({ atMs: Date.now() }),
      ...change,
      seq: (tested.board.students.get(idOf(name))?.report?.seq ?? 0) + 1,
    })

  test('a row for each student, those first who need somebody; what changes is seen', async () => {
    for (const name of ['Kim', 'Lee', 'Ada']) await tested.join(name)
    const stuck = failing(9, 4).stages['raw-socket']
    tell('Lee', {
      stages: {
        'raw-socket': {
          ...stuck,
          failing: { id: 'closes', sinceMs: nowMs - 9.5 * 60_000, runs: 4 },
        },
      },
    })
    tell('Kim', {})
    await open()
    const names = () => page.locator('.rows tbody th').allTextContents()
    await expect.poll(names).toEqual(['Lee', 'Kim', 'Ada'])
    expect(await row('Lee').textContent()).toContain('Fails: closes the connection')
    expect(await row('Lee').textContent()).toContain('9 min, 4 saves')
    expect(await row('Ada').textContent()).toContain('has not started yet')
    expect(await page.locator('.hardest').textContent()).toContain('1 student is stuck')

    tell('Kim', { handMs: Date.now() })
    await expect.poll(names).toEqual(['Kim', 'Lee', 'Ada'])
    expect(await row('Kim').textContent()).toContain('hand raised just now')
    await row('Kim').getByRole('button', { name: 'Hand seen' }).click()
    await expect.poll(names).toEqual(['Lee', 'Kim', 'Ada'])
    expect(tested.board.students.get(idOf('Kim'))?.answeredHandMs).toBeDefined()
  })

  test('the teacher suggests a stage, asks to look up, and closes the class', async () => {
    await open()
    await page.getByLabel('Suggest a stage').selectOption('2')
    await expect.poll(() => tested.board.teaching.offer).toBe(2)
    await page.getByRole('button', { name: 'Ask all to look up' }).click()
    await page.getByRole('button', { name: 'Take back "look up"' }).click()
    await page.getByRole('button', { name: 'Let nobody else join' }).click()
    await page.getByRole('button', { name: 'Let others join' }).waitFor()
    expect(tested.board.teaching).toMatchObject({ isLookUp: false, isClosed: true })
  })

  test('names, checks and files are text, whatever stands in them', async () => {
    const evil = '<img src=x onerror=alert(1)>'
    await tested.join('x', { name: evil })
    tested.board.show(idOf('x'), {
      seq: 1,
      file: evil,
      text: `${evil}</pre><script>alert(1)</script>`,
    })
    tell('x', { version: '<b>1</b>' })
    await open()
    await page.getByRole('link', { name: evil }).click()
    await expect.poll(() => page.locator('.shown pre').textContent()).toContain('<script>')
    expect(await page.locator('img, .shown script, b').count()).toBe(0)
  })

  test('a row that is taken away is asked about first', async () => {
    await tested.join('Kim')
    await open()
    await page.getByRole('link', { name: 'Kim' }).click()
    await page.getByRole('button', { name: 'Remove this row' }).click()
    expect(tested.board.students.size).toBe(1)
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await expect.poll(() => tested.board.students.size).toBe(0)
    await page.getByText('Nobody has joined yet.').waitFor()
  })

  test('the wall counts, names nobody, and says how to join to who has the code', async () => {
    fillClass(tested.board, Date.now())
    await page.goto(at(`/#${tested.board.identity.code}`))
    await page.getByText('28 students').waitFor()
    await page.getByText(`-c ${tested.board.identity.code}`).waitFor()
    const text = await page.locator('body').textContent()
    for (const { name } of tested.board.students.values()) expect(text).not.toContain(name)
    tested.board.teach({ isLookUp: true })
    await page.getByText('Please look up.').waitFor()
  })

  test('axe finds nothing wrong with the class, a student or the wall; 390 px is one column', async () => {
    fillClass(tested.board, Date.now())
    await open()
    await page.locator('.rows').waitFor()
    expect(await axeOf(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 800 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await page.goto(at(`/board/#student/${'student-2-'.padEnd(24, '0')}`))
    await page.locator('.shown pre').waitFor()
    expect(await axeOf(page)).toEqual([])
    await page.goto(at('/board/wall'))
    await page.locator('.wall').waitFor()
    expect(await axeOf(page)).toEqual([])
  })

  test('300 students that all change are drawn at most four times a second', async () => {
    fillClass(tested.board, Date.now(), 300)
    await open()
    await page.locator('.rows').waitFor()
    await page.evaluate(`
      window.draws = 0
      new MutationObserver(() => { window.draws += 1 }).observe(document.body, { subtree: true, childList: true, characterData: true })
    `)
    const begunMs = performance.now()
    const ids = [...tested.board.students.keys()]
    for (let i = 0; performance.now() - begunMs < 1500; i++) {
      const id = ids[i % ids.length] ?? ''
      const known = tested.board.students.get(id)?.report
      if (known !== undefined)
        tested.board.report(id, {
          ...known,
          seq: known.seq + 1,
          handMs: Date.now(),
          stages: { 'raw-socket': { screen: i % 14 } },
        })
      if (i % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    }
    const seconds = (performance.now() - begunMs) / 1000
    const draws = Number(await page.evaluate('window.draws'))
    expect(draws).toBeGreaterThan(0)
    expect(draws).toBeLessThanOrEqual(4 * seconds + 2)
  })
})
