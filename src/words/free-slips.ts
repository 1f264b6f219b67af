import * as en from './en/free-slips.ts'
import { inLanguage } from './in-language.ts'

/** What is said of slips in programs of any shape. */
export const freeSlipWords = inLanguage({ en })
