import { beforeAll, expect, test } from 'vitest'
import { ask, isAsExpected } from './ask.ts'
import { type Claim, claims } from './claims.ts'
import type { Driven } from './drive.ts'
import { isIn, sentences, tried } from './of-claims.ts'
import { unmeasured } from './unmeasured.ts'

/** A browser that the claims are tried in. */
export interface Tried {
  readonly name: string
  readonly isThere: boolean
  drive(): Promise<Driven>
  /** What this one has to do with a claim. */
  expected(claim: Claim): unknown
}

/** What a busy machine disturbs is asked again, each by itself, with so many times the patience. */
const patiences = [1, 4, 10]

/** The tests that a browser does what the sentences say of it. A file of its own for each: they run side by side. */
export function bearsOut({ name, isThere, drive, expected }: Tried): void {
  const seen = new Map<string, unknown>()
  const isRight = (claim: (typeof claims)[number]) =>
    isAsExpected(seen.get(claim.id), expected(claim))

  beforeAll(async () => {
    if (!isThere) return
    const browser = await drive()
    try {
      for (const patience of patiences) {
        const left = claims.filter((claim) => !isRight(claim))
        const work = async () => {
          for (let claim = left.shift(); claim !== undefined; claim = left.shift())
            seen.set(claim.id, await ask(browser, claim, patience))
        }
        await Promise.all(Array.from({ length: patience === 1 ? browser.tabs : 1 }, work))
      }
    } finally {
      await browser.close()
    }
    // Longer than all of it takes where each page has to be waited for.
  }, 600_000)

  test.skipIf(!isThere).each(claims)('$id', (claim) => {
    expect({ was: seen.get(claim.id), isAsExpected: isRight(claim) }).toMatchObject({
      isAsExpected: true,
    })
  })

  test.skipIf(!isThere)('bears out at least 90 % of the sentences', () => {
    const right = new Set(claims.filter(isRight).map(({ id }) => id))
    const out = sentences.filter(({ text }) => right.has(tried.get(text) ?? ''))
    const cannot = sentences.filter(({ text }) => !tried.has(text) && isIn(unmeasured, text))
    const share = (of: number) => `${Math.round((100 * out.length) / of)} %`
    const triable = sentences.length - cannot.length
    console.log(
      `${name} bears out ${out.length} of ${triable} sentences about browsers that can be tried here: ${share(triable)}. ` +
        `With the ${cannot.length} that cannot: ${share(sentences.length)}.`,
    )
    expect(out.length / triable).toBeGreaterThanOrEqual(0.9)
  })
}
