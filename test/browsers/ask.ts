import { type Claim, response, visit } from './claims.ts'
import type { Driven } from './drive.ts'
import { serveRaw } from './server.ts'

const ordinary = ['/start', '/there', '/favicon.ico']

/** What a browser does with a claim, in a tab of its own and from an origin of its own. */
export async function ask(
  browser: Driven,
  { serve, look = visit }: Claim,
  patience: number,
): Promise<unknown> {
  const server = await serveRaw((asked, nth) => {
    const served =
      typeof serve === 'function'
        ? serve(asked, nth)
        : ordinary.includes(asked.target)
          ? undefined
          : serve
    return served ?? response(asked.target === '/start' ? 'start' : 'Hello world!')
  })
  const tab = await browser.newTab(patience)
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
