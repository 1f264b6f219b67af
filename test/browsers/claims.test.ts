import { beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../e2e/browser.ts'
import { askAll, isAsExpected } from './ask.ts'
import { claims } from './claims.ts'
import { type Driven, driveChromium, driveFirefox, hasFirefox } from './drive.ts'
import { sentencesAboutBrowsers } from './sentences.ts'
import { noClaims, unmeasured } from './unmeasured.ts'

const limitMs = 240_000
const isIn = (lists: typeof noClaims, text: string) =>
  Object.values(lists).some((list) => list.some((pattern) => pattern.test(text)))

/** The sentences of the words and lessons that say what a browser does. */
const sentences = sentencesAboutBrowsers().filter(({ text }) => !isIn(noClaims, text))
const tried = new Map(claims.flatMap(({ id, sentences }) => sentences.map((text) => [text, id])))

test('each sentence about what a browser does is tried in a browser, or says why it is not', () => {
  const untold = sentences.filter(({ text }) => !tried.has(text) && !isIn(unmeasured, text))
  expect(untold).toEqual([])
})

test('each list speaks of sentences that are there', () => {
  const all = sentencesAboutBrowsers()
  const idle = [noClaims, unmeasured]
    .flatMap((lists) => Object.values(lists).flat())
    .filter((pattern) => !all.some(({ text }) => pattern.test(text)))
  const gone = claims.flatMap(({ sentences }) =>
    sentences.filter(
      (said) => /browser|chrom|firefox/i.test(said) && !all.some(({ text }) => text === said),
    ),
  )
  expect({ idle, gone }).toEqual({ idle: [], gone: [] })
})

describe.each([
  { name: 'Chromium', key: 'chromium', isThere: hasBrowser, drive: driveChromium },
  { name: 'Firefox', key: 'firefox', isThere: hasFirefox, drive: driveFirefox },
] as const)('$name', ({ name, key, isThere, drive }) => {
  let seen: ReadonlyMap<string, unknown> = new Map()
  beforeAll(async () => {
    if (!isThere) return
    const browser: Driven = await drive()
    try {
      seen = await askAll(browser)
      // What a busy machine disturbed is asked once more.
      const odd = claims.filter((claim) => !isAsExpected(seen.get(claim.id), expected(claim)))
      if (odd.length === 0) return
      const again = await askAll(browser)
      seen = new Map([...seen, ...odd.map(({ id }) => [id, again.get(id)] as const)])
    } finally {
      await browser.close()
    }
  }, limitMs)

  const expected = (claim: (typeof claims)[number]) => ('both' in claim ? claim.both : claim[key])

  test.skipIf(!isThere).each(claims)('$id', (claim) => {
    const was = seen.get(claim.id)
    expect({ was, isAsExpected: isAsExpected(was, expected(claim)) }).toMatchObject({
      isAsExpected: true,
    })
  })

  test.skipIf(!isThere)('bears out at least 90 % of the sentences', () => {
    const right = new Set(
      claims
        .filter((claim) => isAsExpected(seen.get(claim.id), expected(claim)))
        .map(({ id }) => id),
    )
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
})
