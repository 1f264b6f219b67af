import * as en from './en/causes.ts'
import { inLanguage } from './in-language.ts'

/** Why a response is not as it should be. */
export const causesWords = inLanguage({
  en: { bodies: en.bodies, silences: en.silences, serverEnds: en.serverEnds },
})
