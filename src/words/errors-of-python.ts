import * as en from './en/errors-of-python.ts'
import { inLanguage } from './in-language.ts'

/** What errors of Python mean, for learners who write in Python. */
export const pythonErrorWords = inLanguage({ en })
