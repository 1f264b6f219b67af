import * as en from './en/help.ts'
import { inLanguage } from './in-language.ts'

export const helpWords = inLanguage({ en })
