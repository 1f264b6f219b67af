import * as en from './en/views.ts'
import { inLanguage } from './in-language.ts'

/** What the views of the wire say of messages. */
export const viewWords = inLanguage({ en })
