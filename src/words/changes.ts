import * as en from './en/changes.ts'
import { inLanguage } from './in-language.ts'

/** What is said of a change that makes a check pass. */
export const changeWords = inLanguage({ en })
