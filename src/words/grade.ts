import * as en from './en/grade.ts'
import { inLanguage } from './in-language.ts'

/** What is said of hand-ins. */
export const gradeWords = inLanguage({ en })
