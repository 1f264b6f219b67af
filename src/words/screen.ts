import * as en from './en/screen.ts'
import { inLanguage } from './in-language.ts'

/** What a screen of a lesson says around the lesson's own words. */
export const screenWords = inLanguage({ en })
