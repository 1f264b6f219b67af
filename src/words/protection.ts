import * as en from './en/protection.ts'
import { inLanguage } from './in-language.ts'

export type NoProtection = en.NoProtection

/** What is said where nothing protects a machine from the programs of others. */
export const protectionWords = inLanguage({ en })
