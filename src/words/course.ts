import * as en from './en/course.ts'
import { inLanguage } from './in-language.ts'

/** What the course says of its lessons. */
export const courseWords = inLanguage({ en })
