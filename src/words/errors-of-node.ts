import * as en from './en/errors-of-node.ts'
import { inLanguage } from './in-language.ts'

/** What errors of Node mean, for learners who write in JavaScript or TypeScript. */
export const nodeErrorWords = inLanguage({ en })
