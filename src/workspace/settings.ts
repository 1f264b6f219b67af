import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { type Language, languageNames, serverFile } from '../course/language.ts'
import { namesIn, readRegularText } from '../process/read-regular.ts'
import { writeAtomic } from '../process/write-atomic.ts'
import { reasonOf } from '../words/caught.ts'
import { settingsWords } from '../words/commands.ts'
import { CourseError, errors } from '../words/errors.ts'
import { makeFolder } from './folder.ts'

const settingsFile = 'settings.json'

const settings = v.strictObject(
  {
    /** The language that the learner writes their servers in. */
    language: v.optional(v.picklist(languageNames, settingsWords.language(languageNames))),
    /** What starts a server in another language; `{stage}` stands for the stage's folder. */
    command: v.optional(
      v.pipe(v.string(settingsWords.command), v.minLength(1, settingsWords.command)),
    ),
  },
  settingsWords.keys,
)

type Written = v.InferOutput<typeof settings>

/** What the learner's folder says of how its servers are written. */
export interface Settings {
  readonly language: Language
  readonly command?: string | undefined
}

/**
 * Reads a folder's settings.json. Where it names no language, the servers in the folder tell, else it is
 * JavaScript; `lang` goes before both. Throws a CourseError that says what was expected.
 */
export function readSettings(folder: string, lang?: Language): Settings {
  const { language, command } = written(folder)
  if (lang !== undefined && command !== undefined)
    throw errors.commandSet(join(folder, settingsFile))
  return { language: lang ?? language ?? languageOfServers(folder) ?? 'js', command }
}

/** Whether the folder's settings name a language, so that nobody has to be asked. */
export const hasLanguage = (folder: string): boolean =>
  written(folder).language !== undefined || languageOfServers(folder) !== undefined

function written(folder: string): Written {
  const path = join(folder, settingsFile)
  const result = v.safeParse(settings, existsSync(path) ? parse(path) : {})
  if (result.success) return result.output
  const [issue] = result.issues
  throw errors.badSettings(path, v.getDotPath(issue) ?? '', issue.message)
}

/** The language of the first server that lies in a stage's folder. */
function languageOfServers(folder: string): Language | undefined {
  for (const stage of namesIn(folder).filter((name) => /^\d+-/.test(name)))
    for (const language of languageNames)
      if (existsSync(join(folder, stage, serverFile(language)))) return language
  return undefined
}

/**
 * Remembers the language that the learner's servers are written in. Throws a CourseError where the settings
 * name a command, which goes before any language, or can't be written.
 */
export function chooseLanguage(folder: string, language: Language): void {
  const before = written(folder)
  const path = join(folder, settingsFile)
  if (before.command !== undefined) throw errors.commandSet(path)
  if (before.language === language) return
  makeFolder(folder)
  try {
    writeAtomic(path, `${JSON.stringify({ ...before, language }, null, 2)}\n`)
  } catch (error) {
    throw errors.cannotWrite(path, reasonOf(error))
  }
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readRegularText(path).replace(/^\uFEFF/, ''))
  } catch (error) {
    if (error instanceof CourseError) throw error
    throw errors.badSettings(path, '', reasonOf(error))
  }
}
