import * as en from './en/explain.ts'
import { inLanguage } from './in-language.ts'

/** What `explain` says. */
export const explainWords = inLanguage({ en })
