import * as en from './en/page.ts'
import { inLanguage } from './in-language.ts'

/** What the page says of itself; what it shows comes with the session. */
export const pageWords = inLanguage({ en: en.page })
