import * as en from './en/syntax.ts'
import { inLanguage } from './in-language.ts'

/** What is said of mistakes in the syntax of JavaScript and TypeScript. */
export const syntaxWords = inLanguage({ en })
