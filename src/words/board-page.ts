import * as en from './en/board-page.ts'
import { inLanguage } from './in-language.ts'

/** What the board's page says. A browser reads it too. */
export const boardPageWords = inLanguage({ en: en.boardPage })
