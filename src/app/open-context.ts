import { courseAsStarted } from '../course/as-started.ts'
import type { Course } from '../course/course.ts'
import type { Language } from '../course/language.ts'
import { openTerminal } from '../terminal/io/open.ts'
import { CourseError, errors } from '../words/errors.ts'
import { asTyped } from '../words/typed.ts'
import { findFolder, rememberedFolder } from '../workspace/folder.ts'
import { readSettings } from '../workspace/settings.ts'
import type { Context, Place } from './context.ts'
import type { Installed } from './installed.ts'
import type { Lifetime } from './lifetime.ts'

/** The options that stand before a command, as they were given. */
export interface GlobalOptions {
  readonly port?: string
  readonly host?: string
  readonly open: boolean
  readonly page?: boolean
  readonly dir?: string
  readonly lang?: Language
  readonly allowCommand?: boolean
  readonly lessons?: string
  readonly plain?: boolean
}

/** What a command of the course needs. Throws a CourseError where an option can't be had. */
export async function openContext(
  options: GlobalOptions,
  installed: Installed,
  lifetime: Lifetime,
): Promise<Context> {
  const place = await openPlace(options, installed, lifetime)
  if (options.lang === 'py') await (await import('../process/python.ts')).neededPython()
  const read = await courseFor(languageOf(place), place)
  const course = courseAsStarted(read, place.options.port, asTyped)
  return { ...place, course, files: { ...read, site: installed.site } }
}

/** The course as it is installed, or with the stages of --lessons. */
export async function courseFor(language: Language, place: Place): Promise<Course> {
  const { lessons } = place.options
  if (lessons === undefined) return place.installed.readCourse(language)
  return (await import('./read-course.ts')).readCourseWith(lessons, language, place)
}

/** The language that the course is read in: the one asked for, or the one of the learner's folder. */
function languageOf({ options: { lang, dir }, cwd }: Place): Language {
  if (lang !== undefined) return lang
  try {
    const found = findFolder({ dir, cwd, remembered: rememberedFolder })
    return found.type === 'there' ? readSettings(found.path).language : 'js'
  } catch (error) {
    // The command says what is wrong with the folder, where it needs one.
    if (error instanceof CourseError && error.code === 'folderNotOurs') return 'js'
    throw error
  }
}

/** What any command needs. Throws a CourseError where an option can't be had. */
export async function openPlace(
  options: GlobalOptions,
  installed: Installed,
  lifetime: Lifetime,
): Promise<Place> {
  const {
    port,
    host,
    open,
    page = false,
    dir,
    lang,
    allowCommand = false,
    plain = false,
    lessons,
  } = options
  return {
    terminal: openTerminal(process, plain, () => giveBackAtDeath(lifetime)),
    lifetime,
    installed,
    options: {
      port: port === undefined ? undefined : portOf(port),
      open,
      page,
      // An empty variable is as good as none.
      dir: dir ?? (process.env['LEARN_WEBSERVER_DIR'] || undefined),
      lang,
      lessons: lessons ?? (process.env['LEARN_WEBSERVER_LESSONS'] || undefined),
      allowCommand,
      openTo: host === undefined ? undefined : (await import('../process/host.ts')).openTo(host),
    },
    cwd: process.cwd(),
    now: () => new Date(),
  }
}

/** Has the terminal given back even where this process is killed. The first prompt is drawn before. */
async function giveBackAtDeath(lifetime: Lifetime): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve))
  const { atDeath, restoreTerminal } = await import('../process/on-parent-death.ts')
  lifetime.add(atDeath(restoreTerminal, [], process.stdout.fd))
}

function portOf(given: string): number {
  const port = Number(given)
  if (!/^\d+$/.test(given) || port < 1 || port > 65535) throw errors.badPort(given)
  return port
}
