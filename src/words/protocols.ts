import * as en from './en/protocols.ts'
import { inLanguage } from './in-language.ts'

/** What is said of other protocols than HTTP/1 on the wire. */
export const protocolsWords = inLanguage({ en })
