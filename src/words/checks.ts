import * as en from './en/checks.ts'
import { inLanguage } from './in-language.ts'

/** What is said of checks and of what they found. */
export const checksWords = inLanguage({ en })
