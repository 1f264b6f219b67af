import * as en from './en/leaks.ts'
import { inLanguage } from './in-language.ts'

export const { leaks: leakWords } = inLanguage({ en: { leaks: en.leaks } })
