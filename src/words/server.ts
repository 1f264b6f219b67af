import * as en from './en/server.ts'
import { inLanguage } from './in-language.ts'

export type { ServerWords } from './en/server.ts'

/** What is said of servers: how they start and end, and who may visit them. */
export const serverWords = inLanguage({ en })
