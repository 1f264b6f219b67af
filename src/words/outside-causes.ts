import * as en from './en/outside-causes.ts'
import { inLanguage } from './in-language.ts'

/** What is told of causes that are seen from outside. */
export const outsideWords = inLanguage({ en })
