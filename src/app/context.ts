import type { Course, Stage } from '../course/course.ts'
import type { Language } from '../course/language.ts'
import type { CourseFiles } from '../course/program.ts'
import type { OpenTo } from '../process/host.ts'
import type { Terminal } from '../terminal/io/terminal.ts'
import { errors } from '../words/errors.ts'
import { type Found, findFolder, rememberedFolder } from '../workspace/folder.ts'
import { readProgress } from '../workspace/progress-store.ts'
import { readSettings, type Settings } from '../workspace/settings.ts'
import type { Installed } from './installed.ts'
import type { Lifetime } from './lifetime.ts'
import { stageAt, stageNamed } from './stage-named.ts'

/** The options that every command takes. */
export interface Options {
  readonly port: number | undefined
  readonly open: boolean
  /** The session is opened as a page too. */
  readonly page: boolean
  /** The folder of --dir, or of the environment variable LEARN_WEBSERVER_DIR. */
  readonly dir: string | undefined
  /** The language of the servers for this command, instead of the one that is remembered. */
  readonly lang: Language | undefined
  /** A folder with stages that are added to the course, or replace some of it. */
  readonly lessons: string | undefined
  /** The command of the settings is run without asking. */
  readonly allowCommand: boolean
  /** Where others may visit the server; undefined for this machine alone. */
  readonly openTo: OpenTo | undefined
}

/** Where a command is given, and what it may use. */
export interface Place {
  readonly terminal: Terminal
  readonly lifetime: Lifetime
  readonly installed: Installed
  readonly options: Options
  readonly cwd: string
  readonly now: () => Date
}

/** What a command of the course is given. */
export interface Context extends Place {
  readonly course: Course
  readonly files: CourseFiles
}

/** The learner's folder, or where it would be. Throws a CourseError where --dir can't be one. */
export function learnersFolder({ options, cwd }: Context): Found {
  return findFolder({ dir: options.dir, cwd, remembered: rememberedFolder })
}

/** The learner's folder. Throws a CourseError where there is none yet. */
export function existingFolder(context: Context): string {
  const found = learnersFolder(context)
  if (found.type === 'new') throw errors.noFolder(found.path)
  return found.path
}

/**
 * The stage that a command is for: the one that was named, the one whose folder this is, else the one that
 * was open last. Throws a CourseError where there is no such stage.
 */
export function stageMeant(given: string | undefined, folder: string, context: Context): Stage {
  const { course, cwd } = context
  if (given !== undefined) return stageNamed(given, course, { cwd })
  const last = readProgress(folder).progress.stage
  return stageAt(cwd, course) ?? stageNamed(last ?? '1', course, { cwd })
}

/** The settings of a folder, with the language of --lang for this command. */
export const settingsFor = (folder: string, { options: { lang } }: Context): Settings =>
  readSettings(folder, lang)

/** The same context, with the course in the language that a folder's servers are written in. */
export const inLanguageOf = (folder: string, context: Context): Context => ({
  ...context,
  course: context.course.in(settingsFor(folder, context).language),
})
