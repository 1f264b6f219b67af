import * as en from './en/commands.ts'
import { inLanguage } from './in-language.ts'

export const {
  reset: resetWords,
  handIn: handInWords,
  init: initWords,
  first: firstWords,
  language: languageWords,
  editor: editorWords,
  status: statusWords,
  check: checkCommandWords,
  progress: progressWords,
  noKeys: noKeysWords,
  settings: settingsWords,
  agree: agreeWords,
  folderReadme: folderReadmeWords,
} = inLanguage({ en })
