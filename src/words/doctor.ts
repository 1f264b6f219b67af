import * as en from './en/doctor.ts'
import { inLanguage } from './in-language.ts'

export const doctorWords = inLanguage({ en })
