import * as en from './en/terminal.ts'
import { inLanguage } from './in-language.ts'

/** What the views say beside what they show. */
export const terminalWords = inLanguage({ en: en.terminal })

/** What stands over the README's table of keys, and what keys are called there. */
export const keyTableWords = inLanguage({ en: en.keyTable })

export const { asked: askedWords, marks: markWords } = inLanguage({
  en: { asked: en.asked, marks: en.marks },
})
