import * as en from './en/board.ts'
import { inLanguage } from './in-language.ts'

export const { board: boardWords, join: joinWords, classCommand: classWords } = inLanguage({ en })
