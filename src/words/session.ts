import * as en from './en/session.ts'
import { inLanguage } from './in-language.ts'

/** What a session says. */
export const sessionWords = inLanguage({ en: en.session })
/** What each action is called, and what it does. */
export const actionWords = inLanguage({ en: en.actions })
