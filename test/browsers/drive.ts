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
interface Result {
  readonly context?: string
  readonly result?: { readonly value?: unknown }
}

async function connect(url: string): Promise<{ command: Command; close: () => void }> {
  const waiting = new Map<number, (answer: { result?: Result; message?: string }) => void>()
  const socket = await openTextSocket(url, (text) => {
    const answer = JSON.parse(text)
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

export async function driveFirefox(): Promise<Driven> {
  const home = await mkdtemp(join(tmpdir(), 'firefox-'))
  const { child, url } = await startFirefox(home)
  const { command, close } = await connect(url)
  await command('session.new', { capabilities: {} }, 60_000)
  // One tab for all: a new one takes longer than a page.
  const { context } = await command('browsingContext.create', { type: 'tab' }, 60_000)
  const outcome = (going: Promise<unknown>): Promise<string> =>
    going.then(
      () => '',
      (thrown: unknown) => String(thrown),
    )
  return {
    tabs: 1,
    async newTab(patience) {
      return {
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
        async evaluate(expression, limitMs = scriptMs) {
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
        },
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
