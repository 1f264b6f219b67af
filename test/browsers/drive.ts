import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchBrowser } from '../e2e/browser.ts'
import { isThere } from '../required.ts'
import { openTextSocket } from './websocket.ts'

/** A tab of a real browser. */
export interface Tab {
  /** Opens an address. Gives what the browser calls the failure, empty if there is none. */
  go(url: string): Promise<string>
  reload(): Promise<string>
  /** What an expression of JavaScript in the page gives; promises are awaited. */
  evaluate(expression: string, limitMs?: number): Promise<unknown>
  close(): Promise<void>
}

/** A real browser, without a window. */
export interface Driven {
  /** A tab that waits so many times longer than usual for a page. */
  newTab(patience: number): Promise<Tab>
  /** How many tabs it bears at once. */
  readonly tabs: number
  close(): Promise<void>
}

/** What hands do in a tab. */
export interface Hands {
  /** Presses keys together, the last one being let go first: `Control`, `ArrowRight`, `a`. */
  press(...keys: string[]): Promise<void>
  /** Moves the pointer over the middle of an element, and presses there. */
  point(selector: string, what?: 'over' | 'click'): Promise<void>
  /** What is seen, as a PNG. */
  picture(): Promise<Buffer>
}

/** Milliseconds that a page has to come; a browser that waits for more waits longer. */
const patienceMs = 2000

/** Milliseconds that a script may take; a page that is still coming may not answer. */
const scriptMs = 10_000

const within = <T>(work: Promise<T>, limitMs: number): Promise<T | undefined> =>
  new Promise((done, fail) => {
    const timer = setTimeout(() => done(undefined), limitMs)
    work.then(done, fail).finally(() => clearTimeout(timer))
  })

export async function driveChromium(): Promise<Driven> {
  const browser = await launchBrowser()
  const outcome = (going: Promise<unknown>): Promise<string> =>
    going.then(
      () => '',
      (thrown: unknown) => String(thrown).split('\n')[0] ?? '',
    )
  return {
    tabs: 4,
    async newTab(patience) {
      const context = await browser.newContext()
      const page = await context.newPage()
      return {
        go: (url) => outcome(page.goto(url, { timeout: patienceMs * patience })),
        reload: () => outcome(page.reload({ timeout: patienceMs * patience })),
        async evaluate(expression, limitMs = scriptMs) {
          const first = within(page.evaluate(expression), limitMs)
          // The browser's own error page takes the place of the page a moment later.
          return first.catch(() => within(page.evaluate(expression), limitMs))
        },
        async close() {
          await within(context.close(), 2000)
        },
      }
    },
    close: () => browser.close(),
  }
}

const firefoxPath = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find((path) => existsSync(path))

export const hasFirefox = isThere('firefox-esr', firefoxPath !== undefined)

/** Nothing but what a page asks for goes over the network, and no page opens by itself. */
const preferences = {
  'remote.prefs.recommended': false,
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'toolkit.startup.max_resumed_crashes': -1,
  'toolkit.telemetry.server': '',
}

/** Starts Firefox with a new profile, and gives the address at which it speaks WebDriver BiDi. */
async function startFirefox(home: string): Promise<{ child: ChildProcess; url: string }> {
  const profile = await mkdtemp(join(home, 'profile-'))
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  )
  await writeFile(join(profile, 'user.js'), lines.join(''))
  const child = spawn(
    firefoxPath ?? 'firefox',
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0', 'about:blank'],
    { env: { ...process.env, HOME: home, MOZ_HEADLESS: '1' }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  process.once('exit', () => child.kill())
  let said = ''
  const url = await new Promise<string>((found, fail) => {
    const read = (bytes: Buffer) => {
      said += String(bytes)
      const address = /WebDriver BiDi listening on (\S+)/.exec(said)?.[1]
      if (address !== undefined) found(`${address}/session`)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('error', fail)
    child.once('exit', () => fail(new Error(`Firefox ended: ${said}`)))
  })
  return { child, url }
}

/** Sends a command of WebDriver BiDi (W3C), and gives its result. */
type Command = (method: string, params: object, limitMs?: number) => Promise<Result>
interface Event {
  readonly method: string
  readonly params: { readonly level?: string; readonly text?: string }
}
interface Result {
  readonly context?: string
  readonly data?: string
  readonly result?: { readonly value?: unknown }
}

async function connect(
  url: string,
  onEvent: (event: Event) => void,
): Promise<{ command: Command; close: () => void }> {
  const waiting = new Map<number, (answer: { result?: Result; message?: string }) => void>()
  const socket = await openTextSocket(url, (text) => {
    const answer = JSON.parse(text)
    if (answer.type === 'event') onEvent(answer)
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  let last = 0
  const command: Command = (method, params, limitMs = 20_000) =>
    new Promise((done, fail) => {
      const id = ++last
      const timer = setTimeout(() => fail(new Error(`Timeout of ${method}`)), limitMs)
      waiting.set(id, ({ result, message }) => {
        clearTimeout(timer)
        if (result === undefined) fail(new Error(message))
        else done(result)
      })
      socket.send(JSON.stringify({ id, method, params }))
    })
  return { command, close: () => socket.close() }
}

/** Keys that are no letters, by the numbers that WebDriver gives them (section 17.4.2). */
const keyNumbers: Readonly<Record<string, number>> = {
  Control: 0xe009,
  Enter: 0xe007,
  Escape: 0xe00c,
  ArrowLeft: 0xe012,
  ArrowUp: 0xe013,
  ArrowRight: 0xe014,
  ArrowDown: 0xe015,
}
const keyValue = (key: string) =>
  keyNumbers[key] === undefined ? key : String.fromCharCode(keyNumbers[key])

/** `onError`: told of what a page logs as an error, or does not catch. */
export async function driveFirefox(
  onError: (text: string) => void = () => {},
): Promise<Driven & Hands> {
  const home = await mkdtemp(join(tmpdir(), 'firefox-'))
  const { child, url } = await startFirefox(home)
  const { command, close } = await connect(url, ({ params: { level, text = '' } }) => {
    if (level === 'error') onError(text)
  })
  await command('session.new', { capabilities: {} }, 60_000)
  await command('session.subscribe', { events: ['log.entryAdded'] })
  // One tab for all: a new one takes longer than a page.
  const { context } = await command('browsingContext.create', { type: 'tab' }, 60_000)
  const outcome = (going: Promise<unknown>): Promise<string> =>
    going.then(
      () => '',
      (thrown: unknown) => String(thrown),
    )
  const evaluate = async (expression: string, limitMs = scriptMs): Promise<unknown> => {
    const { result } = await command(
      'script.evaluate',
      {
        expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value))`,
        target: { context },
        awaitPromise: true,
      },
      limitMs,
    )
    return typeof result?.value === 'string' ? JSON.parse(result.value) : undefined
  }
  const perform = async (actions: object) => {
    await command('input.performActions', { context, actions: [actions] })
  }
  return {
    tabs: 1,
    async press(...keys) {
      const values = keys.map(keyValue)
      const down = values.map((value) => ({ type: 'keyDown', value }))
      const up = values.toReversed().map((value) => ({ type: 'keyUp', value }))
      await perform({ type: 'key', id: 'keys', actions: [...down, ...up] })
    },
    async point(selector, what = 'click') {
      const at = await evaluate(`(() => {
        const element = document.querySelector(${JSON.stringify(selector)})
        element.scrollIntoView({ block: 'center' })
        const [{ x, y, width, height }] = element.getClientRects()
        return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) }
      })()`)
      const press = [
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ]
      const move = { type: 'pointerMove', ...Object(at) }
      const actions = [move, ...(what === 'click' ? press : [])]
      await perform({ type: 'pointer', id: 'pointer', actions })
    },
    async picture() {
      const { data = '' } = await command('browsingContext.captureScreenshot', { context })
      return Buffer.from(data, 'base64')
    },
    async newTab(patience) {
      return {
        evaluate,
        go: (address) =>
          outcome(
            command(
              'browsingContext.navigate',
              { context, url: address, wait: 'complete' },
              patienceMs * patience,
            ),
          ),
        reload: () =>
          outcome(
            command('browsingContext.reload', { context, wait: 'complete' }, patienceMs * patience),
          ),
        async close() {
          await outcome(command('browsingContext.navigate', { context, url: 'about:blank' }))
        },
      }
    },
    async close() {
      close()
      const ended = new Promise((done) => child.once('exit', done))
      child.kill()
      await ended
      await rm(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
