import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { isThere } from '../required.ts'

const places = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const path = places.find((place) => place !== undefined && existsSync(place))

/** A browser is there. */
export const hasBrowser = isThere('chromium', path !== undefined)

/** Starts a real browser, with no window and with background traffic off. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(path !== undefined && { executablePath: path }),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
}
