import * as en from './en/terms.ts'
import { inLanguage } from './in-language.ts'

/** What single terms mean: status codes, headers, methods, errors. */
export const termWords = inLanguage({ en })
