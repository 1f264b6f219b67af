import { expect, test } from 'vitest'
import { claims } from './claims.ts'
import { isIn, sentences, tried } from './of-claims.ts'
import { sentencesAboutBrowsers } from './sentences.ts'
import { noClaims, unmeasured } from './unmeasured.ts'

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
