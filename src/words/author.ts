import * as en from './en/author.ts'
import { inLanguage } from './in-language.ts'

export const {
  teaching: teachingWords,
  preview: previewWords,
  fresh: freshWords,
  check: authorCheckWords,
  findings: findingWords,
} = inLanguage({ en })
