import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { others, responses, type Served } from './responses.ts'

export type Name = 'chrome' | 'firefox'

const places: Record<Name, readonly (string | undefined)[]> = {
  chrome: [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/google-chrome'],
  firefox: [process.env['FIREFOX'], '/usr/bin/firefox-esr', '/usr/bin/firefox'],
}

export const placeOf = (name: Name): string | undefined =>
  places[name].find((place) => place !== undefined && existsSync(place))

/** Starts a real browser without a window; Firefox with the settings that people have, but for the driver. */
export const launch = (name: Name): Promise<Browser> =>
  puppeteer.launch({
    browser: name,
    executablePath: placeOf(name) ?? '',
    headless: true,
    args: name === 'chrome' ? ['--no-sandbox', '--disable-gpu'] : [],
    extraPrefsFirefox: { 'remote.prefs.recommended': false },
  })

/** A raw server that serves the table, and counts what it was asked for. */
export interface Raw {
  readonly url: string
  /** How often a path was asked for. */
  asked(path: string): number
  close(): void
}

export async function startRaw(): Promise<Raw> {
  const counts = new Map<string, number>()
  const sockets = new Set<Socket>()
  const serve = (path: string): Served => {
    const id = path.slice(1)
    return (
      others[path] ??
      (Object.hasOwn(responses, id)
        ? responses[id as keyof typeof responses]
        : { bytes: 'HTTP/1.1 404 No\r\nConnection: close\r\n\r\nno' })
    )
  }
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    let text = ''
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1')
      if (!text.includes('\r\n\r\n')) return
      const path = text.split(' ')[1] ?? ''
      text = ''
      counts.set(path, (counts.get(path) ?? 0) + 1)
      const { bytes: answer, after = 'close' } = serve(path)
      if (after === 'reset') {
        if (answer.length === 0) socket.resetAndDestroy()
        // The bytes have to be read before the reset comes.
        else socket.write(answer, () => setTimeout(() => socket.resetAndDestroy(), 150))
      } else if (after === 'keep') socket.write(answer)
      else socket.end(answer)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked: (path) => counts.get(path) ?? 0,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

/** What a browser did with a response. */
export interface Seen {
  /** The text of the page that is shown; undefined for the browser's own error page. */
  readonly text: string | undefined
  readonly title: string | undefined
  /** What the browser calls the failure. */
  readonly error: string | undefined
  /** How often it asked. */
  readonly asked: number
}

/** Milliseconds that a page has to come; where a browser waits it waits for longer. */
const patience = 1200

/** Opens a path after an ordinary page, and says what is shown then. */
export async function visit(page: Page, raw: Raw, path: string): Promise<Seen> {
  await page.goto(`${raw.url}/start`, { waitUntil: 'load', timeout: 5000 })
  const before = raw.asked(path)
  let error: string | undefined
  try {
    await page.goto(`${raw.url}${path}`, { waitUntil: 'load', timeout: patience })
  } catch (thrown) {
    error = thrown instanceof Error ? thrown.message.split('\n')[0] : String(thrown)
  }
  const shown = await within(
    page.evaluate('[location.href, document.title, document.body ? document.body.innerText : ""]'),
    800,
  )
  const [href, title, text] = Array.isArray(shown) ? shown.map(String) : []
  const isOwn = href === undefined || /^(chrome-error|about):/.test(href)
  return {
    text: isOwn ? undefined : text?.trim().slice(0, 80),
    title,
    error,
    asked: raw.asked(path) - before,
  }
}

const within = <T>(promise: Promise<T>, ms: number): Promise<T | undefined> =>
  Promise.race([
    promise.catch(() => undefined),
    new Promise<undefined>((done) => setTimeout(() => done(undefined), ms)),
  ])
