import type { Course, Stage } from '../course/course.ts'
import { findStage } from '../course/course.ts'
import type { Language } from '../course/language.ts'
import type { CourseFiles } from '../course/program.ts'
import type { OpenTo } from '../process/host.ts'
import type { Terminal } from '../terminal/io/terminal.ts'
import { errors } from '../words/errors.ts'
import { nearest } from '../words/nearest.ts'
import { type Found, findFolder, rememberedFolder } from '../workspace/folder.ts'
import { chooseLanguage } from '../workspace/settings.ts'
import type { Lifetime } from './lifetime.ts'

/** The options that every command takes. */
export interface Options {
  readonly port: number | undefined
  readonly open: boolean
  readonly dir: string | undefined
  /** The language to write servers in from now on. */
  readonly lang: Language | undefined
  /** Where others may visit the server; undefined for this machine alone. */
  readonly openTo: OpenTo | undefined
}

/** Where a command is given, and what it may use. */
export interface Place {
  readonly terminal: Terminal
  readonly lifetime: Lifetime
  readonly options: Options
  readonly cwd: string
  readonly now: () => Date
}

/** What a command of the course is given. */
export interface Context extends Place {
  readonly course: Course
  readonly files: CourseFiles
}

/** The stage that was asked for, by number or name. Throws a CourseError where there is none. */
export function stageNamed(given: string, course: Course): Stage {
  const stage = findStage(course, given)
  const names = course.stages.map(({ name }) => name)
  if (stage === undefined) throw errors.unknownStage(given, names, nearest(given, names))
  return stage
}

/**
 * The learner's folder, or where it would be. A language that was asked for is remembered in it. Throws a
 * CourseError where --dir can't be one.
 */
export function learnersFolder({ options, cwd }: Context): Found {
  const found = findFolder({ dir: options.dir, cwd, remembered: rememberedFolder })
  if (found.type === 'there') chooseLanguage(found.path, options.lang)
  return found
}

/** The learner's folder. Throws a CourseError where there is none yet. */
export function existingFolder(context: Context): string {
  const found = learnersFolder(context)
  if (found.type === 'new') throw errors.noFolder(found.path)
  return found.path
}
