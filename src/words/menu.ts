import * as en from './en/menu.ts'
import { inLanguage } from './in-language.ts'

export const menuWords = inLanguage({ en })
