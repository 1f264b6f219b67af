/**
 * The same words with each sentence in marks, so that a test sees which ones come from the catalogue.
 * What a function returns is marked too, nested words as well.
 */
export function marked<T>(words: T): T
export function marked(words: unknown): unknown {
  if (typeof words === 'string') return /\p{L}/u.test(words) ? `⟦${words}⟧` : words
  if (typeof words === 'function')
    return (...given: unknown[]) => marked(Reflect.apply(words, undefined, given))
  if (Array.isArray(words)) return words.map((word) => marked(word))
  if (typeof words === 'object' && words !== null)
    return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, marked(value)]))
  return words
}
