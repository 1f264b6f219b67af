import { codeOf } from './caught.ts'
import * as en from './en/har.ts'
import { inLanguage } from './in-language.ts'

export const harWords = inLanguage({ en })

/** Why a file could not be saved. */
export function whyNotSaved(error: unknown): string {
  const code = String(codeOf(error) ?? error)
  return harWords.cannotSave[code] ?? code
}
