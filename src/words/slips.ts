import * as en from './en/slips.ts'
import { inLanguage } from './in-language.ts'

/** What slips in a learner's program mean. */
export const slipWords = inLanguage({ en })
