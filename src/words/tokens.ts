import * as en from './en/tokens.ts'
import { inLanguage } from './in-language.ts'

/** What each kind of token is called, and what it is for. */
export const tokenWords = inLanguage({ en: en.tokens })
