import type { Course } from '../course/course.ts'
import type { Language } from '../course/language.ts'
import { openTerminal } from '../terminal/io/open.ts'
import { errors } from '../words/errors.ts'
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
  readonly dir?: string
  readonly lang?: Language
  readonly plain?: boolean
}

/** What a command of the course needs. Throws a CourseError where an option can't be had. */
export async function openContext(
  options: GlobalOptions,
  installed: Installed,
  lifetime: Lifetime,
): Promise<Context> {
  const place = await openPlace(options, lifetime)
  if (options.lang === 'py') await (await import('../process/python.ts')).neededPython()
  const course = onPort(installed.readCourse().in(languageOf(place)), place.options.port)
  return { ...place, course, files: { ...course, site: installed.site } }
}

/** The course with every stage on the port that the person named, so that its screens say that address. */
function onPort(course: Course, port: number | undefined): Course {
  if (port === undefined) return course
  return {
    ...course,
    stages: course.stages.map((stage) => ({ ...stage, port })),
    in: (language) => onPort(course.in(language), port),
  }
}

/** The language that the course is read in: the one asked for, or the one of the learner's folder. */
function languageOf({ options: { lang, dir }, cwd }: Place): Language {
  if (lang !== undefined) return lang
  const found = findFolder({ dir, cwd, remembered: rememberedFolder })
  return found.type === 'there' ? readSettings(found.path).language : 'js'
}

/** What any command needs. Throws a CourseError where an option can't be had. */
export async function openPlace(options: GlobalOptions, lifetime: Lifetime): Promise<Place> {
  const { port, host, open, dir, lang, plain = false } = options
  return {
    terminal: openTerminal(process, plain, () => giveBackAtDeath(lifetime)),
    lifetime,
    options: {
      port: port === undefined ? undefined : portOf(port),
      open,
      dir,
      lang,
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
