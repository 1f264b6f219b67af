import * as en from './en/problems.ts'
import { inLanguage } from './in-language.ts'

export type { ProblemText } from './en/problems.ts'

/** What is wrong with a message, and what to change. */
export const problemWords = inLanguage({
  en: {
    problems: en.problems,
    outcomes: en.outcomes,
    startLines: en.startLines,
    requests: en.requests,
  },
})
