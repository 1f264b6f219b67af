import * as en from './en/promises.ts'
import { inLanguage } from './in-language.ts'

/** What a header promises, held against what was sent. */
export const promiseWords = inLanguage({
  en: {
    promises: en.promises,
    encodings: en.encodings,
    types: en.types,
    charsets: en.charsets,
    ranges: en.ranges,
    heads: en.heads,
  },
})
