import * as en from './en/step-slips.ts'
import { inLanguage } from './in-language.ts'

/** Slips in one step of a stage's task. */
export const stepSlipWords = inLanguage({ en })
