import { type Claim, claims, response, visit } from './claims.ts'
import type { Driven } from './drive.ts'
import { serveRaw } from './server.ts'

/** What a browser did with each claim, by its id; each has an origin and a tab of its own. */
export async function askAll(browser: Driven): Promise<ReadonlyMap<string, unknown>> {
  const seen = new Map<string, unknown>()
  const left = [...claims]
  const work = async () => {
    for (let claim = left.shift(); claim !== undefined; claim = left.shift())
      seen.set(claim.id, await ask(browser, claim))
  }
  await Promise.all(Array.from({ length: browser.tabs }, work))
  return seen
}

const ordinary = ['/start', '/there', '/favicon.ico']

async function ask(browser: Driven, { serve, look = visit }: Claim): Promise<unknown> {
  const server = await serveRaw((asked, nth) => {
    const served =
      typeof serve === 'function'
        ? serve(asked, nth)
        : ordinary.includes(asked.target)
          ? undefined
          : serve
    return served ?? response(asked.target === '/start' ? 'start' : 'Hello world!')
  })
  const tab = await browser.newTab()
  try {
    return await look(tab, server)
  } catch (thrown) {
    return String(thrown)
  } finally {
    await tab.close()
    server.close()
  }
}

/**
 * Whether what was seen is what was expected: `contains`, `not`, and `from` with `to`
 * stand for text and numbers that are not one value. An object may have more than is expected.
 */
export function isAsExpected(seen: unknown, expected: unknown): boolean {
  if (typeof expected !== 'object' || expected === null) return seen === expected
  if (Array.isArray(expected))
    return (
      Array.isArray(seen) &&
      seen.length === expected.length &&
      expected.every((one, index) => isAsExpected(seen[index], one))
    )
  if ('contains' in expected) return String(seen).includes(String(expected.contains))
  if ('not' in expected) return !isAsExpected(seen, expected.not)
  if ('from' in expected && 'to' in expected)
    return Number(seen) >= Number(expected.from) && Number(seen) <= Number(expected.to)
  if (typeof seen !== 'object' || seen === null) return false
  const values = new Map(Object.entries(seen))
  return Object.entries(expected).every(([key, value]) => isAsExpected(values.get(key), value))
}
