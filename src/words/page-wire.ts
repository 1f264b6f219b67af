import * as en from './en/page-wire.ts'
import { inLanguage } from './in-language.ts'

/** What the page says of the wire. */
export const pageWireWords = inLanguage({ en })
