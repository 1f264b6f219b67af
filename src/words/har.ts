import * as en from './en/har.ts'
import { inLanguage } from './in-language.ts'

export const harWords = inLanguage({ en: en })
