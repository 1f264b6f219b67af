import { claims } from './claims.ts'
import { sentencesAboutBrowsers } from './sentences.ts'
import { noClaims } from './unmeasured.ts'

export const isIn = (lists: typeof noClaims, text: string) =>
  Object.values(lists).some((list) => list.some((pattern) => pattern.test(text)))

/** The sentences of the words and lessons that say what a browser does. */
export const sentences = sentencesAboutBrowsers().filter(({ text }) => !isIn(noClaims, text))

/** The id of the claim that tries a sentence, by its text. */
export const tried = new Map(
  claims.flatMap(({ id, sentences }) => sentences.map((text) => [text, id])),
)
