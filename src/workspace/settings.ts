import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { type Language, languageNames } from '../course/language.ts'
import { errors } from '../words/errors.ts'
import { makeFolder } from './folder.ts'

export const settingsFile = 'settings.json'

const settings = v.strictObject(
  {
    /** The language that the learner writes their servers in. */
    language: v.optional(
      v.picklist(languageNames, `one of: ${languageNames.map((name) => `"${name}"`).join(', ')}`),
      'ts',
    ),
    /** What starts a server in another language; `{stage}` stands for the stage's folder. */
    command: v.optional(
      v.pipe(
        v.string('a command, such as "ruby {stage}/server.rb"'),
        v.minLength(1, 'a command, such as "ruby {stage}/server.rb"'),
      ),
    ),
  },
  'command and language, and nothing else',
)

/** What the learner's folder says of how its servers are written. */
export type Settings = v.InferOutput<typeof settings>

/**
 * Reads a folder's settings.json; without one, all is as usual. Throws a CourseError that says what was
 * expected.
 */
export function readSettings(folder: string): Settings {
  const path = join(folder, settingsFile)
  const result = v.safeParse(settings, existsSync(path) ? parse(path) : {})
  if (result.success) return result.output
  const [issue] = result.issues
  throw errors.badSettings(path, v.getDotPath(issue) ?? '', issue.message)
}

/** Keeps a folder's settings. Throws a CourseError where it can't be written to. */
export function writeSettings(folder: string, value: Settings): void {
  const path = join(folder, settingsFile)
  try {
    makeFolder(folder)
    writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`)
  } catch (error) {
    throw errors.cannotWrite(path, error instanceof Error ? error.message : String(error))
  }
}

/**
 * Remembers the language that a learner asked for; undefined changes nothing. Throws a CourseError where
 * the folder's settings name a command, which goes before any language.
 */
export function chooseLanguage(folder: string, language: Language | undefined): void {
  if (language === undefined) return
  const before = readSettings(folder)
  if (before.command !== undefined) throw errors.commandSet(join(folder, settingsFile))
  if (before.language !== language) writeSettings(folder, { ...before, language })
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
  } catch (error) {
    throw errors.badSettings(path, '', error instanceof Error ? error.message : String(error))
  }
}
